"""The navigation beside a page: its own branch of the tree, whose size does not depend on the vault's."""

# MkDocs leaves the types of a tree open.
# pyright: reportUnknownMemberType=false

from collections.abc import Iterator, Sequence
from itertools import groupby
from posixpath import dirname
from typing import Literal, Protocol, cast

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from msgspec import Struct, field

from milepost.model.frozen import Frozen
from milepost.model.path import PagePath
from milepost.model.url import absolute_url, relative_url
from milepost.plugin.page import NotePage

__all__ = ["Pieces", "Sidebar"]

# Of a longer list a page shows what is around its own entry; the folder's page has them all.
_MOST_SECTIONS = 30
_MOST_BESIDE = 6
# Notes beside a folder that the page is in are shown where they are few, else only counted.
_MOST_ABOVE = 4
# Of the roadmap and of a phase: readers want to see how far it goes.
_MOST_OF_ROADMAP = 40

# Stands for what a frame is put around; no title holds it.
_HOLE = "\0"

Kind = Literal["section", "note", "made"]


class Pieces(Protocol):
    """The macros of `partials/milepost-nav.html`; titles come escaped."""

    def leaf(self, title: str, href: str) -> str: ...  # noqa: D102
    def shut(self, title: str, href: str) -> str: ...  # noqa: D102
    def here(self, title: str, href: str, toc: str) -> str: ...  # noqa: D102
    def open(self, title: str, href: str, level: int, look: "Look", inside: str) -> str: ...  # noqa: D102


class Look(Frozen):
    """How a section on the way to a page is drawn."""

    is_group: bool
    """Whether the theme shows it as a headline rather than as something to unfold."""
    is_here: bool
    """Whether the page is the one that stands for it."""
    has_entries: bool
    """Whether it holds more than that page."""


class Sidebar(Struct):
    """Draws the navigation that we have made. What pages side by side share is made once."""

    nav: Navigation
    pieces: Pieces
    features: frozenset[str]
    """What `mkdocs.yml` asks of the theme."""
    listed_at: PagePath
    """Where all notes are listed."""
    _runs: dict[int, list["_Run"]] = field(default_factory=dict[int, list["_Run"]])
    _entries: dict[tuple[int, str], str] = field(default_factory=dict[tuple[int, str], str])
    _frames: dict[tuple[int, str, bool], tuple[str, str]] = field(
        default_factory=dict[tuple[int, str, bool], tuple[str, str]]
    )
    _ways: dict[tuple[int, str, bool], str] = field(default_factory=dict[tuple[int, str, bool], str])
    _cuts: dict[tuple[int, int, int], str] = field(default_factory=dict[tuple[int, int, int], str])

    def html(self, page: object, toc: str, base_url: str) -> str:
        """The entries for a page, whose contents `toc` has as HTML; for no page, those below `base_url`."""
        if not isinstance(page, NotePage):
            return "".join(self._inside(None, base_url or "/", None, ""))
        place, section = _place(page), page.parent
        chosen = None if _is_head(page, section) else page
        here = (
            str(self.pieces.here(page.shown_title, relative_url(page.address, page.address), toc))
            if chosen is not None
            else ""
        )
        before, after = self._frame(section, place, is_here=chosen is None)
        return before + "".join(self._inside(section, place, chosen, here)) + after

    def outline(self, page: NotePage) -> str:
        """All that is told of other pages beside one: from the same, the same is drawn for the same page."""
        place, section = _place(page), page.parent
        chosen = None if _is_head(page, section) else page
        return self._way(section, place, is_here=chosen is None) + self._list(section, place, chosen)

    def _way(self, section: Section | None, place: str, *, is_here: bool) -> str:
        """All that a frame is made from."""
        if section is None:
            return ""
        key = (id(section), place, is_here)
        if key not in self._ways:
            head = _head(section)
            has_entries = len(section.children) > (head is not None)
            facts = (section.title, head and head.address, is_here, has_entries)
            above = self._way(section.parent, place, is_here=False)
            self._ways[key] = f"{above}{self._list(section.parent, place, section)}{facts!r}"
        return self._ways[key]

    def _list(self, section: Section | None, place: str, chosen: StructureItem | None) -> str:
        """All that the entries of a section are made from."""
        told = ""
        for run, shown in self._shown(section, place, chosen):
            key = (id(run), shown.start, shown.stop)
            if key not in self._cuts:
                title, goal = self._rest(section, run, shown)
                rest = title if goal is not None else ""
                self._cuts[key] = f"{''.join(run.facts[shown.start : shown.stop])}{rest}\n"
            told += self._cuts[key]
        return told

    def _frame(self, section: Section | None, place: str, *, is_here: bool) -> tuple[str, str]:
        """What stands before and behind the entries of a section on the way to a page."""
        if section is None:
            return "", ""
        key = (id(section), place, is_here)
        if key not in self._frames:
            head, level = _head(section), len(list(section.ancestors)) + 1
            look = Look(self._is_group(level), is_here, len(section.children) > (head is not None))
            href = _href(head, place) if head else ""
            opened = str(self.pieces.open(section.title, href, level, look, _HOLE))
            before, after = self._frame(section.parent, place, is_here=False)
            whole = "".join(self._inside(section.parent, place, section, opened))
            inner_before, _, inner_after = whole.partition(_HOLE)
            self._frames[key] = before + inner_before, inner_after + after
        return self._frames[key]

    def _is_group(self, level: int) -> bool:
        if "navigation.tabs" in self.features:
            return level == 1 or (level == 2 and "navigation.sections" in self.features)
        return level == 1 and "navigation.sections" in self.features

    def _inside(
        self, section: Section | None, place: str, chosen: StructureItem | None, instead: str
    ) -> Iterator[str]:
        """The entries of a section, each kind cut around the chosen one, which looks like `instead`."""
        for run, shown in self._shown(section, place, chosen):
            for item in run.items[shown.start : shown.stop]:
                yield instead if item is chosen else self._entry(item, place)
            title, goal = self._rest(section, run, shown)
            if goal is not None:
                part = "#mp-in-this-folder" if section is None else ""
                yield str(self.pieces.leaf(title, _href(goal, place) + part))

    def _rest(self, section: Section | None, run: "_Run", shown: range) -> tuple[str, NotePage | None]:
        """What leads to the entries of a run that are not shown; `None` where nothing need, or can.

        At the root it says no number, which would change on all pages with each note there.
        """
        left = len(run.items) - len(shown)
        if not left:
            return "", None
        if section is not None:
            return f"{left} more", _head(section)
        home = self.nav.homepage
        if run.kind == "note" and isinstance(home, NotePage) and home.address == self.listed_at:
            return "All notes", home
        return "", None  # the list has a page of its own, among the entries

    def _shown(
        self, section: Section | None, place: str, chosen: StructureItem | None
    ) -> Iterator[tuple["_Run", range]]:
        """The entries of a section by kind, and which of each a page shows."""
        head = None if section is None else _head(section)
        if id(section) not in self._runs:
            children = cast("list[StructureItem]", self.nav.items if section is None else section.children)
            self._runs[id(section)] = _runs(children, head)
        is_above = isinstance(chosen, Section) or place.startswith(("/", "."))
        for run in self._runs[id(section)]:
            yield run, run.around(chosen, _most(run, head, is_above=is_above))

    def _entry(self, item: StructureItem, place: str) -> str:
        key = (id(item), place)
        if key not in self._entries:
            goal = _first_page(item)
            draw = self.pieces.shut if isinstance(item, Section) else self.pieces.leaf
            self._entries[key] = str(draw(str(item.title), _href(goal, place))) if goal else ""
        return self._entries[key]


