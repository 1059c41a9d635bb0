"""Who mentions whom."""

from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter

from milepost.links.resolve import resolve
from milepost.model.link import Ambiguous, Edge, Embed, Found, Link, LinkGraph, LinkIndex, Target
from milepost.model.note import Note
from milepost.model.path import VaultPath

__all__ = ["backlinks", "build_graph", "destination"]


def destination(index: LinkIndex, origin: VaultPath, target: Target) -> VaultPath | None:
    """The file that a link leads to, `None` where it leads nowhere that may be shown."""
    match resolve(index, origin, target):
        case Found(path=path) | Ambiguous(chosen=path):
            return path
        case _:
            return None


def build_graph(notes: Iterable[Note], index: LinkIndex) -> LinkGraph:
    """The mentions among notes and files: links and embeds, in the body and in properties.

    A note that mentions another more than once has one edge to it, at the first place, with the words around
    each; mentions of itself do not count.
    """
    forward: dict[VaultPath, list[Edge]] = {}
    backward: defaultdict[VaultPath, list[Edge]] = defaultdict(list)
    for note in notes:
        found: dict[VaultPath, list[Link | Embed]] = {}
        for mention in sorted((*note.links, *note.embeds), key=attrgetter("line")):
            goal = destination(index, note.path, mention.target)
            if goal is not None and goal != note.path:
                found.setdefault(goal, []).append(mention)
        for goal, mentions in found.items():
            passages = tuple(each.passage for each in mentions if each.passage)
            edge = Edge(note.path, goal, mentions[0].line, passages)
            forward.setdefault(note.path, []).append(edge)
            backward[goal].append(edge)
    return LinkGraph(
        {path: tuple(edges) for path, edges in forward.items()},
        {path: tuple(edges) for path, edges in backward.items()},
    )


def backlinks(graph: LinkGraph, path: VaultPath) -> tuple[VaultPath, ...]:
    """The notes that mention a note or file, in path order."""
    return tuple(sorted(edge.source for edge in graph.backward.get(path, ())))
