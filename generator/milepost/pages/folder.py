"""Folders as pages: what each holds, a bounded list at a time, whatever stands at its head."""

from collections.abc import Collection, Iterator

from milepost.links.folders import ENTRIES_PER_PAGE, folders_above
from milepost.model.base_file import Base
from milepost.model.canvas import Canvas
from milepost.model.folder import Folder
from milepost.model.frozen import Frozen, replace
from milepost.model.note import Note
from milepost.model.page import Crumb, Page
from milepost.model.path import PagePath, VaultPath, fold
from milepost.model.run import Run
from milepost.model.site import Site
from milepost.pages.plan import Plan, plan
from milepost.pages.templating import Templates
from milepost.roadmap.collect import of_type

__all__ = ["Listing", "folder_pages", "has_dashboard", "listing_at", "trail"]


class Listing(Frozen):
    """A part of what a folder holds: its folders come first, then its notes."""

    folders: tuple[Folder, ...]
    notes: tuple[Note | Canvas | Base, ...]
    pages: tuple[PagePath, ...]
    """Where the parts are, this one among them."""
    number: int
    """Which of the parts this is, counted from 1."""


def folder_pages(site: Site) -> Iterator[Plan[Page]]:
    """A page for each folder that no other page stands for, and the rest of every list that is long."""
    made = set(site.addresses.values())
    if of_type(site.notes.values(), "writeup"):
        made.add(site.journal)
    if has_dashboard(site):
        made.add(site.dashboard)
    if site.folders[""].note is None:  # what the vault holds is on the home page
        made.add(site.folders[""].pages[0])
    for folder in site.folders.values():
        parts = _parts(site, folder)
        for listing in parts if folder.pages[0] not in made else parts[1:]:
            yield plan(folder.pages[listing.number - 1], _folder_page, folder.path, listing.number)


def _folder_page(site: Site, templates: Templates, path: str, number: int) -> Page:
    folder = site.folders[path]
    listing, gallery = _parts(site, folder)[number - 1], _runs_in(site, folder)
    address = folder.pages[number - 1]
    shown = {run.folder for run in gallery}
    rest = replace(listing, folders=tuple(e for e in listing.folders if e.path not in shown))
    html = templates.render(
        "folder.html", address, folder=folder, listing=rest, gallery=gallery if number == 1 else ()
    )
    above = trail(site, folder.path)
    own = () if number == 1 or not folder.path else (Crumb(folder.title, folder.pages[0]),)
    title = folder.title if number == 1 else f"{folder.title}, page {number}"
    return Page(address, title, html, (), None, trail=(*above, *own))


def listing_at(site: Site, folder: Folder | None) -> Listing | None:
    """The first part of what a folder holds, for the page that stands for it; `None` if there is nothing."""
    if folder is None:
        return None
    first = _parts(site, folder)[0]
    return first if first.folders or first.notes else None


def _runs_in(site: Site, folder: Folder) -> tuple[Run, ...]:
    """The experiments whose results lie each in a folder of this one, by title: they are a gallery."""
    inside = set(folder.folders)
    return tuple(
        sorted((run for run in site.runs.values() if run.folder in inside), key=lambda run: fold(run.title))
    )


def has_dashboard(site: Site) -> bool:
    """Whether there is anything that a dashboard would show."""
    return bool(site.roadmap.path or site.roadmap.items or site.roadmap.phases)


def trail(site: Site, path: str) -> tuple[Crumb, ...]:
    """The folders around a page or a folder, outermost first, without the one that a note stands for."""
    names = (site.folder_names.get(each) for each in folders_above(path))
    return tuple(Crumb(each.title, each.page) for each in names if each and each.note != path)


def _parts(site: Site, folder: Folder) -> list[Listing]:
    """All of a folder's list, less what the page that stands for the folder shows anyway."""
    shown = _shown(site, folder)
    folders = [each for each in (site.folders[path] for path in folder.folders) if each.note not in shown]
    notes = [
        site.notes.get(path) or site.canvases.get(path) or site.bases[path]
        for path in folder.notes
        if path not in shown
    ]
    total = len(folders) + len(notes)
    starts = range(0, max(total, 1), ENTRIES_PER_PAGE)
    pages = folder.pages[: len(starts)]
    return [
        Listing(
            tuple(folders[start : start + ENTRIES_PER_PAGE]),
            tuple(notes[max(0, start - len(folders)) : max(0, start + ENTRIES_PER_PAGE - len(folders))]),
            pages,
            number,
        )
        for number, start in enumerate(starts, 1)
    ]


def _shown(site: Site, folder: Folder) -> Collection[VaultPath | None]:
    kind = None if folder.note is None else site.notes[folder.note].properties.type
    if kind in ("phase", "roadmap") or folder.pages[0] == site.dashboard:
        return site.roadmap.notes
    if folder.pages[0] == site.journal:
        return {note.path for note in of_type(site.notes.values(), "writeup")}
    return ()
