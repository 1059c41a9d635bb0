"""Where each note, each page that we make and each file stands on the site: one table, no two alike."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

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
    owners = Owners()
    _reserve(owners)
    files: dict[VaultPath, PagePath] = {}
    problems: list[Problem] = []
    by_path = sorted(notes, key=lambda note: note.path)
    paths = {note.path: page_path(note.path, directory_urls=directory_urls) for note in by_path}

    def place(path: VaultPath, wanted: PagePath, hint: str) -> None:
        first = owners.owner(wanted)
        files[path] = address = owners.claim(wanted, path)
        if first is not None:
            message = f"the address {wanted or '/'} is that of {first} already, so it is {address}"
            problems.append(Problem(path, 1, Code.ADDRESS_TAKEN, message, hint))

    def generated(name: str) -> PagePath:
        return page_path(vault_path(f"{name}.md"), directory_urls=directory_urls)

    for note in by_path:
        if note.properties.permalink is not None:
            wanted = permalink_path(note.properties.permalink, directory_urls=directory_urls)
            first = owners.owner(wanted)
            if first is None:
                files[note.path] = owners.claim(wanted, note.path)
            else:
                problems.append(_taken_permalink(note, wanted, first))
    for path in sorted(paths.keys() - files.keys(), key=lambda path: (stem(path).lower() != "index", path)):
        place(path, paths[path], "rename one of the notes")
    for path in boards:
        wanted = page_path(path, directory_urls=directory_urls)
        place(path, wanted, f"rename the {'canvas' if is_canvas(path) else 'base'}")
    of_roadmap = roadmap.notes
    ordinary = {address for path, address in files.items() if path not in of_roadmap}
    if owners.owner(generated("index")) is None:
        owners.claim(generated("index"), "the home page")
    if roadmap.path is None:
        dashboard = owners.claim(generated("roadmap"), "the dashboard")
    else:
        dashboard = files[roadmap.path]
    wanted = generated(journal)
    found = wanted if wanted in ordinary else owners.claim(wanted, "the journal")
    all_tags = owners.claim(generated("tags"), "the page of tags")
    tag_pages = _claim_below(all_tags, {key: f"the tag #{key}" for key in tags}, owners)
    kinds = _claim_below(generated("kind"), {kind: f"the kind {kind}" for kind in roadmap.kinds}, owners)
    recent = owners.claim(generated("recent"), "the page of recent changes")
    graph_page = owners.claim(generated("graph"), "the graph") if graph else None
    lists = folder_addresses(folders, files, {dashboard, found}, owners, directory_urls=directory_urls)
    for path in attachments:
        place(path, asset_path(path), "rename the file")
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


def _claim_below(above: PagePath, names: Mapping[str, str], owners: Owners) -> dict[str, PagePath]:
    """An address below another for each key of `names`: one that is a key's own text is that key's."""
    wanted = {key: address_below(above, key) for key in names}

    def has_other_text(key: str) -> bool:
        return not wanted[key].removesuffix(".html").rstrip("/").endswith(f"/{key}")

    claimed = {key: owners.claim(wanted[key], names[key]) for key in sorted(wanted, key=has_other_text)}
    return {key: claimed[key] for key in names}


def _reserve(owners: Owners) -> None:
    """Take what never moves."""
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


def _taken_permalink(note: Note, wanted: PagePath, first: str) -> Problem:
    message = (
        f"the permalink {wanted or '/'} is the address of {first} already, so the note stands at its path"
    )
    line = note.properties.lines.get("permalink", 1)
    return Problem(note.path, line, Code.ADDRESS_TAKEN, message, "give the note another permalink")
