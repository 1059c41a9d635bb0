"""Where each note of the graph stands: forces for what hangs together, rings for what is by itself."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import asin, ceil, cos, hypot, pi, sin, sqrt

from milepost.links.pivot_mds import pivot_mds

__all__ = ["lay_out"]

# Forces take time with the square of a group's notes. Where it is more than for one of so many, only the most
# linked notes of each group are moved by them, and stand for the rest.
_MOST = 1_500
# How often the forces move all notes, which begin on a rough map: as good takes more than twice as often from
# places by chance.
_STEPS = 20
# How far apart notes begin that have the same place on the map, which is 2 wide.
_APART = 0.03
# The distance of neighbours; a graph takes an area in proportion to its notes. With so many steps less for a
# group's radius, the two of a pair are as far apart as others.
_STEP = 40
_LESS = 0.9
# Points on a spiral that turns by it fill a disc evenly.
_GOLDEN_ANGLE = pi * (3 - sqrt(5))

Place = tuple[float, float]
Edges = Sequence[tuple[int, int]]
Near = Sequence[Sequence[int]]
"""The neighbours of each note."""


@lru_cache(maxsize=2)  # a preview asks again after each edit, and most edits change no link
def lay_out(count: int, edges: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """A place for each of the notes 0 to `count` - 1, around (0, 0); the same for the same graph.

    Each edge is given once. Time is linear above some thousands of notes.
    """
    if not count:
        return ()
    near: list[list[int]] = [[] for _ in range(count)]
    for a, b in edges:
        near[a].append(b)
        near[b].append(a)
    groups = _groups(near)
    number = {note: at for at, group in enumerate(groups) for note in group}
    inside: list[list[tuple[int, int]]] = [[] for _ in groups]
    for edge in edges:
        inside[number[edge[0]]].append(edge)
    share = min(1.0, _MOST / sqrt(sum(len(group) ** 2 for group in groups)))
    first, *others = (_placed(group, own, near, share) for group, own in zip(groups, inside, strict=True))
    laid = [first, *sorted(others, key=_radius, reverse=True)]
    centres = _centres([_radius(part) for part in laid])
    places: dict[int, Place] = {}
    for (left, top), part in zip(centres, laid, strict=True):
        places |= {note: (left + x, top + y) for note, (x, y) in part.items()}
    return tuple((round(places[note][0]), round(places[note][1])) for note in range(count))


def _groups(near: Near) -> list[list[int]]:
    """The notes that hang together by links, the largest group first."""
    seen: set[int] = set()
    groups: list[list[int]] = []
    for first in range(len(near)):
        if first not in seen:
            seen.add(first)
            group = [first]
            for note in group:  # grows while it is read
                new = [each for each in dict.fromkeys(near[note]) if each not in seen]
                seen.update(new)
                group += new
            groups.append(sorted(group))
    return sorted(groups, key=len, reverse=True)


def _placed(group: Sequence[int], edges: Edges, near: Near, share: float) -> dict[int, Place]:
    """Places for notes that hang together, around (0, 0), a `share` of them by forces."""
    core = sorted(sorted(group, key=lambda note: -len(near[note]))[: ceil(share * len(group))])
    places: dict[int, Place] = {core[0]: (0, 0)}
    if len(core) > 1:
        places = _by_forces(core, edges, _STEP * (sqrt(len(group)) - _LESS))
    _beside_neighbours(places, core, near)
    return places


def _radius(part: Mapping[int, Place]) -> float:
    return max(hypot(*place) for place in part.values())


def _centres(radii: Sequence[float]) -> Iterator[Place]:
    """Where circles stand: the first in the middle, the others, by size, on rings around it, evenly."""
    yield 0, 0
    at, reach = 1, radii[0]
    while at < len(radii):
        ring = reach + radii[at] + _STEP
        widths: list[float] = []
        spare = 2 * pi
        while at + len(widths) < len(radii):
            width = 2 * asin((radii[at + len(widths)] + _STEP / 2) / ring)
            if width > spare:
                break
            widths.append(width)
            spare -= width
        angle = at * _GOLDEN_ANGLE
        for width in widths:
            half = (width + spare / len(widths)) / 2
            yield ring * cos(angle + half), ring * sin(angle + half)
            angle += 2 * half
        at, reach = at + len(widths), ring + radii[at]


def _by_forces(core: Sequence[int], edges: Edges, size: float) -> dict[int, Place]:
    """Fruchterman and Reingold's layout of some notes, about `size` from the middle to the rim."""
    import rustworkx  # takes a while to load, for which a site without a graph need not wait

    number = {note: index for index, note in enumerate(core)}
    graph: rustworkx.PyGraph[int, None] = rustworkx.PyGraph()
    graph.add_nodes_from(core)
    graph.add_edges_from_no_data([(number[a], number[b]) for a, b in edges if a in number and b in number])
    near = [list(graph.neighbors(index)) for index in graph.node_indices()]
    begun = {
        index: (x + _APART * cos(index * _GOLDEN_ANGLE), y + _APART * sin(index * _GOLDEN_ANGLE))
        for index, (x, y) in enumerate(pivot_mds(near))
    }
    found = rustworkx.spring_layout(graph, pos=begun, num_iter=_STEPS, adaptive_cooling=False, scale=1)
    return {note: (size * found[index][0], size * found[index][1]) for note, index in number.items()}


def _beside_neighbours(places: dict[int, Place], core: Sequence[int], near: Near) -> None:
    """Put notes without a place around the most linked neighbour that has one, and so outwards."""
    pending = sorted(core, key=lambda note: (-len(near[note]), note))
    for host in pending:  # grows while it is read
        x, y = places[host]
        free = [note for note in near[host] if note not in places]
        for number, note in enumerate(free, 1):  # on a spiral, about half a step from one another
            radius, angle = _STEP / 2 * sqrt(number), number * _GOLDEN_ANGLE
            places[note] = (x + radius * cos(angle), y + radius * sin(angle))
        pending.extend(free)
