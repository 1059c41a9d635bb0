"""What a host is handed: finished pages and files."""

import datetime

from milepost.model.frozen import Frozen
from milepost.model.path import Anchor, PagePath, VaultPath
from milepost.model.pickled import Bytes
from milepost.model.problem import Problem
from milepost.model.share_card import ShareCard

__all__ = ["Crumb", "Document", "Page", "Rendered", "Sheet", "TocEntry"]


class Crumb(Frozen):
    """One step of the way from the home page down to a page."""

    title: str
    """Plain text, not escaped."""
    page: PagePath


class TocEntry(Frozen):
    """One line of a page's table of contents, with those below it."""

    level: int
    """1 to 6."""
    title: str
    """Plain text, not escaped."""
    anchor: Anchor
    children: tuple["TocEntry", ...] = ()


class Rendered(Frozen):
    """A note as HTML."""

    heading: str
    """The page's first heading, an `<h1>`: the one that the body begins with, else the note's title."""
    html: str
    """The rest of the body."""
    toc: tuple[TocEntry, ...]
    problems: tuple[Problem, ...] = ()


class Page(Frozen):
    """A page of the site; its HTML holds everything between the theme's header and footer."""

    path: PagePath
    title: str
    """Plain text, not escaped."""
    html: str
    toc: tuple[TocEntry, ...]
    source: VaultPath | None
    """The note or canvas that it shows; `None` for a page made from many."""
    tags: tuple[str, ...] = ()
    description: str = ""
    """Plain text, one sentence, "" if there is none."""
    date: datetime.date | None = None
    image: str = ""
    """The full address of a picture that stands for the page, "" if there is none."""
    card: ShareCard | None = None
    """What a picture would say that is drawn for the page, should it have none of its own."""
    trail: tuple[Crumb, ...] = ()
    """The folders around it, outermost first."""
    problems: tuple[Problem, ...] = ()


class Sheet(Frozen):
    """A finished page as it is kept: its facts, and its words in little room."""

    page: Page
    """Without its HTML."""
    packed: Bytes
    """The HTML, in UTF-8, as `compressed.kept` has it."""
    digest: str
    """Of the HTML, the facts, but for what is wrong, and the entries."""
    has_heading: bool = True
    """Whether a heading of level 1 is in it."""
    styles: tuple[PagePath, ...] = ()
    """The style sheets that it needs beside those of every page."""
    entries: Bytes | None = None
    """Its entries in the index of the theme's search, likewise; `None` where nobody has asked."""


class Document(Frozen):
    """A file of the site that is not a page of the theme: a feed, data for the browser, a redirect."""

    path: PagePath
    text: str
