"""What links to a note, with the words around each link."""

from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from milepost.model.canvas import Canvas
from milepost.model.frozen import Frozen
from milepost.model.link import Mentions, Passage, Passages, Span
from milepost.model.note import Note
from milepost.model.path import VaultPath
from milepost.model.site import Site
from milepost.render.scene import Scene
from milepost.render.value import property_text

__all__ = ["Backlink", "backlinks_of", "unlinked_of"]

# A note that thousands mention stays a page of some hundred kilobytes; all of them are on it by title.
_MOST_QUOTED = 50
_MOST_PASSAGES = 3


class Backlink(Frozen):
    """A note or canvas that mentions another, and how."""

    note: Note | Canvas
    passages: tuple[Markup, ...]
    """Its words around the first few mentions, with the mentions marked."""

    @property
    def is_item(self) -> bool:
        """Whether it is an item of the roadmap; a canvas is none."""
        return not isinstance(self.note, Canvas) and self.note.properties.type == "item"


def backlinks_of(site: Site, path: VaultPath) -> list[Backlink]:
    """What mentions a note or file, in path order; the first fifty of them in their own words."""
    return _told(site, site.graph.backward.get(path))


def unlinked_of(site: Site, path: VaultPath) -> list[Backlink]:
    """What says a note's name without a link to it, likewise."""
    return _told(site, site.unlinked.get(path))


def _told(site: Site, mentions: Mentions | None) -> list[Backlink]:
    return [
        Backlink(_source(site, source), _marked(site, source, passages) if at < _MOST_QUOTED else ())
        for at, (source, passages) in enumerate(sorted(mentions.passages().items() if mentions else ()))
    ]


def _source(site: Site, source: VaultPath) -> Note | Canvas:
    return site.notes.get(source) or site.canvases[source]


def _marked(site: Site, source: VaultPath, passages: Passages) -> tuple[Markup, ...]:
    """The first few passages as HTML, each text once, whatever it mentions in it marked."""
    alike: dict[tuple[str, tuple[Span, ...]], list[Passage]] = {}
    for each in passages:
        alike.setdefault((each.text, each.spans), []).append(each)
    words = _Words(site, source)
    return tuple(words.html(each) for each in list(alike.values())[:_MOST_PASSAGES])


class _Words(Frozen):
    """The words of a note or canvas, shown elsewhere."""

    site: Site
    source: VaultPath

    def html(self, passages: Sequence[Passage]) -> Markup:
        """Passages of one text as one."""
        parts: list[str] = []
        first, at = passages[0], 0
        for each in passages:
            if at <= each.start < each.end:  # a link among another's words is marked with it
                parts += (
                    self._part(first, at, each.start),
                    f"<mark>{self._part(first, each.start, each.end)}</mark>",
                )
                at = each.end
        return Markup("".join((*parts, self._part(first, at, len(first.text)))))

    def _part(self, passage: Passage, start: int, end: int) -> str:
        """A part of a passage as HTML, which no code goes into or out of."""
        if not passage.spans:  # as in most
            return escape(passage.text[start:end])
        parts: list[str] = []
        at = start
        for span in passage.spans:
            if start <= span.start and span.end <= end:
                parts += escape(passage.text[at : span.start]), self._span(passage, span)
                at = span.end
        return "".join((*parts, escape(passage.text[at:end])))

    def _span(self, passage: Passage, span: Span) -> str:
        text = passage.text[span.start : span.end]
        match span.kind:
            case "code":
                return f"<code>{escape(text)}</code>"
            case "math":
                from milepost.ofm.formula import formula_html  # takes a while to load, and few words have one

                return formula_html(text, self.site.commands) or escape(text)
            case "value":
                scene = Scene(self.site, self.site.addresses[self.source], self.source)
                value = property_text(scene, *span.value)
                return escape(text if value is None else value)