class _Run(Frozen):
    """Entries of one kind that follow one another."""

    kind: Kind
    items: Sequence[StructureItem]
    positions: dict[int, int]
    facts: Sequence[str]
    """All that is drawn of each entry."""

    def around(self, chosen: StructureItem | None, most: int) -> range:
        """As many as are to show: around the chosen one, the first where it is not among them."""
        middle = self.positions.get(id(chosen), 0)
        start = max(0, min(middle - most // 2, len(self.items) - most))
        return range(start, min(start + most, len(self.items)))


def _facts(item: StructureItem) -> str:
    goal = _first_page(item)
    return repr((str(item.title), goal and goal.address, isinstance(item, Section)))


def _runs(items: Sequence[StructureItem], head: NotePage | None) -> list[_Run]:
    found: list[_Run] = []
    for kind, group in groupby((item for item in items if item is not head), key=_kind):
        run = list(group)
        positions = {id(item): at for at, item in enumerate(run)}
        found.append(_Run(kind, run, positions, [_facts(item) for item in run]))
    return found


def _kind(item: StructureItem) -> Kind:
    if isinstance(item, Section):
        return "section"
    # A canvas or a base is one of the notes, among which it stands.
    return "note" if isinstance(item, NotePage) and item.sheet.page.source is not None else "made"


def _most(run: _Run, head: NotePage | None, *, is_above: bool) -> int:
    """How many entries of a run a page shows; `head` is that of their section, which may be above its own."""
    if head is not None and head.note is not None and head.note.properties.type in ("phase", "roadmap"):
        return _MOST_OF_ROADMAP
    if run.kind != "note":
        return _MOST_SECTIONS
    if is_above:
        return len(run.items) if len(run.items) <= _MOST_ABOVE else 0
    return _MOST_BESIDE


def _is_head(page: NotePage, section: Section | None) -> bool:
    return section is not None and page is _head(section)


def _head(section: Section) -> NotePage | None:
    """The page that stands for a section: its first, if that is such a page."""
    first = section.children[0]
    return first if isinstance(first, NotePage) and first.is_index else None


def _first_page(item: StructureItem) -> NotePage | None:
    """The page itself, or the one that a section leads to."""
    while isinstance(item, Section):
        item = item.children[0]
    return item if isinstance(item, NotePage) else None


def _place(page: NotePage) -> str:
    """What pages side by side have in common: links from one of them lead to the same from any other.

    It is an address beside them.
    """
    ending = "-/" if page.address.endswith("/") else "-"
    return f"{dirname(page.address.rstrip('/'))}/{ending}".lstrip("/")


def _href(page: NotePage, place: str) -> str:
    """The link from a place to a page. A place may be the way to the site's root too, which no address is."""
    if place.startswith(("/", ".")):
        return absolute_url(f"{place.rstrip('/')}/", page.address)
    return relative_url(PagePath(place), page.address)
