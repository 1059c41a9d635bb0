"""Where each note, each page that we make and each file stands on the site: one table, no two alike."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from msgspec import Struct, field

from milepost.links.folders import folder_addresses
from milepost.links.former import addresses_of_aliases, lead_on
from milepost.links.owners import Owners
from milepost.links.tags import address_below
from milepost.model.address import Addresses
from milepost.model.folder import Folder
from milepost.model.note import Note
from milepost.model.path import (
    PagePath,
    VaultPath,
    asset_path,
    is_canvas,
    page_path,
    permalink_path,
    stem,
    vault_path,
)
from milepost.model.problem import Code, Problem
from milepost.model.roadmap import Roadmap
from milepost.model.share_card import SHARE_CARDS

__all__ = [
    "ASSETS",
    "BADGE",
    "BASE_STYLE",
    "CANVAS_SCRIPT",
    "CANVAS_STYLE",
    "FEED",
    "GRAPH_DATA",
    "LATE_SEARCH_WORKER",
    "NOTES_FEED",
    "NOTES_STYLE",
    "PREVIEW_SCRIPT",
    "PROGRESS",
    "PROGRESS_SCHEMA",
    "SEARCH_ENTRIES",
    "SEARCH_INDEX",
    "SEARCH_WORKER",
    "SHIELDS",
    "STYLE",
    "assign_addresses",
]

FEED = PagePath("feed.xml")
"""The feed's address: readers have it noted down, so it never moves."""
NOTES_FEED = PagePath("notes.xml")
"""That of the feed of all notes."""

GRAPH_DATA = PagePath("graph.json")
"""Titles, places and links of all notes, for the graph's script."""

SEARCH_WORKER = PagePath("assets/milepost-search.js")
"""What answers the search box where Pagefind does."""

LATE_SEARCH_WORKER = PagePath("assets/milepost-search-late.js")
"""What calls the theme's own worker when somebody searches."""

SEARCH_ENTRIES = PagePath("assets/milepost-search.json")
"""What the theme's own worker is to find, where it is called late."""

SEARCH_INDEX = PagePath("assets/search/")
"""The folder of Pagefind's index, beside its worker."""

PROGRESS = PagePath("progress.json")
"""Where the roadmap's figures stand, for other programs."""

PROGRESS_SCHEMA = PagePath("progress.schema.json")
"""Where what they mean stands."""

BADGE = PagePath("badge.svg")
"""Where the picture with the percentage stands."""

SHIELDS = PagePath("shields.json")
"""Where shields.io finds what to draw such a picture from."""

PREVIEW_SCRIPT = PagePath("assets/milepost-preview.js")
"""What shows where links lead; its style lies beside it."""

BASE_STYLE = PagePath("assets/milepost-base.css")
"""The tables, cards and lists of bases."""

CANVAS_STYLE = PagePath("assets/milepost-canvas.css")
"""The cards and lines of canvases."""

CANVAS_SCRIPT = PagePath("assets/milepost-canvas.js")
"""What moves a canvas."""

STYLE = PagePath("assets/milepost.css")
"""How every page looks, and the roadmap."""

NOTES_STYLE = PagePath("assets/milepost-notes.css")
"""How what notes hold looks: callouts, embeds, tasks, cards."""

ASSETS = (
    STYLE,
    PagePath("assets/milepost.js"),
    NOTES_STYLE,
    PagePath("assets/milepost-math.woff2"),
    PagePath("assets/milepost-math-more.woff2"),
    BASE_STYLE,
    CANVAS_STYLE,
    CANVAS_SCRIPT,
    PagePath("assets/milepost-graph.css"),
    PagePath("assets/milepost-graph.js"),
    PREVIEW_SCRIPT,
    PagePath("assets/milepost-preview.css"),
    SEARCH_WORKER,
    LATE_SEARCH_WORKER,
)
"""The theme's own files; the first two are on every page."""


_HOST = (
    PagePath("404.html"),
    PagePath("sitemap.xml"),
    PagePath("sitemap.xml.gz"),
    PagePath("search/search_index.json"),
    PagePath("assets/images/favicon.png"),
)
"""What MkDocs and its theme write after all else, over whatever is there."""

_HOST_FOLDERS = (PagePath("assets/javascripts/"), PagePath("assets/stylesheets/"))
"""The folders of the theme, whose files have other names in each of its releases."""


