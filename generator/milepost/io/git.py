"""A vault's history as git has it. Nothing is ever written; a vault without git is one without history."""

import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from milepost.model.history import History
from milepost.model.path import VaultPath

__all__ = ["read_history"]

_COMMIT = "\x01"
# Whatever the user's own configuration says, the answer has this form, its paths below the folder.
_LOG = ("log", "-z", f"--format={_COMMIT}%H %aI", "--name-status", "--relative", "-M", "--no-color")
_NO_SIGNATURES = ("-c", "log.showSignature=false")


@dataclass(frozen=True, slots=True)
class _Change:
    """What a commit did to one file."""

    status: str
    """Git's letter; of a rename with how much stayed, in percent: "R100"."""
    path: VaultPath
    """Its name since then."""
    before: VaultPath
    """Its name until then."""


def read_history(folder: str) -> History | None:
    """The history of the files in a folder, from one pass over the log of the commit that is checked out.

    `None` where the folder is in no repository, or git is not there, or there is no commit.
    """
    answer = _git(folder, "rev-parse", "HEAD", "--is-shallow-repository")
    if answer is None:
        return None
    head, is_shallow = answer.split()
    return _history(folder, head, is_shallow == "true")


@lru_cache(maxsize=4)  # `mkdocs serve` asks at each rebuild
def _history(folder: str, head: str, is_shallow: bool) -> History | None:
    log = _git(folder, *_LOG, head, "--", ".")
    if log is None:
        return None
    cut = _ends(folder) if is_shallow else frozenset[str]()
    changed: dict[VaultPath, datetime] = {}
    names: dict[VaultPath, VaultPath] = {}  # what files of old are called today
    for commit, written, changes in _commits(log):
        if commit in cut:  # it seems to have made all the files that it holds
            continue
        for change in changes:
            today = names.get(change.path, change.path)
            if today in changed:
                continue
            if change.status == "R100":
                names[change.before] = today
            elif change.status != "D":
                changed[today] = written
    return History(changed, is_whole=not is_shallow)


def _ends(folder: str) -> frozenset[str]:
    """The commits of a shallow clone whose parents are missing."""
    roots = _git(folder, "rev-list", "--max-parents=0", "HEAD") or ""
    return frozenset(roots.split())


def _commits(log: str) -> Iterator[tuple[str, datetime, list[_Change]]]:
    """The commits of a log, newest first, each with its hash, its author's time and what it changed."""
    for entry in log.split(_COMMIT)[1:]:
        head, *fields = entry.split("\0")
        commit, written = head.split()
        yield commit, datetime.fromisoformat(written), list(_changes(iter(fields)))


def _changes(fields: Iterator[str]) -> Iterator[_Change]:
    for field in fields:
        status = field.strip("\n")
        if status:
            before = _path(next(fields))
            yield _Change(status, _path(next(fields)) if status[0] in "RC" else before, before)


def _path(text: str) -> VaultPath:
    return VaultPath(unicodedata.normalize("NFC", text))


def _git(folder: str, *arguments: str) -> str | None:
    """What git says, `None` where it cannot say it."""
    command = ["git", "-C", folder, *_NO_SIGNATURES, *arguments]
    try:
        answer = subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except OSError:
        return None
    return answer.stdout.decode("utf-8", "replace") if answer.returncode == 0 else None
