"""Copies of notes that sync programs leave after a conflict, and editors for later: found by name or text."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from milepost.model.path import VaultPath, fold, is_base, is_canvas, is_note
from milepost.model.problem import Code, Problem, Severity
from milepost.model.vault import SourceFile

__all__ = ["copy_problems", "find_backups", "find_copies"]

# Who writes what before the file's ending:
#     Obsidian Sync    Note (Conflicted copy laptop 202611221030)
#     Dropbox          Note (Anna's conflicted copy 2026-11-22)
#     Nextcloud        Note (conflicted copy 2026-11-22 103000), Note (case conflict 1)
#     Syncthing        Note.sync-conflict-20261122-103000-ABCDEFG
#     Seafile          Note (SFConflict anna@example.org 2026-11-22-10-30-00)
#     ownCloud         Note_conflict-20261122-103000
_NAMED = re.compile(
    r"(.+?)(?: \([^()]*(?:conflicted copy|case conflict|SFConflict)[^()]*\)"
    r"|\.sync-conflict-\d{8}-\d{6}-?\w*|_conflict-\d{8}-\d{6})",
    re.IGNORECASE,
)
# While Word has `Note.md` open, `~$Note.md` says who does; of a longer name it leaves out two letters.
_LOCK = re.compile(r"((?:.*/)?)~\$([^/]+)")
# iCloud counts, "Note 2", and so do Google Drive and browsers, "Note (1)"; but people count their notes, too.
# Finder writes "Note copy", Explorer "Note - Copy", each with a number from the second on.
_COUNTED = re.compile(r"(.+?)(?: [2-9]| \([1-9]\)| copy(?: [2-9])?| - Copy(?: \([2-9]\))?)")
# `Note.md~` and `Note.md.~1~`, `#Note.md#`, `Note.md.orig` and the like; what begins with a dot nobody sees.
_BACKUP = re.compile(
    r"((?:.*/)?)#?([^/]+?\.(?:md|canvas|base))(?:#|~|\.~\d+~|\.(?:bak|backup|old|orig|rej|save|tmp))",
    re.IGNORECASE,
)
# Such a note is a copy if so much of what either says is said by both.
_ALIKE = 0.8


def find_copies(
    files: Mapping[VaultPath, SourceFile], read: Callable[[SourceFile], str | None]
) -> Mapping[VaultPath, VaultPath]:
    """The notes or canvases that are such copies, each with the path of what it is a copy of.

    The original of one that is known by its name need not be there. `read` gives the text of a file that a
    cache has known and emptied; few files are asked for. One that cannot be read may well be a copy.
    """
    return {
        path: original
        for path, original, is_sure in _suspects(tuple(files))
        if is_sure or _are_alike(*(files[each].text or read(files[each]) for each in (path, original)))
    }


def find_backups(paths: Iterable[VaultPath]) -> Mapping[VaultPath, VaultPath]:
    """The files that an editor has kept of a note as it was, each with the path of the note."""
    found = ((path, _BACKUP.fullmatch(path)) for path in paths)
    return {path: VaultPath(match[1] + match[2]) for path, match in found if match}


def copy_problems(copies: Mapping[VaultPath, VaultPath]) -> Iterator[Problem]:
    """That each of them is kept private, and what to do."""
    for copy, original in copies.items():
        is_text = is_note(copy) or is_canvas(copy) or is_base(copy)
        program = "a sync program" if is_text and not _LOCK.fullmatch(copy) else "an editor"
        message = f"looks like a copy that {program} has left of {original}; it is kept private"
        hint = "move what it has beyond the other there, and delete it; or rename it"
        yield Problem(copy, 1, Code.FILE_COPY, message, hint, Severity.ERROR)


@lru_cache(maxsize=4)  # `mkdocs serve` asks at each rebuild
def _suspects(paths: tuple[VaultPath, ...]) -> tuple[tuple[VaultPath, VaultPath, bool], ...]:
    """What may be copies by their names, each with its original, and whether its name alone says so."""
    spelled = {fold(path): path for path in paths}
    found: list[tuple[VaultPath, VaultPath, bool]] = []
    for path in paths:
        stem, dot, ending = path.rpartition(".")
        if named := _NAMED.fullmatch(stem):
            original = VaultPath(f"{named[1]}{dot}{ending}")
            found.append((path, spelled.get(fold(original), original), True))
        elif lock := _LOCK.fullmatch(path):
            original = VaultPath(lock[1] + lock[2])
            found.append((path, spelled.get(fold(original), original), True))
        elif counted := _COUNTED.fullmatch(stem):
            other = spelled.get(fold(f"{counted[1]}{dot}{ending}"))
            if other is not None:
                found.append((path, other, False))
    return tuple(found)


def _are_alike(one: str | None, other: str | None) -> bool:
    """Whether two texts have most of their lines in common; those of a text of no words are not enough."""
    if one is None or other is None:
        return True
    lines, others = ({line.strip() for line in text.splitlines()} - {"", "---"} for text in (one, other))
    return bool(lines) and len(lines & others) >= _ALIKE * len(lines | others)
