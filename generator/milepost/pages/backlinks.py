"""What links to a note, with the words around each link."""

from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from milepost.model.canvas import Canvas
from milepost.model.link import Edge, Passage
from milepost.model.note import Note
from milepost.model.path import VaultPath
from milepost.model.site import Site

__all__ = ["Backlink", "backlinks_of", "marked"]

# A note that thousands mention stays a page of some hundred kilobytes; all of them are on it by title.
_MOST_QUOTED = 50
_MOST_PASSAGES = 3


@dataclass(frozen=True, slots=True)
class Backlink:
    """A note or canvas that mentions another, and how."""

    note: Note | Canvas
    passages: tuple[Markup, ...]
    """Its words around the first few mentions, with the mentions marked."""

    @property
    def is_item(self) -> bool:
        """Whether it is an item of the roadmap; a canvas is none."""
        return isinstance(self.note, Note) and self.note.properties.type == "item"


def backlinks_of(site: Site, path: VaultPath) -> list[Backlink]:
    """What mentions a note or file, in path order; the first fifty of them in their own words."""
    edges = sorted(site.graph.backward.get(path, ()), key=lambda edge: edge.source)
    return [
        Backlink(_source(site, edge), marked(edge.passages) if at < _MOST_QUOTED else ())
        for at, edge in enumerate(edges)
    ]


def _source(site: Site, edge: Edge) -> Note | Canvas:
    return site.notes.get(edge.source) or site.canvases[edge.source]


def marked(passages: tuple[Passage, ...]) -> tuple[Markup, ...]:
    """The first few passages as HTML, each text once, whatever it mentions in it marked."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for each in passages:
        spans.setdefault(each.text, []).append((each.start, each.end))
    return tuple(_marked(text, places) for text, places in list(spans.items())[:_MOST_PASSAGES])


def _marked(text: str, places: list[tuple[int, int]]) -> Markup:
    parts: list[str] = []
    at = 0
    for start, end in places:
        if at <= start < end:  # a link among another's words is marked with it
            parts += escape(text[at:start]), f"<mark>{escape(text[start:end])}</mark>"
            at = end
    return Markup("".join((*parts, escape(text[at:]))))
