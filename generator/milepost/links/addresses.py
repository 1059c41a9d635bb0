"""Where each note, each page that we make and each file stands on the site: one table, no two alike."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from milepost.links.folders import folder_addresses
from milepost.links.owners import Owners
from milepost.links.tags import tag_address
from milepost.model.folder import Folder
from milepost.model.note import Note
from milepost.model.path import (
    LONGEST_ADDRESS,
    PagePath,
    VaultPath,
    asset_path,
    fold,
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
    "BLOCKS_STYLE",
    "CANVAS_SCRIPT",
    "CANVAS_STYLE",
    "CARDS_STYLE",
    "EMBEDS_STYLE",
    "FEED",
    "GRAPH_DATA",
    "LAB_STYLE",
    "NOTES_FEED",
    "PREVIEW_SCRIPT",
    "PROGRESS",
    "PROGRESS_SCHEMA",
    "ROADMAP_STYLE",
    "SEARCH_INDEX",
    "SEARCH_WORKER",
    "SHIELDS",
    "TASKS_STYLE",
    "Addresses",
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

SEARCH_INDEX = PagePath("assets/search/")
"""The folder of Pagefind's index, beside its worker."""

BLOCKS_STYLE = PagePath("assets/milepost-blocks.css")
"""The style of what only some notes hold."""

PROGRESS = PagePath("progress.json")
"""Where the roadmap's figures stand, for other programs."""

PROGRESS_SCHEMA = PagePath("progress.schema.json")
"""Where what they mean stands."""

BADGE = PagePath("badge.svg")
"""Where the picture with the percentage stands."""

SHIELDS = PagePath("shields.json")
"""Where shields.io finds what to draw such a picture from."""

CARDS_STYLE = PagePath("assets/milepost-cards.css")
"""The look of a phase's cards, which only its page loads."""

EMBEDS_STYLE = PagePath("assets/milepost-embeds.css")
"""The look of embeds, figures, diagrams and formulas, which only pages with such load."""

ROADMAP_STYLE = PagePath("assets/milepost-roadmap.css")
"""The style of dashboard, phases and items."""

LAB_STYLE = PagePath("assets/milepost-lab.css")
"""Badges and the gallery of experiments."""

TASKS_STYLE = PagePath("assets/milepost-tasks.css")
"""The boxes and signs of tasks."""

PREVIEW_SCRIPT = PagePath("assets/milepost-preview.js")
"""What shows where links lead; its style lies beside it."""

BASE_STYLE = PagePath("assets/milepost-base.css")
"""The tables, cards and lists of bases."""

CANVAS_STYLE = PagePath("assets/milepost-canvas.css")
"""The cards and lines of canvases."""

CANVAS_SCRIPT = PagePath("assets/milepost-canvas.js")
"""What moves a canvas."""

ASSETS = (
    PagePath("assets/milepost.css"),
    PagePath("assets/milepost.js"),
    BLOCKS_STYLE,
    LAB_STYLE,
    TASKS_STYLE,
    ROADMAP_STYLE,
    CARDS_STYLE,
    EMBEDS_STYLE,
    BASE_STYLE,
    CANVAS_STYLE,
    CANVAS_SCRIPT,
    PagePath("assets/milepost-graph.css"),
    PagePath("assets/milepost-graph.js"),
    PREVIEW_SCRIPT,
    PagePath("assets/milepost-preview.css"),
    SEARCH_WORKER,
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


@dataclass(frozen=True, slots=True)
class Addresses:
    """Who stands where."""

    files: dict[VaultPath, PagePath]
    """Notes, canvases, bases and attachments."""
    redirects: dict[PagePath, VaultPath]
    """Addresses that lead on to a note: its path's where it has a permalink, and its aliases'."""
    dashboard: PagePath
    """The roadmap's note, or the page that stands in for it."""
    journal: PagePath
    """May be that of an ordinary note, which then holds the journal's own words."""
    tags: PagePath
    tag_pages: dict[str, PagePath]
    """By the tags' keys."""
    recent: PagePath
    graph: PagePath | None
    """`None` where there shall be none."""
    folders: dict[str, tuple[PagePath, ...]]
    """The page of each folder, and those that go on with its list."""
    problems: tuple[Problem, ...]
    """Who had to move, and which aliases are those of two notes."""


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
        place(
            path,
            page_path(path, directory_urls=directory_urls),
            "rename the canvas" if is_canvas(path) else "rename the base",
        )
    ordinary = {address for path, address in files.items() if path not in roadmap.notes}
    if owners.owner(generated("index")) is None:
        owners.claim(generated("index"), "the home page")
    if roadmap.path is None:
        dashboard = owners.claim(generated("roadmap"), "the dashboard")
    else:
        dashboard = files[roadmap.path]
    wanted = generated(journal)
    found = wanted if wanted in ordinary else owners.claim(wanted, "the journal")
    all_tags = owners.claim(generated("tags"), "the page of tags")
    tag_pages = {key: owners.claim(tag_address(all_tags, key), f"the tag #{key}") for key in tags}
    recent = owners.claim(generated("recent"), "the page of recent changes")
    graph_page = owners.claim(generated("graph"), "the graph") if graph else None
    lists = folder_addresses(folders, files, {dashboard, found}, owners, directory_urls=directory_urls)
    for path in attachments:
        place(path, asset_path(path), "rename the file")
    former = [(paths[note.path], note.path) for note in by_path]
    former += _of_aliases(by_path, problems, directory_urls=directory_urls)
    redirects = _redirects(owners, former)
    return Addresses(
        files, redirects, dashboard, found, all_tags, tag_pages, recent, graph_page, lists, tuple(problems)
    )


def _reserve(owners: Owners) -> None:
    """Take what never moves."""
    for address, words in (
        (FEED, "the feed"),
        (NOTES_FEED, "the feed of all notes"),
        (GRAPH_DATA, "the graph's data"),
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


def _of_aliases(
    notes: Sequence[Note], problems: list[Problem], *, directory_urls: bool
) -> list[tuple[PagePath, VaultPath]]:
    """The addresses that notes of the names of aliases would have: an alias may be the path of old."""
    owners: dict[str, VaultPath] = {}
    wanted: list[tuple[PagePath, VaultPath]] = []
    for note in notes:
        lines = note.properties.lines
        for alias in note.properties.aliases:
            first = owners.setdefault(fold(alias), note.path)
            if first != note.path:
                message = f'the alias "{alias}" is that of {first} already, to which it leads'
                line = lines.get("aliases", lines.get("alias", 1))
                hint = "give one of the notes another"
                problems.append(Problem(note.path, line, Code.ALIAS_REPEATED, message, hint))
            try:
                path = vault_path(alias.strip("/").removesuffix(".md"))
            except ValueError:  # it leads out of the vault, and so was never a note of it
                continue
            wanted.append((page_path(VaultPath(f"{path}.md"), directory_urls=directory_urls), note.path))
    return wanted


def _redirects(owners: Owners, former: Iterable[tuple[PagePath, VaultPath]]) -> dict[PagePath, VaultPath]:
    """Those of the addresses that nobody else has."""
    redirects: dict[PagePath, VaultPath] = {}
    for address, path in former:
        if len(address.encode()) <= LONGEST_ADDRESS and owners.owner(address) is None:
            redirects[owners.claim(address, path)] = path
    return redirects
