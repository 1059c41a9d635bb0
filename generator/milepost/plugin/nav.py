"""The navigation, made from the vault where `mkdocs.yml` has none."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import chain
from typing import Any, cast

from milepost.model.page import Page
from milepost.model.path import PagePath, VaultPath, folder
from milepost.model.site import Site
from milepost.pages.folder import has_dashboard
from milepost.plugin.page import src_uri
from milepost.roadmap.collect import write_ups

__all__ = ["listed_in", "make_nav", "renamed", "section_indexes", "titles_in"]

Nav = list[Any]  # as mkdocs.yml would write it: paths, and titles with paths or lists

# The first page, with and without addresses of folders.
_HOME = (PagePath(""), PagePath("index.html"))


def make_nav(site: Site, pages: Iterable[Page]) -> Nav:
    """Home, roadmap, journal, experiments, other notes by folder, the overviews of all notes.

    It is the whole: what of it a page shows is for `sidebar` to say.
    """
    left, roadmap = _Left(site, pages), site.roadmap
    # First what has a place of its own, then what else lies in the folders of that, then the rest.
    home = [{"Home": entry} for entry in left.take(*_HOME)]
    overviews = left.take(
        site.folders[""].pages[0], site.recent, site.tags, *filter(None, (site.graph_page,))
    )
    dashboard = left.take(site.dashboard) if has_dashboard(site) else []
    of_phases = [
        [*left.take_notes([phase.path]), *left.take_notes(item.path for item in phase.items)]
        for phase in roadmap.phases
    ]
    unplaced = left.take_notes(item.path for item in roadmap.unplaced)
    here = folder(roadmap.path) if roadmap.path else ""
    lists = left.take_notes(path for path in site.bases if here and folder(path) == here)
    written = left.take_notes(note.path for note in write_ups(site.notes))
    of_journal = [*left.take(site.journal), *written] if written else []
    laboratory, runs = _experiments(site, left)
    journal = left.with_rest(site.journal, of_journal)
    phases = [
        section
        for phase, entries in zip(roadmap.phases, of_phases, strict=True)
        for section in _section(phase.title, left.with_rest(site.addresses[phase.path], entries))
    ]
    items = (
        left.with_rest(site.dashboard, [*dashboard, *phases, *unplaced, *lists])
        if has_dashboard(site)
        else lists
    )
    folders = left.take_folder("")
    return [
        *home,
        *_section(roadmap.title, items),
        *_section("Journal", journal),
        *_section(laboratory, runs),
        *folders,
        *overviews,
    ]


class _Left:
    """The pages to which a navigation does not lead yet; what is taken of them stands in it once."""

    def __init__(self, site: Site, pages: Iterable[Page]) -> None:
        self._site, self._pages = site, {page.path: page for page in pages}

    def take(self, *addresses: PagePath) -> Nav:
        """Those of the pages that are left."""
        notes = self._site.notes
        return [src_uri(self._pages.pop(each), notes) for each in addresses if each in self._pages]

    def take_notes(self, paths: Iterable[VaultPath]) -> Nav:
        """Those of the notes' pages that are left."""
        return self.take(*(self._site.addresses[path] for path in paths))

    def take_folder(self, path: str) -> Nav:
        """What is left in a folder but for its own page: sections, and lone pages below them."""
        here = self._site.folders[path]
        entries = [*chain.from_iterable(map(self._take_section, here.folders)), *self.take_notes(here.notes)]
        return sorted(entries, key=lambda entry: isinstance(entry, str))

    def _take_section(self, path: str) -> Nav:
        """What is left in a folder, below its page; not a page that only lists what stands elsewhere."""
        here = self._site.folders[path]
        head, entries = self.take(here.pages[0]), self.take_folder(path)
        if entries:
            return _section(here.title, [*head, *entries])
        return head if here.note is not None else []

    def with_rest(self, address: PagePath, entries: Nav) -> Nav:
        """The entries, and what is left in the folder that the page stands for: it is no second section."""
        here = self._site.standing.get(address)
        if not entries or here is None or not here.path:
            return entries
        return [*entries, *self.take_folder(here.path)]


def _experiments(site: Site, left: _Left) -> tuple[str, Nav]:
    """The section's title and entries; where all of them lie in one folder, it is that."""
    runs = left.take_notes(run.note for run in site.runs.values())
    places = {folder(run.folder) for run in site.runs.values()} & site.folders.keys() - {""}
    if len(places) != 1:
        return "Experiments", runs
    gallery = site.folders[places.pop()]
    return gallery.title, [*left.take(gallery.pages[0]), *runs]


def _section(title: str, entries: Sequence[Any]) -> Nav:
    return [{_shown(title): list(entries)}] if entries else []


def _shown(title: str) -> str:
    """The title as the theme wants it, which does not escape."""
    return escape(title, quote=False)


def section_indexes(site: Site) -> frozenset[PagePath]:
    """The pages that stand for their section in the navigation, and for the site.

    MkDocs takes a first page for one only where its note is "index" or "README" in just these letters.
    """
    heads = (site.roadmap.path, *(phase.path for phase in site.roadmap.phases))
    return frozenset(
        (*_HOME, site.journal, *site.standing, *(site.addresses[path] for path in heads if path is not None))
    )


def listed_in(nav: object) -> frozenset[str]:
    """The paths of the pages that a navigation leads to."""
    return frozenset(path for path, _ in _entries(nav))


def titles_in(nav: object) -> Mapping[str, str]:
    """The titles that a navigation gives to pages, by the path of each."""
    return {path: title for path, title in _entries(nav) if title is not None}


def renamed(nav: object, names: Mapping[str, str | None]) -> object:
    """A navigation that calls some paths by other names; where that is `None`, it is without them.

    Sections that are empty then are left out; `None` if all of it is.
    """
    if isinstance(nav, list):
        kept = (renamed(entry, names) for entry in cast("list[object]", nav))
        return [entry for entry in kept if entry is not None] or None
    if isinstance(nav, dict):
        entries = ((title, renamed(each, names)) for title, each in cast("dict[str, object]", nav).items())
        return {title: each for title, each in entries if each is not None} or None
    return names.get(nav, nav) if isinstance(nav, str) else nav


def _entries(nav: object) -> Iterator[tuple[str, str | None]]:
    """Every page of a navigation as `mkdocs.yml` writes it, with its title if one is given."""
    if isinstance(nav, str):
        yield nav, None
    elif isinstance(nav, list):
        for entry in cast("list[object]", nav):
            yield from _entries(entry)
    elif isinstance(nav, dict):
        for title, value in cast("dict[str, object]", nav).items():
            if isinstance(value, str):
                yield value, title
            else:
                yield from _entries(value)
