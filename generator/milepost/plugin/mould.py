"""What the theme puts around a page's words, made once for all pages that differ in nothing but words.

The theme is given a stand-in for a page, with marks in place of its title, its contents and the like; what
it makes of that is cut at the marks.
"""

# MkDocs leaves the types of a page open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import re
from collections.abc import Collection, Mapping
from typing import Any

from markupsafe import Markup
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import get_relative_url

from milepost.model.frozen import Frozen
from milepost.plugin.page import NotePage, strip_tags

__all__ = ["MarkedTitle", "Mould", "StandIn", "Words", "encoded", "kind_of", "mark", "words_of"]

# No text of a page holds these: no HTML may. The theme leaves an address as it is that begins with a slash.
_ROOTED = "/\x02"
_MARK = re.compile(f"(?:{_ROOTED})?\x02([a-z]+[0-9]*)\x03")

# The theme's features by which a page says where in the navigation it stands.
_NAMING_THE_WAY = frozenset({"navigation.path", "navigation.tabs"})

Words = dict[str, str]
"""What pages of one kind differ in, by the names of the gaps; "" where the theme is to see nothing at all."""


class Mould(Frozen):
    """A page of the theme with gaps in it."""

    pieces: tuple[bytes, ...]
    """What stands around the gaps, one more than there are of them."""
    gaps: tuple[str, ...]
    """Whose words go into each."""

    @classmethod
    def of(cls, html: str) -> "Mould":
        """The mould in what the theme has made of a stand-in."""
        parts = _MARK.split(html)
        return cls(tuple(map(encoded, parts[::2])), tuple(parts[1::2]))

    def fill(self, words: Mapping[str, str]) -> str:
        """The page with these words."""
        return self.fill_encoded({gap: encoded(words[gap]) for gap in self.gaps}).decode()

    def fill_encoded(self, words: Mapping[str, bytes]) -> bytes:
        """The page in UTF-8, as its words are: a rare letter among them would make all of a text wide."""
        parts = [b""] * (len(self.pieces) + len(self.gaps))
        parts[::2] = self.pieces
        parts[1::2] = [words[gap] for gap in self.gaps]
        return b"".join(parts)


def encoded(html: str) -> bytes:
    """HTML in UTF-8, which has no place for half a character of UTF-16."""
    return html.encode("utf-8", "xmlcharrefreplace")


def mark(name: str) -> str:
    """What stands for the words of a gap in what the theme is given."""
    return f"\x02{name}\x03"


class MarkedTitle(str):
    """A title's mark; its text without tags has another."""

    __slots__ = ("plain",)
    plain: Markup

    def __new__(cls, name: str, plain_name: str) -> "MarkedTitle":
        """The mark of a gap, and that of the gap for the same without tags."""
        made = super().__new__(cls, mark(name))
        made.plain = Markup(mark(plain_name))
        return made


class _Content(str):
    """The mark of a page's words, of which the theme asks whether they have a heading."""

    __slots__ = ("has_heading",)
    has_heading: bool

    def __contains__(self, part: object) -> bool:
        return part == "<h1" and self.has_heading


class _Neighbour(Frozen):
    """The page before or after."""

    url: str
    title: str


class StandIn:
    """To the theme a page like one of ours, but for the marks."""

    def __init__(self, page: NotePage, words: Words) -> None:
        def marked(name: str) -> str:
            return mark(name) if words[name] else ""

        def neighbour(name: str, page: Any) -> _Neighbour | None:
            return _Neighbour(f"{_ROOTED}{marked(name)}", page.title) if page else None

        self._page = page
        self.title = MarkedTitle("title", "plain")
        self.content = _Content(mark("html"))
        self.content.has_heading = page.sheet.has_heading
        # As deep as the page, in a folder that nothing else stands in.
        self.url = "-/" * page.url.count("/")
        self.crumbs, self.style_links = marked("crumbs"), marked("styles")
        self.contents, self.beside = mark("contents"), mark("beside")
        self.toc = [AnchorLink("", marked("first"), 2)] if words["first"] else []
        self.edit_url = f"{_edit_head(page)}{marked('source')}"
        self.canonical_url, self.published = marked("canonical"), marked("published")
        self.image, self.image_text = marked("image"), marked("depicted")
        self.meta = {name: marked(name) if name in words else value for name, value in page.meta.items()}
        self.previous_page = neighbour("before", page.previous_page)
        self.next_page = neighbour("after", page.next_page)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)


def words_of(page: NotePage) -> Words:
    """The words of a page, but for its own HTML, its table of contents and its navigation."""
    toc, around = page.sheet.page.toc, (page.previous_page, page.next_page)
    before, after = (get_relative_url(each.url, page.url) if each else "" for each in around)
    return {
        "title": page.shown_title,
        "plain": str(strip_tags(page.shown_title)),
        "description": str(page.meta.get("description", "")),
        "canonical": page.canonical_url or "",
        "before": before,
        "after": after,
        "first": str(toc[0].anchor) if toc else "",
        "crumbs": page.crumbs,
        "styles": page.style_links,
        "image": page.image,
        "depicted": page.image_text,
        "published": page.published,
        "source": (page.edit_url or "")[len(_edit_head(page)) :],
    }


def kind_of(page: NotePage, words: Words, features: Collection[str]) -> tuple[object, ...]:
    """What pages have in common that one mould serves, in a theme with these features."""
    around = (page.previous_page, page.next_page)
    shows_neighbours, shows_way = "navigation.footer" in features, not _NAMING_THE_WAY.isdisjoint(features)
    meta = repr([(name, value) for name, value in page.meta.items() if name != "description"])
    return (
        page.url.count("/"),
        tuple(name for name, value in words.items() if not value),
        (page.is_homepage, page.sheet.has_heading, _edit_head(page), page.scripts, meta),
        tuple(each.title for each in page.ancestors) if shows_way else (),
        tuple(each.title for each in around if each) if shows_neighbours else (),
    )


def _edit_head(page: NotePage) -> str:
    """What stands before the note's path in the address where it is edited."""
    address = page.edit_url or ""
    return address.removesuffix(page.file.src_uri)
