"""Who mentions whom."""

from bisect import insort
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import chain
from operator import attrgetter
from typing import TypeVar

from milepost.links.resolve import Resolver, resolve
from milepost.model.canvas import Canvas
from milepost.model.link import Ambiguous, Edge, Embed, Found, Goal, Link, LinkGraph, LinkIndex, Target
from milepost.model.note import Note
from milepost.model.path import VaultPath, is_canvas, is_note

__all__ = ["backlinks", "build_graph", "destination", "neighbours", "update_graph"]

T = TypeVar("T")


def destination(index: LinkIndex, origin: VaultPath, target: Target) -> VaultPath | None:
    """The file that a link leads to, `None` where it leads nowhere that may be shown."""
    match resolve(index, origin, target):
        case Found(path=path) | Ambiguous(chosen=path):
            return path
        case _:
            return None


def build_graph(
    notes: Iterable[Note],
    index: LinkIndex,
    canvases: Iterable[Canvas] = (),
    before: LinkGraph | None = None,
    unchanged: Container[VaultPath] = (),
) -> LinkGraph:
    """The mentions among notes, canvases and files: links and embeds, in the body and in properties.

    A note that mentions another more than once has one edge to it, with the words around each; mentions of
    itself do not count. A canvas mentions what its file cards show; what its text cards link counts for
    files, which are to be published, and for no note, as in the app.

    What equals the graph of `before` is the very same, so that the two are soon compared; of the notes that
    are `unchanged` since, only what their links mean may differ.
    """
    resolver = Resolver(index)
    before = before or LinkGraph()
    forward: dict[VaultPath, tuple[Edge, ...]] = {}
    goals: dict[VaultPath, Mapping[str, Goal]] = {}
    backward: defaultdict[VaultPath, list[Edge]] = defaultdict(list)
    for source, mentions in chain(
        ((note.path, (*note.links, *note.embeds)) for note in notes),
        ((canvas.path, _mentions(canvas, resolver)) for canvas in canvases),
    ):
        meant, known = before.goals.get(source), before.forward.get(source, ())
        goals[source] = means = _same(meant, _goals(source, mentions, resolver))
        is_known = means is meant and source in unchanged
        edges = known if is_known else _same(known, _edges(source, mentions, means))
        if edges:
            forward[source] = edges
        for edge in edges:
            backward[edge.target].append(edge)
    return LinkGraph(
        forward,
        {path: _same(before.backward.get(path), tuple(edges)) for path, edges in backward.items()},
        {path: _same(before.targets.get(path), _targets(edges)) for path, edges in forward.items()},
        goals,
    )


def neighbours(graph: LinkGraph, path: VaultPath) -> Iterator[VaultPath]:
    """What a note mentions and what mentions it: notes, canvases, files; what does both is there twice."""
    yield from graph.targets.get(path, ())
    yield from backlinks(graph, path)


def update_graph(graph: LinkGraph, changed: Iterable[Note], index: LinkIndex) -> LinkGraph:
    """The graph of the same notes and index, some of them with other words: it costs as much as those do."""
    resolver = Resolver(index)
    forward, backward, targets = dict(graph.forward), dict(graph.backward), dict(graph.targets)
    goals = dict(graph.goals)
    is_same = True
    for note in changed:
        mentions = (*note.links, *note.embeds)
        means = _goals(note.path, mentions, resolver)
        edges = _edges(note.path, mentions, means)
        before = forward.get(note.path, ())
        if means == goals[note.path] and edges == before:
            continue
        is_same = False
        goals[note.path] = _same(goals[note.path], means)
        if edges:
            forward[note.path], targets[note.path] = edges, _targets(edges)
        elif before:
            del forward[note.path], targets[note.path]
        new = {edge.target: edge for edge in edges}
        for target in dict.fromkeys((*(edge.target for edge in before), *new)):
            others = [edge for edge in backward.get(target, ()) if edge.source != note.path]
            if target in new:
                # Notes are in path order, and canvases behind them.
                insort(others, new[target], key=lambda edge: (not is_note(edge.source), edge.source))
            backward[target] = tuple(others)
            if not others:
                del backward[target]
    return graph if is_same else LinkGraph(forward, backward, targets, goals)


def _same(old: T | None, new: T) -> T:
    """The old one if they are equal."""
    return old if old is not None and old == new else new


def _goals(source: VaultPath, mentions: Iterable[Link | Embed], resolver: Resolver) -> Mapping[str, Goal]:
    return {each.target.key: resolver.goal(source, each.target) for each in mentions}


def _targets(edges: Iterable[Edge]) -> tuple[VaultPath, ...]:
    return tuple(edge.target for edge in edges)


def _edges(
    source: VaultPath, mentions: Iterable[Link | Embed], means: Mapping[str, Goal]
) -> tuple[Edge, ...]:
    """What the mentions in one note or canvas come to, by what each `means`."""
    found: dict[VaultPath, list[Link | Embed]] = {}
    for mention in sorted(mentions, key=attrgetter("line")):
        goal = means[mention.target.key]
        if isinstance(goal, tuple) and goal[0] != source:
            found.setdefault(goal[0], []).append(mention)
    return tuple(
        Edge(source, goal, tuple(each.passage for each in there if each.passage))
        for goal, there in found.items()
    )


def _mentions(canvas: Canvas, resolver: Resolver) -> tuple[Link | Embed, ...]:
    def is_page(path: VaultPath | None) -> bool:
        return path is not None and (is_note(path) or is_canvas(path))

    words = (each for each in canvas.words if not is_page(resolver.file(canvas.path, each.target)))
    return (*canvas.files, *words)


def backlinks(graph: LinkGraph, path: VaultPath) -> tuple[VaultPath, ...]:
    """The notes and canvases that mention a note or file, in path order."""
    return tuple(sorted(edge.source for edge in graph.backward.get(path, ())))
