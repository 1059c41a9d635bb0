"""Circles among things that wait for one another."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence, Set

from milepost.model.path import VaultPath

__all__ = ["find_circles"]

Graph = Mapping[VaultPath, Sequence[VaultPath]]


def find_circles(before: Graph) -> Iterator[tuple[VaultPath, ...]]:
    """One circle for each set of nodes that all wait for each other, the first node again at its end.

    `before` gives for each node those that it waits for, all of them nodes. The circle is a shortest one
    through the set's first node by path; in it, each node waits for the one before it. Cost is linear in
    nodes and edges: two passes (Kosaraju), of which the second goes against the first.
    """
    after: dict[VaultPath, list[VaultPath]] = {node: [] for node in before}
    for node, others in before.items():
        for other in others:
            after[other].append(node)
    seen, placed = set[VaultPath](), set[VaultPath]()
    finished = [node for start in before for node in _finished(before, start, seen)]
    for start in reversed(finished):
        together = set(_finished(after, start, placed))
        if together and (circle := _shortest(after, min(together), together)):
            yield circle


def _finished(graph: Graph, start: VaultPath, seen: set[VaultPath]) -> Iterator[VaultPath]:
    """The nodes that `start` reaches and nobody has seen, each behind those that it reaches first."""
    if start in seen:
        return
    seen.add(start)
    open_nodes = [(start, iter(graph[start]))]
    while open_nodes:
        node, others = open_nodes[-1]
        following = next((other for other in others if other not in seen), None)
        if following is None:
            open_nodes.pop()
            yield node
        else:
            seen.add(following)
            open_nodes.append((following, iter(graph[following])))


def _shortest(after: Graph, start: VaultPath, within: Set[VaultPath]) -> tuple[VaultPath, ...]:
    """The shortest way from `start` back to itself, none where it is alone."""
    came_from: dict[VaultPath, VaultPath] = {}
    waiting = deque([start])
    while waiting and start not in came_from:
        node = waiting.popleft()
        for following in after[node]:
            if following in within and following not in came_from:
                came_from[following] = node
                waiting.append(following)
    if start not in came_from:
        return ()
    trail = [start]
    while len(trail) == 1 or trail[-1] != start:
        trail.append(came_from[trail[-1]])
    return tuple(reversed(trail))
