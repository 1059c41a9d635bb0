"""A vault's history: what git's log says of each note, kept until there is another commit.

The state at the end of a day is that of the branch that is checked out. What came to it by a merge counts
from the day on which it was written, if the merge took it over as it was; what a merge left out never was.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from unicodedata import normalize

from msgspec import Struct, field

from milepost.io.git import Change, Commit, Log, read_blobs, read_head, read_log
from milepost.io.kept_history import Key, keep_history, kept_history
from milepost.model.frozen import Frozen
from milepost.model.history import Facts, History, Trace, Version
from milepost.model.path import VaultPath, is_note

__all__ = ["read_history"]

Describe = Callable[[str], Facts]

_newest: dict[str, tuple[Key, History]] = {}  # `mkdocs serve` asks at each rebuild


class _Written(Frozen):
    """One version of a file."""

    moment: datetime
    blob: str
    """"" where it was deleted."""
    is_dated: bool
    """Whether it was written then; a shallow clone's first commit holds what may be older."""


class _File(Struct):
    """A file on its way through the commits."""

    path: str
    versions: list[_Written] = field(default_factory=list[_Written])
    ended: date | None = None


def read_history(folder: str, describe: Describe, store: str | None = None) -> History | None:
    """The history of the files in a folder; `describe` says what of a note's text matters.

    `store` is a folder where it is kept for the next time. `None` is given where the folder is in no
    repository, or git is not there, or there is no commit.
    """
    head = read_head(folder)
    if head is None:
        return None
    key = Key(head.commit, head.prefix, head.is_shallow)
    newest = _newest.get(folder)
    if newest is not None and newest[0] == key:
        return newest[1]
    history = kept_history(Path(store), key) if store else None
    if history is None:
        log = read_log(folder, head)
        if log is None:
            return None
        history = _history(folder, log, head.prefix, describe, is_whole=not head.is_shallow)
        if store:
            keep_history(Path(store), key, history)
    _newest[folder] = (key, history)
    return history


def _history(folder: str, log: Log, prefix: str, describe: Describe, *, is_whole: bool) -> History:
    files = [file for file in _replayed(log) if file.path.startswith(prefix)]
    changed: dict[VaultPath, datetime] = {}
    for file in files:
        if file.ended is None and (dated := [each.moment for each in file.versions if each.is_dated]):
            changed[_vault_path(file.path, prefix)] = dated[-1]
    notes = [file for file in files if is_note(VaultPath(file.path))]
    wanted = dict.fromkeys(each.blob for file in notes for each in file.versions)
    facts = {blob: describe(text) for blob, text in read_blobs(folder, wanted)}
    traces = (_trace(file, prefix, facts) for file in notes)
    by_path = sorted(traces, key=lambda each: (each.path, each.ended or date.max))
    return History(changed, is_whole, tuple(by_path), log.commits[0].committed)


def _vault_path(path: str, prefix: str) -> VaultPath:
    return VaultPath(normalize("NFC", path.removeprefix(prefix)))


def _trace(file: _File, prefix: str, facts: dict[str, Facts]) -> Trace:
    """The file's story by days: a later version wins over all that claim its day or a later one."""
    kept: list[Version] = []
    for each in reversed(file.versions):
        day = each.moment.date()
        if (not kept or day < kept[-1].day) and (file.ended is None or day < file.ended):
            kept.append(Version(day, facts.get(each.blob, {})))
    versions = [
        each for at, each in enumerate(reversed(kept)) if at == 0 or each.facts != kept[len(kept) - at].facts
    ]
    days = sorted({each.moment.date() for each in file.versions if each.is_dated})
    return Trace(_vault_path(file.path, prefix), tuple(versions), tuple(days), file.ended)


def _replayed(log: Log) -> Iterator[_File]:
    """Every file that there is or was, from the first commit of the branch to the last."""
    by_id = {commit.id: commit for commit in log.commits}
    place = {commit.id: at for at, commit in enumerate(log.commits)}
    seen: set[str] = set()
    living: dict[str, _File] = {}
    for commit in reversed(list(_mainline(log, by_id))):
        seen.add(commit.id)
        aside = _aside(commit, by_id, seen)
        merged = _by_path(sorted(aside, key=lambda each: -place[each.id]), log.cut)
        yield from _apply(commit, commit.id not in log.cut, merged, living)
    yield from living.values()


def _mainline(log: Log, by_id: dict[str, Commit]) -> Iterator[Commit]:
    """The branch itself, newest first: of a merge's parents the first."""
    commit: Commit | None = log.commits[0]
    while commit is not None:
        yield commit
        commit = by_id.get(commit.parents[0]) if commit.parents else None


def _aside(merge: Commit, by_id: dict[str, Commit], seen: set[str]) -> list[Commit]:
    """The commits that a merge brings to the branch, which then count as seen."""
    found: list[Commit] = []
    pending = list(merge.parents[1:])
    while pending:
        commit = by_id.get(pending.pop())  # a shallow clone lacks some
        if commit is not None and commit.id not in seen:
            seen.add(commit.id)
            found.append(commit)
            pending.extend(commit.parents)
    return found


def _by_path(commits: Iterable[Commit], cut: frozenset[str]) -> dict[str, list[_Written]]:
    """What commits, oldest first, made of each file, by the name that it got."""
    stories: dict[str, list[_Written]] = {}
    for commit in commits:
        for change in commit.changes:
            before = (
                stories.get(change.before, []) if change.status[0] == "R" else stories.get(change.path, [])
            )
            blob = "" if change.status == "D" else change.blob
            stories[change.path] = [*before, _Written(commit.written, blob, commit.id not in cut)]
    return stories


def _apply(
    commit: Commit, is_dated: bool, merged: dict[str, list[_Written]], living: dict[str, _File]
) -> Iterator[_File]:
    """Take a commit's changes over into `living`; what it deletes is given back."""
    moved = {
        change.before: living.pop(change.before, None) for change in commit.changes if change.status[0] == "R"
    }
    for change in commit.changes:
        if change.status == "D":
            if (gone := living.pop(change.path, None)) is not None:
                gone.ended = _story(change, commit, is_dated, merged)[-1].moment.date()
                yield gone
            continue
        file = moved.get(change.before) if change.status[0] == "R" else living.get(change.path)
        file = file or _File(change.path)
        file.path = change.path
        living[change.path] = file
        if change.status != "R100" or not file.versions:
            file.versions.extend(_story(change, commit, is_dated, merged))
    # What was changed aside and changed back leaves no trace in the merge.
    for path in merged.keys() - {change.path for change in commit.changes}:
        file = living.get(path)
        if file is not None and file.versions and file.versions[-1].blob == merged[path][-1].blob:
            file.versions.extend(each for each in merged[path] if each.blob)


def _story(
    change: Change, commit: Commit, is_dated: bool, merged: dict[str, list[_Written]]
) -> list[_Written]:
    """The versions that a change stands for: of a merge, those that ended in what it took over."""
    blob = "" if change.status == "D" else change.blob
    story = merged.get(change.path, [])
    ends = [at for at, each in enumerate(story) if each.blob == blob]
    if not ends:
        return [_Written(commit.written, blob, is_dated)]
    return story[: ends[-1] + 1] if not blob else [each for each in story[: ends[-1] + 1] if each.blob]
