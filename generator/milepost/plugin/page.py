"""A page that comes to MkDocs finished: Python-Markdown never runs on it."""

import re
from collections.abc import Container, Generator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from html import escape, unescape
from typing import cast

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_relative_url

from milepost.links.addresses import BASE_STYLE, CANVAS_SCRIPT, CANVAS_STYLE
from milepost.model.note import Note
from milepost.model.page import Page, Sheet, TocEntry
from milepost.model.path import PagePath, VaultPath
from milepost.model.url import relative_url
from milepost.pages.share_card import card_text
from milepost.pages.sheet import html_of

__all__ = ["NotePage", "anchors", "src_uri", "strip_tags"]

_ID = re.compile(r'\sid="([^"]+)"')
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[a-z][a-z-]*", re.IGNORECASE)
# What Material can hide on a page.
_HIDEABLE = frozenset({"navigation", "toc", "path", "footer", "tags", "feedback"})
# The newest page's day is the time of MkDocs' packed sitemap, for which gzip has 32 bits (RFC 1952, 2.3.1).
_EARLIEST, _LATEST = date(1970, 1, 1), date(2106, 1, 1)


def src_uri(page: Page, notes: Container[VaultPath]) -> str:
    """The path by which MkDocs knows the page: its note's, or one that looks like a note's and is none's.

    A note that a permalink has moved, and the page that stands where it would, are two.
    """
    if page.source:
        return page.source
    name = page.path.rstrip("/").removesuffix(".html") or "index"
    while VaultPath(f"{name}.md") in notes:
        name += "-page"
    return f"{name}.md"


