"""The navigation, made from the vault where `mkdocs.yml` has none."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, cast

from milepost.model.page import Page
from milepost.model.path import PagePath, VaultPath
from milepost.model.site import Site
from milepost.plugin.page import src_uri
from milepost.roadmap.collect import write_ups

__all__ = ["listed_in", "make_nav", "section_indexes", "titles_in"]

# Every page repeats the navigation, so what grows for years must not stand in it; the journal lists the rest.
_NEWEST = 10

Nav = list[Any]  # as mkdocs.yml would write it: paths, and titles with paths or lists


def make_nav(site: Site, pages: Iterable[Page]) -> Nav:
    """Home, roadmap, journal with its newest write-ups, experiments, other notes by folder, tags, graph."""
    left = {page.path: page for page in pages}

    def take(*addresses: PagePath) -> Nav:
        return [src_uri(left.pop(address)) for address in addresses if address in left]

    def take_notes(paths: Iterable[VaultPath]) -> Nav:
        return take(*(site.addresses[path] for path in paths))

    roadmap = site.roadmap
    overviews = take(site.tags, *filter(None, (site.graph_page,)))
    home = [{"Home": entry} for entry in take(PagePath(""), PagePath("index.html"))]
    phases = [
        section
        for phase in roadmap.phases
        for section in _section(
            phase.title, [*take_notes([phase.path]), *take_notes(i.path for i in phase.items)]
        )
    ]
    items = [*take(site.dashboard), *phases, *take_notes(item.path for item in roadmap.unplaced)]
    written = take_notes(note.path for note in write_ups(site.notes))
    journal = [*take(site.journal), *written[:_NEWEST]]
    runs = take_notes(run.note for run in site.runs.values())
    rest = _by_folder(sorted(left.values(), key=src_uri))
    return [
        *home,
        *_section(roadmap.title, items),
        *_section("Journal", journal),
        *_section("Experiments", runs),
        *rest,
        *overviews,
    ]


def _section(title: str, entries: Sequence[Any]) -> Nav:
    return [{_shown(title): list(entries)}] if entries else []


def _shown(title: str) -> str:
    """The title as the theme wants it, which does not escape."""
    return escape(title, quote=False)


def _by_folder(pages: Iterable[Page]) -> Nav:
    """Notes below the names of their folders, as the vault has them."""
    top: Nav = []
    folders: dict[str, Nav] = {"": top}
    for page in pages:
        parts = src_uri(page).split("/")[:-1]
        for depth in range(1, len(parts) + 1):
            path, parent = "/".join(parts[:depth]), "/".join(parts[: depth - 1])
            if path not in folders:
                folders[path] = []
                folders[parent].append({_shown(parts[depth - 1]): folders[path]})
        folders["/".join(parts)].append(src_uri(page))
    return top


def section_indexes(site: Site) -> frozenset[PagePath]:
    """The pages that stand for their section in the navigation."""
    heads = (site.roadmap.path, *(phase.path for phase in site.roadmap.phases))
    return frozenset((site.journal, *(site.addresses[path] for path in heads if path is not None)))


def listed_in(nav: object) -> frozenset[str]:
    """The paths of the pages that a navigation leads to."""
    return frozenset(path for path, _ in _entries(nav))


def titles_in(nav: object) -> Mapping[str, str]:
    """The titles that a navigation gives to pages, by the path of each."""
    return {path: title for path, title in _entries(nav) if title is not None}


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
