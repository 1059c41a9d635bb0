"""The vault's folders, each with the note that stands for it and what it holds."""

import posixpath
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import chain
from math import ceil

from milepost.links.owners import Owners
from milepost.model.base_file import Base
from milepost.model.canvas import Canvas
from milepost.model.folder import Folder
from milepost.model.note import Note
from milepost.model.path import (
    PagePath,
    VaultPath,
    fold,
    folder,
    is_index,
    name,
    natural,
    page_path,
    stem,
    vault_path,
)

__all__ = [
    "ENTRIES_PER_PAGE",
    "build_folders",
    "folder_addresses",
    "folders_above",
    "folders_by_spelling",
    "linked_folder",
]

ENTRIES_PER_PAGE = 100
"""How many notes and folders a page of a folder lists; the rest is on pages of its own."""

# What shows the items of a folder better than a list of them does.
_OVERVIEWS = frozenset({"phase", "roadmap"})

# A folder is called what its author called it, but for the one that results are written into.
_TITLES = {"experiments": "Experiments"}


def build_folders(
    notes: Mapping[VaultPath, Note], boards: Mapping[VaultPath, Canvas | Base]
) -> dict[str, Folder]:
    """Every folder with a page of a file in or below it, the vault itself among them as "", parents first.

    The note that stands for a folder is, in this order: "index", "README" or one of the folder's name in it,
    one of its name beside it, the only phase or roadmap in it. No note stands for two.
    """
    inside: defaultdict[str, list[VaultPath]] = defaultdict(list)
    below: defaultdict[str, set[str]] = defaultdict(set)
    count: defaultdict[str, int] = defaultdict(int)
    shown = {**notes, **boards}
    for path in shown:
        inside[folder(path)].append(path)
        for above, child in _way_up(folder(path)):
            below[above].add(child)
        for each in ("", *folders_above(path)):
            count[each] += 1
    of_notes = {"", *chain.from_iterable(map(folders_above, notes))}
    paths = sorted({"", *count}, key=lambda path: (path.count("/"), path))
    own: dict[str, VaultPath] = {}
    standing: set[VaultPath] = set()
    for path in paths:
        note = _own_note(path, [each for each in inside[path] if each in notes], notes)
        if note is not None and note not in standing:
            own[path] = note
            standing.add(note)

    def title(path: str) -> str:
        if not path:
            return "All notes"
        if path in own:
            return notes[own[path]].title
        called = name(VaultPath(path))
        return _TITLES.get(called, called)

    return {
        path: Folder(
            path=path,
            title=title(path),
            note=own.get(path),
            folders=tuple(sorted(below[path], key=lambda each: (natural(title(each)), each))),
            notes=tuple(
                sorted(
                    (each for each in inside[path] if each not in standing),
                    key=lambda each: (natural(shown[each].title), each),
                )
            ),
            count=count[path],
            noun="note" if path in of_notes else "file",
        )
        for path in paths
    }


def folder_addresses(
    folders: Mapping[str, Folder],
    notes: Mapping[VaultPath, PagePath],
    ours: Container[PagePath],
    owners: Owners,
    *,
    directory_urls: bool,
) -> dict[str, tuple[PagePath, ...]]:
    """Where each folder is shown: its own page first, then those that go on with a long list.

    Its own is that of its note, or one of `ours`, such as the journal's, that stands where it would.
    """

    def addresses(folder: Folder) -> Iterator[PagePath]:
        def wanted(name: str) -> PagePath:
            path = vault_path(f"{folder.path}/{name}.md".lstrip("/"))
            return page_path(path, directory_urls=directory_urls)

        words = f"the list of {folder.path or 'all notes'}"
        if not folder.path:  # a home page of the author's own is no list of notes
            yield wanted("index") if folder.note is None else owners.claim(wanted("all-notes"), words)
        elif folder.note is not None:
            yield notes[folder.note]
        else:
            address = wanted("index")
            shown = address if directory_urls else PagePath(f"{posixpath.dirname(address)}.html")
            yield shown if shown in ours else owners.claim(address, words)
        entries = len(folder.folders) + len(folder.notes)
        for number in range(1, ceil(entries / ENTRIES_PER_PAGE)):
            yield owners.claim(wanted(f"page-{number + 1}"), words)

    return {path: tuple(addresses(folder)) for path, folder in folders.items()}


def folders_by_spelling(folders: Mapping[str, Folder]) -> dict[str, Folder]:
    """The folders by their paths as names are compared, but those of which that leaves two alike."""
    times = Counter(map(fold, folders))
    return {fold(path): each for path, each in folders.items() if times[fold(path)] == 1}


def linked_folder(
    folders: Mapping[str, Folder], spelt: Mapping[str, Folder], origin: VaultPath, name: str
) -> Folder | None:
    """The folder that a link of the note `origin` means which no file fits, if its name ends with "/".

    The app has no links to folders. GitHub and MkDocs have, so this is our courtesy, as aliases are; letters
    count in any case, as in the app's links to notes.
    """
    wanted = name.strip()
    if not wanted.endswith("/"):
        return None
    places = posixpath.join(folder(origin), wanted), wanted.lstrip("/")
    paths = ["" if place == "." else place for place in map(posixpath.normpath, places)]
    return next(filter(None, (*map(folders.get, paths), *(spelt.get(fold(path)) for path in paths))), None)


def folders_above(path: str) -> tuple[str, ...]:
    """The folders around a note or a folder, outermost first, without the vault itself.

    >>> folders_above("a/b/c.md")
    ('a', 'a/b')
    """
    parts = path.split("/")
    return tuple("/".join(parts[:depth]) for depth in range(1, len(parts)))


def _way_up(path: str) -> Iterator[tuple[str, str]]:
    """Each folder above `path`, the vault too, with the one below it on the way."""
    while path:
        yield folder(VaultPath(path)), path
        path = folder(VaultPath(path))


def _own_note(path: str, inside: Sequence[VaultPath], notes: Mapping[VaultPath, Note]) -> VaultPath | None:
    """The note that may stand for a folder."""
    named = [each for each in inside if is_index(each) or (path and stem(each) == name(VaultPath(path)))]
    if named:  # as for their address: "index" first, then by path
        return min(named, key=lambda each: (stem(each).lower() != "index", each))
    beside = VaultPath(f"{path}.md")
    if path and beside in notes:
        return beside
    overviews = [each for each in inside if notes[each].properties.type in _OVERVIEWS] if path else []
    return overviews[0] if len(overviews) == 1 else None
