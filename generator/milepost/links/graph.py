"""Who mentions whom."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import chain
from operator import attrgetter
from sys import intern
from typing import TypeVar

from milepost.links.resolve import Resolver, resolve
from milepost.model.canvas import Canvas
from milepost.model.link import (
    Ambiguous,
    Embed,
    Found,
    Goal,
    Link,
    LinkGraph,
    LinkIndex,
    Mentions,
    Passages,
    Target,
)
from milepost.model.note import Note
from milepost.model.path import VaultPath, is_canvas, is_note

__all__ = ["backlinks", "build_graph", "destination", "neighbours", "update_graph"]

T = TypeVar("T")

_Words = dict[VaultPath, dict[VaultPath, Passages]]
"""By note or canvas, what it mentions, and the words around."""


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

    A note that mentions another more than once is one source, with the words around each; mentions of itself
    do not count. A canvas mentions what its file cards show; what its text cards link counts for files, which
    are to be published, and for no note, as in the app.

    What equals the graph of `before` is the very same, so that the two are soon compared; of the notes that
    are `unchanged` since, only what their links mean may differ.
    """
    resolver = Resolver(index)
    before = before or LinkGraph()
    goals: dict[VaultPath, Mapping[str, Goal]] = {}
    fresh: _Words = {}
    for source, mentions in chain(
        ((note.path, (*note.links, *note.embeds)) for note in notes),
        ((canvas.path, _mentions(canvas, resolver)) for canvas in canvases),
    ):
        meant = before.goals.get(source)
        goals[source] = means = _same(meant, _goals(source, mentions, resolver))
        if means is not meant or source not in unchanged:
            fresh[source] = _words(source, mentions, means)
    return _renewed(before, goals, fresh)


def neighbours(graph: LinkGraph, path: VaultPath) -> Iterator[VaultPath]:
    """What a note mentions and what mentions it: notes, canvases, files; what does both is there twice."""
    yield from graph.targets.get(path, ())
    yield from backlinks(graph, path)


def update_graph(graph: LinkGraph, changed: Iterable[Note], index: LinkIndex) -> LinkGraph:
    """The graph of the same notes and index, some of them with other words: it costs as much as those do."""
    resolver, goals = Resolver(index), dict(graph.goals)
    fresh: _Words = {}
    for note in changed:
        mentions = (*note.links, *note.embeds)
        goals[note.path] = means = _same(goals[note.path], _goals(note.path, mentions, resolver))
        fresh[note.path] = _words(note.path, mentions, means)
    return _renewed(graph, goals, fresh)


def _renewed(before: LinkGraph, goals: Mapping[VaultPath, Mapping[str, Goal]], fresh: _Words) -> LinkGraph:
    """The graph of `before`, with the words of those that are `fresh`, and without those without goals."""
    gone = before.targets.keys() - goals.keys()
    touched: defaultdict[VaultPath, dict[VaultPath, Passages]] = defaultdict(dict)
    for source in (*gone, *fresh):
        for target in before.targets.get(source, ()):
            touched[target] = {}
    for source, words in fresh.items():
        for target, passages in words.items():
            touched[target][source] = passages
    backward = dict(before.backward)
    for target, passages in touched.items():
        others = backward[target].passages() if target in backward else {}
        kept = {source: others[source] for source in others if source not in fresh and source not in gone}
        now = kept | passages
        if not now:
            del backward[target]
        elif now != others:
            backward[target] = Mentions.of({source: now[source] for source in sorted(now, key=_order)})
    targets: dict[VaultPath, tuple[VaultPath, ...]] = {}
    for source in goals:
        known = before.targets.get(source, ())
        if mentioned := _same(known, tuple(fresh[source])) if source in fresh else known:
            targets[source] = mentioned
    return _same(before, LinkGraph(backward, targets, goals))


def _order(source: VaultPath) -> tuple[bool, VaultPath]:
    """In path order notes, and behind them canvases."""
    return not is_note(source), source


def _same(old: T | None, new: T) -> T:
    """The old one if they are equal."""
    return old if old is not None and old == new else new


def _goals(source: VaultPath, mentions: Iterable[Link | Embed], resolver: Resolver) -> Mapping[str, Goal]:
    # One text for all that name the same: there are many, and they go to the disk.
    return {intern(each.target.key): resolver.goal(source, each.target) for each in mentions}


def _words(
    source: VaultPath, mentions: Iterable[Link | Embed], means: Mapping[str, Goal]
) -> dict[VaultPath, Passages]:
    """What one note or canvas mentions, by what each link `means`, with the words around each mention."""
    found: dict[VaultPath, list[Link | Embed]] = {}
    for mention in sorted(mentions, key=attrgetter("line")):
        goal = means[mention.target.key]
        if isinstance(goal, tuple) and goal[0] != source:
            found.setdefault(goal[0], []).append(mention)
    return {goal: tuple(each.passage for each in there if each.passage) for goal, there in found.items()}


def _mentions(canvas: Canvas, resolver: Resolver) -> tuple[Link | Embed, ...]:
    def is_page(path: VaultPath | None) -> bool:
        return path is not None and (is_note(path) or is_canvas(path))

    words = (each for each in canvas.words if not is_page(resolver.file(canvas.path, each.target)))
    return (*canvas.files, *words)


def backlinks(graph: LinkGraph, path: VaultPath) -> tuple[VaultPath, ...]:
    """The notes and canvases that mention a note or file, in path order."""
    mentions = graph.backward.get(path)
    return tuple(sorted(mentions.sources)) if mentions else ()
