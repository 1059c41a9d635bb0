"""Where each note, each page that we make and each file stands on the site: one table, no two alike."""

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from milepost.model.path import PagePath, VaultPath, asset_path, page_file, page_path, stem, vault_path
from milepost.model.problem import Code, Problem
from milepost.model.roadmap import Roadmap

__all__ = [
    "ASSETS",
    "BLOCKS_STYLE",
    "FEED",
    "GRAPH_DATA",
    "SEARCH_INDEX",
    "SEARCH_WORKER",
    "TASKS_STYLE",
    "Addresses",
    "assign_addresses",
]

FEED = PagePath("feed.xml")
"""The feed's address: readers have it noted down, so it never moves."""

GRAPH_DATA = PagePath("graph.json")
"""Titles, places and links of all notes, for the graph's script."""

SEARCH_WORKER = PagePath("assets/milepost-search.js")
"""What answers the search box where Pagefind does."""

SEARCH_INDEX = PagePath("assets/search/")
"""The folder of Pagefind's index, beside its worker."""

BLOCKS_STYLE = PagePath("assets/milepost-blocks.css")
"""The style of what only some notes hold."""

TASKS_STYLE = PagePath("assets/milepost-tasks.css")
"""The boxes and signs of tasks."""

ASSETS = (
    PagePath("assets/milepost.css"),
    PagePath("assets/milepost.js"),
    BLOCKS_STYLE,
    TASKS_STYLE,
    PagePath("assets/milepost-graph.css"),
    PagePath("assets/milepost-graph.js"),
    SEARCH_WORKER,
)
"""The theme's own files; the first two are on every page."""


_MKDOCS = (
    PagePath("404.html"),
    PagePath("sitemap.xml"),
    PagePath("sitemap.xml.gz"),
    PagePath("search/search_index.json"),
)
"""What MkDocs and its theme write after all else, over whatever is there."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Who stands where."""

    files: dict[VaultPath, PagePath]
    """Notes and attachments."""
    dashboard: PagePath
    """The roadmap's note, or the page that stands in for it."""
    journal: PagePath
    """May be that of an ordinary note, which then holds the journal's own words."""
    tags: PagePath
    graph: PagePath | None
    """`None` where there shall be none."""
    problems: tuple[Problem, ...]
    """Who had to move."""


def assign_addresses(
    notes: Iterable[VaultPath],
    attachments: Iterable[VaultPath],
    roadmap: Roadmap,
    journal: str,
    *,
    directory_urls: bool,
    graph: bool = True,
) -> Addresses:
    """An address for each: what never moves comes first, then notes, pages that we make, attachments.

    Of notes that want one address, "index" has it, else the first by path.
    """
    owners = _Owners()
    for address, words in (
        (FEED, "the feed"),
        (GRAPH_DATA, "the graph's data"),
        *((asset, "Milepost's theme") for asset in ASSETS),
        *((address, "MkDocs") for address in _MKDOCS),
    ):
        owners.claim(address, words)

    files: dict[VaultPath, PagePath] = {}
    problems: list[Problem] = []

    def place(path: VaultPath, wanted: PagePath, hint: str) -> None:
        first = owners.owner(wanted)
        files[path] = address = owners.claim(wanted, path)
        if first is not None:
            message = f"the address {wanted} is that of {first} already, so it is {address}"
            problems.append(Problem(path, 1, Code.ADDRESS_TAKEN, message, hint))

    def generated(name: str) -> PagePath:
        return page_path(vault_path(f"{name}.md"), directory_urls=directory_urls)

    for path in sorted(notes, key=lambda path: (stem(path).lower() != "index", path)):
        place(path, page_path(path, directory_urls=directory_urls), "rename one of the notes")
    ordinary = {address for path, address in files.items() if path not in roadmap.notes}
    if owners.owner(generated("index")) is None:
        owners.claim(generated("index"), "the home page")
    if roadmap.path is None:
        dashboard = owners.claim(generated("roadmap"), "the dashboard")
    else:
        dashboard = files[roadmap.path]
    wanted = generated(journal)
    found = wanted if wanted in ordinary else owners.claim(wanted, "the journal")
    tags = owners.claim(generated("tags"), "the page of tags")
    graph_page = owners.claim(generated("graph"), "the graph") if graph else None
    for path in attachments:
        place(path, asset_path(path), "rename the file")
    return Addresses(files, dashboard, found, tags, graph_page, tuple(problems))


class _Owners:
    """Who has which address. Two collide also where one's file would be the other's folder."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        self._numbers: dict[PagePath, int] = {}

    def owner(self, address: PagePath) -> str | None:
        """Who is in the way of the address, `None` if nobody is."""
        file = page_file(address)
        above = (self._files.get(folder) for folder in _folders(file))
        return self._files.get(file) or self._folders.get(file) or next(filter(None, above), None)

    def claim(self, wanted: PagePath, who: str) -> PagePath:
        """The address itself, or with the first number that makes it nobody else's: "note-2/"."""
        address, number = wanted, self._numbers.get(wanted, 1)
        is_folder = wanted == "" or wanted.endswith("/")
        name, ending = (wanted[:-1], "/") if is_folder else posixpath.splitext(wanted)
        while self.owner(address) is not None:
            number += 1
            address = PagePath(f"{name or 'index'}-{number}{ending}")
        self._numbers[wanted] = number
        file = page_file(address)
        self._files[file] = who
        for folder in _folders(file):
            self._folders.setdefault(folder, who)
        return address


def _folders(file: str) -> Iterator[str]:
    """The folders above a file, innermost first."""
    while file := posixpath.dirname(file):
        yield file