def assign_addresses(
    notes: Iterable[Note],
    attachments: Iterable[VaultPath],
    roadmap: Roadmap,
    journal: str,
    folders: Mapping[str, Folder] = MappingProxyType({}),
    tags: Iterable[str] = (),
    *,
    directory_urls: bool,
    graph: bool = True,
    boards: Iterable[VaultPath] = (),
) -> Addresses:
    """An address for each, in this order: the first that wants one has it.

    what never moves     the feeds, the theme's files, what MkDocs writes
    permalinks           by path; one that is taken is passed over for the note's path
    other notes          "index" first, then by path; one that is taken gets a number
    canvases and bases   by path, likewise
    pages that we make   with a number where a note is there
    attachments          with a number where anything is there
    redirects            paths of notes that have permalinks, then aliases by path; never in the way of a page
    """
    table = _Table(directory_urls, _reserved())
    owners, files, problems = table.owners, table.files, table.problems
    by_path = sorted(notes, key=lambda note: note.path)
    for note in by_path:
        table.place_by_permalink(note)
    paths = {note.path: table.page(note.path) for note in by_path}
    for path in sorted(paths.keys() - files.keys(), key=lambda path: (stem(path).lower() != "index", path)):
        table.place(path, paths[path], "rename one of the notes")
    for path in boards:
        table.place(path, table.page(path), f"rename the {'canvas' if is_canvas(path) else 'base'}")

    ordinary = {files[path] for path in files.keys() - roadmap.notes}
    if owners.owner(table.named("index")) is None:
        table.claim("index", "the home page")
    dashboard = table.claim("roadmap", "the dashboard") if roadmap.path is None else files[roadmap.path]
    wanted = table.named(journal)
    found = wanted if wanted in ordinary else table.claim(journal, "the journal")
    all_tags = table.claim("tags", "the page of tags")
    tag_pages = _claim_below(all_tags, {key: f"the tag #{key}" for key in tags}, owners)
    kinds = _claim_below(table.named("kind"), {kind: f"the kind {kind}" for kind in roadmap.kinds}, owners)
    recent = table.claim("recent", "the page of recent changes")
    graph_page = table.claim("graph", "the graph") if graph else None
    lists = folder_addresses(folders, files, {dashboard, found}, owners, directory_urls=directory_urls)

    for path in attachments:
        table.place(path, asset_path(path), "rename the file")
    former = [(paths[note.path], note.path) for note in by_path]
    former += addresses_of_aliases(by_path, problems, directory_urls=directory_urls)
    redirects = lead_on(owners, former)
    return Addresses(
        files,
        redirects,
        dashboard,
        found,
        all_tags,
        tag_pages,
        kinds,
        recent,
        graph_page,
        lists,
        tuple(problems),
    )


class _Table(Struct):
    """The addresses that have been given so far."""

    directory_urls: bool
    owners: Owners
    files: dict[VaultPath, PagePath] = field(default_factory=dict[VaultPath, PagePath])
    problems: list[Problem] = field(default_factory=list[Problem])

    def page(self, path: VaultPath) -> PagePath:
        """The address that a note, canvas or base would have by its path."""
        return page_path(path, directory_urls=self.directory_urls)

    def named(self, name: str) -> PagePath:
        """The address of a page at the head of the site that is called so."""
        return self.page(vault_path(f"{name}.md"))

    def claim(self, name: str, who: str) -> PagePath:
        """An address for a page that we make, by its name."""
        return self.owners.claim(self.named(name), who)

    def place(self, path: VaultPath, wanted: PagePath, hint: str) -> None:
        """Give a file the address, or where that is taken the next one with a number, which is a problem."""
        first = self.owners.owner(wanted)
        self.files[path] = address = self.owners.claim(wanted, path)
        if first is not None:
            message = f"the address {wanted or '/'} is that of {first} already, so it is {address}"
            self.problems.append(Problem(path, 1, Code.ADDRESS_TAKEN, message, hint))

    def place_by_permalink(self, note: Note) -> None:
        """Give a note the address of its permalink, if it has one and nobody else has that."""
        permalink = note.properties.permalink
        if permalink is None:
            return
        wanted = permalink_path(permalink, directory_urls=self.directory_urls)
        first = self.owners.owner(wanted)
        if first is None:
            self.files[note.path] = self.owners.claim(wanted, note.path)
        else:
            self.problems.append(_taken_permalink(note, wanted, first))


def _claim_below(above: PagePath, names: Mapping[str, str], owners: Owners) -> dict[str, PagePath]:
    """An address below another for each key of `names`: one that is a key's own text is that key's."""
    wanted = {key: address_below(above, key) for key in names}

    def has_other_text(key: str) -> bool:
        return not wanted[key].removesuffix(".html").rstrip("/").endswith(f"/{key}")

    claimed = {key: owners.claim(wanted[key], names[key]) for key in sorted(wanted, key=has_other_text)}
    return {key: claimed[key] for key in names}


def _reserved() -> Owners:
    """The owners of what never moves."""
    owners = Owners()
    for address, words in (
        (FEED, "the feed"),
        (NOTES_FEED, "the feed of all notes"),
        (GRAPH_DATA, "the graph's data"),
        (SEARCH_ENTRIES, "the search index"),
        *((each, "the roadmap's figures") for each in (PROGRESS, PROGRESS_SCHEMA, BADGE, SHIELDS)),
        *((asset, "Milepost's theme") for asset in ASSETS),
        *((address, "MkDocs") for address in _HOST),
    ):
        owners.claim(address, words)
    owners.reserve(SEARCH_INDEX, "the search index")
    owners.reserve(SHARE_CARDS, "the share cards")
    for folder in _HOST_FOLDERS:
        owners.reserve(folder, "MkDocs")
    return owners


def _taken_permalink(note: Note, wanted: PagePath, first: str) -> Problem:
    message = (
        f"the permalink {wanted or '/'} is the address of {first} already, so the note stands at its path"
    )
    line = note.properties.lines.get("permalink", 1)
    return Problem(note.path, line, Code.ADDRESS_TAKEN, message, "give the note another permalink")
