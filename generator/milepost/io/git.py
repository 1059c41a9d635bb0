"""What git says of the files in a folder. Nothing is ever written; a folder without git has no log."""

import os
import subprocess
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from milepost.model.frozen import Frozen

__all__ = ["Change", "Commit", "Log", "log_folder", "read_blobs", "read_head", "read_log"]

_COMMIT = "\x01"
# Whatever the user's own configuration says, the answer has this form. A merge is compared with the branch
# that it was made on. No path limits it: git would leave out merges, and where the vault was moved from.
_LOG = (
    "log", "-z", "--topo-order", f"--format={_COMMIT}%H|%P|%aI|%cI", "--raw", "--no-abbrev",
    "--diff-merges=first-parent", "--no-color",
)  # fmt: skip
# The second needs no file's bytes, which a partial clone does not have.
_RENAMES = ("--find-renames", "--find-renames=100%")
_AT_ONCE = 1_000  # blobs in memory
_NO_SIGNATURES = ("-c", "log.showSignature=false", "-c", "core.quotePath=false")
# So long git waits for nothing in a sound repository, only for a pipe in the place of one of its files. The
# first is for what it knows at once, the second for a long history.
_QUICK_SECONDS = 30
_MOST_SECONDS = 300
# For a partial clone git would fetch what is missing, by whatever program the repository itself names.
_NO_FETCHING = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}


class Change(Frozen):
    """What a commit did to one file."""

    status: str
    """Git's letter; of a rename with how much stayed, in percent: "R100"."""
    path: str
    """Its name since then, from the repository's root."""
    before: str
    """Its name until then."""
    blob: str
    """The id of its bytes since then."""


class Commit(Frozen):
    """One commit, as far as it matters here."""

    id: str
    parents: tuple[str, ...]
    written: datetime
    """By its author's clock and zone."""
    committed: date
    changes: tuple[Change, ...]
    """Against the first of its parents."""


class Head(Frozen):
    """Where a repository stands."""

    commit: str
    is_shallow: bool
    prefix: str
    """The folder below the repository's root, "" for the root itself, else ending in "/"."""


class Log(Frozen):
    """Every commit that led to the one that is checked out."""

    commits: tuple[Commit, ...]
    """Each before its parents."""
    cut: frozenset[str]
    """The commits of a shallow clone whose parents are missing: they seem to have made all that they hold."""


def read_head(folder: str) -> Head | None:
    """Where the repository around a folder stands.

    `None` where the folder is in no repository, or git is not there, or there is no commit.
    """
    question = ("rev-parse", "HEAD", "--is-shallow-repository", "--show-prefix")
    answer = _git(folder, *question, seconds=_QUICK_SECONDS)
    if answer is None:
        return None
    commit, is_shallow, prefix = _text(answer).split("\n")[:3]
    return Head(commit, is_shallow == "true", prefix)


def log_folder(folder: str) -> Path | None:
    """The folder to which git adds a line for each commit, where there is one."""
    answer = _git(folder, "rev-parse", "--git-path", "logs", seconds=_QUICK_SECONDS)
    place = Path(folder, _text(answer or b"").strip("\n"))
    return place if answer and place.is_dir() and not place.is_symlink() else None


def read_log(folder: str, head: Head) -> Log | None:
    """The whole log in one pass; `None` where git cannot give it (it must be 2.31 or later)."""
    answers = (_git(folder, *_LOG, renames, head.commit) for renames in _RENAMES)
    answer = next((each for each in answers if each is not None), None)
    if answer is None:
        return None
    roots = _git(folder, "rev-list", "--max-parents=0", head.commit) if head.is_shallow else None
    return Log(tuple(_commits(_text(answer))), frozenset(_text(roots or b"").split()))


def read_blobs(folder: str, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The text of each blob that is there, with its id; what is no UTF-8 is marked in it."""
    wanted = list(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        given = "".join(f"{each}\n" for each in wanted[start : start + _AT_ONCE])
        answer, at = _git(folder, "cat-file", "--batch", "--buffer", given=given.encode()) or b"", 0
        while at < len(answer):
            end = answer.index(b"\n", at)
            blob, kind, *size = answer[at:end].split()
            at = end + 1
            if kind != b"missing":
                yield blob.decode(), _text(answer[at : at + int(size[0])])
                at += int(size[0]) + 1


def _commits(log: str) -> Iterator[Commit]:
    for entry in log.split(_COMMIT)[1:]:
        head, *fields = entry.split("\0")
        commit, parents, written, committed = head.split("|")
        changes = tuple(_changes(iter(fields)))
        day = datetime.fromisoformat(committed).date()
        yield Commit(commit, tuple(parents.split()), datetime.fromisoformat(written), day, changes)


def _changes(fields: Iterator[str]) -> Iterator[Change]:
    """Each change of a commit: ":modes blobs status", a path, for a rename another."""
    for field in fields:
        raw = field.strip("\n")
        if raw:
            _, _, _, blob, status = raw.split(" ")
            before = next(fields)
            yield Change(status, next(fields) if status[0] in "RC" else before, before, blob)


def _text(answer: bytes) -> str:
    return answer.decode("utf-8", "replace")


def _git(folder: str, *arguments: str, given: bytes = b"", seconds: float | None = None) -> bytes | None:
    """What git says, `None` where it cannot say it, or not in time."""
    command = ["git", "-C", folder, *_NO_SIGNATURES, *arguments]
    env = {**os.environ, **_NO_FETCHING}
    try:
        answer = subprocess.run(
            command,
            capture_output=True,
            check=False,
            input=given,
            env=env,
            timeout=_MOST_SECONDS if seconds is None else seconds,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout if answer.returncode == 0 else None