class NotePage(MkDocsPage):
    """A finished `Page` behind MkDocs' interface: to nav, search and strict mode a page like any other."""

    def __init__(
        self,
        sheet: Sheet,
        note: Note | None,
        file: File,
        config: MkDocsConfig,
        *,
        title: str,
        is_section_index: bool,
        changed: datetime | None,
    ) -> None:
        super().__init__(None, file, config)
        self.call(title)
        self._given, self.is_rewritten = "", False
        self._is_section_index = is_section_index
        self.show(sheet, note, changed)

    def show(self, sheet: Sheet, note: Note | None, changed: datetime | None) -> None:
        """Show a version of the page; what the navigation knows of it is the same in all."""
        if changed is not None:  # MkDocs takes the day of the build, which would be in every packed sitemap
            self.update_date = _day(changed).isoformat()
        self.sheet, self._page, self._note = sheet, sheet.page, note
        self.published = sheet.page.date.isoformat() if sheet.page.date else ""
        self.image, self.image_text = escape(sheet.page.image), ""
        self.styles = sheet.styles
        self.scripts = (CANVAS_SCRIPT,) if CANVAS_STYLE in self.styles else ()
        self.meta = self._meta()

    def call(self, title: str) -> None:
        """Give the page a title."""
        # The theme's templates do not escape it.
        self.given_title, self.shown_title = title, escape(title, quote=False)
        self.title = self.shown_title  # pyright: ignore[reportAttributeAccessIssue] - it may be set

    def stands_as(
        self, source: str, inclusion: InclusionLevel, title: str, *, is_section_index: bool
    ) -> bool:
        """Whether the navigation would know the page as the same."""
        return (
            (self.file.src_uri, self.file.inclusion) == (source, inclusion)
            and self.given_title == title
            and self._is_section_index == is_section_index
        )

    def leave(self) -> None:
        """Forget where in a navigation the page stood; another one is silent on pages that are not in it."""
        self.parent = self.previous_page = self.next_page = None

    def show_card(self, address: str) -> None:
        """Let the card at a full address stand for the page where it is shared."""
        if self._page.card is not None:
            self.image, self.image_text = escape(address), escape(card_text(self._page.card))

    @property
    def is_index(self) -> bool:
        """Whether the page stands for its section, as a phase does for its items."""
        return self._is_section_index or super().is_index

    @property
    def address(self) -> PagePath:
        """Where the page stands, not quoted."""
        return self._page.path

    @property
    def note(self) -> Note | None:
        """The note that it shows; `None` for a page made from many."""
        return self._note

    @property
    def crumbs(self) -> str:
        """Links to the folders around the page, outermost first."""
        return "".join(
            f'<a href="{relative_url(self.address, each.page)}">{escape(each.title, quote=False)}</a>'
            for each in self._page.trail
        )

    @property
    def style_links(self) -> str:
        """What loads the style sheets that the page needs, beside those of every page."""
        return "".join(
            f'<link rel="stylesheet" href="{get_relative_url(style, self.url)}">\n' for style in self.styles
        )

    def read_source(self, config: MkDocsConfig) -> None:
        """Give other plugins the words of the page.

        Not the note's own text: that has comments in it, and the names of private notes.
        """
        self._given = self.markdown = unescape(_TAG.sub(" ", html_of(self.sheet))) if self._note else ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take over what the engine has rendered, whatever others have made of the words."""
        self.is_rewritten = (self.markdown or "").split() != self._given.split()
        self.content = html_of(self.sheet)
        self.toc = TableOfContents(anchors(self._page.toc))
        self.present_anchor_ids = set(_ID.findall(self.content))
        self.links_to_anchors = {}  # the engine checks its own links

    @contextmanager
    def opened(self, content: str, toc: list[AnchorLink] | None = None) -> Generator[None]:
        """Within the context the theme finds the page as MkDocs has it while it writes it.

        Its table of contents is its own where no other is given.
        """
        contents = anchors(self._page.toc) if toc is None else toc
        self.content, self.toc, self.active = content, TableOfContents(contents), True
        try:
            yield
        finally:
            self.content, self.toc, self.active = "", TableOfContents([]), False

    def _meta(self) -> dict[str, object]:
        meta = _theme_options(self._note.properties.values) if self._note else {}
        if not self._note and {CANVAS_STYLE, BASE_STYLE}.intersection(self.styles):
            meta["hide"] = ["toc"]  # a canvas or a table makes use of the room
        if self._page.description:
            meta["description"] = escape(self._page.description)
        return meta


def _day(moment: datetime) -> date:
    """The day in UTC, or the nearest that a packed sitemap may have."""
    day = moment.astimezone(UTC).date() if _EARLIEST.year <= moment.year <= _LATEST.year else moment.date()
    return min(max(day, _EARLIEST), _LATEST)


def _theme_options(properties: Mapping[str, object]) -> dict[str, object]:
    """The properties that Material reads as a page's options, in the form that it needs.

    The rest stays out of its templates: names such as `icon` mean something else in Obsidian.
    """
    hide, search = properties.get("hide"), properties.get("search")
    options: dict[str, object] = {}
    if robots := _robots(properties.get("robots")):
        options["robots"] = robots
    if isinstance(hide, list):
        options["hide"] = [
            each for each in cast("list[object]", hide) if isinstance(each, str) and each in _HIDEABLE
        ]
    if isinstance(search, dict) and isinstance(
        exclude := cast("dict[str, object]", search).get("exclude"), bool
    ):
        options["search"] = {"exclude": exclude}
    return options


def _robots(value: object) -> str:
    """What a note asks of search engines, such as "noindex, nofollow": the words alone."""
    words = cast("list[object]", value) if isinstance(value, list) else [value or ""]
    return ", ".join(_WORD.findall(" ".join(map(str, words)).lower()))


def strip_tags(title: str) -> Markup:
    """What the theme's filter of this name should give: Jinja's own takes off the escaping with the tags."""
    plain: Markup | None = getattr(title, "plain", None)  # a mark's, in a mould
    return plain if plain is not None else Markup.escape(Markup(title).striptags())


def anchors(entries: Sequence[TocEntry]) -> list[AnchorLink]:
    """The entries of a table of contents as MkDocs has them, their titles as HTML.

    None is of level 1: themes take such a first one for the page's title, which is not among ours, and show
    nothing but what is below it.
    """
    links: list[AnchorLink] = []
    for entry in entries:
        anchor = AnchorLink(escape(entry.title, quote=False), entry.anchor, max(2, entry.level))
        anchor.children = anchors(entry.children)
        links.append(anchor)
    return links
