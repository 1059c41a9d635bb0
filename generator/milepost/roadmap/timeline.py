"""The statuses of each item through time, by git's history and by what its note says of itself.

1. `started` and `done`           the note's own word wins
2. git                            each version of the note that was public, the last of each day
3. the note as it is              which may not be committed yet
"""

from collections.abc import Collection, Container, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from milepost.model.frozen import Frozen
from milepost.model.history import Facts, History, Trace
from milepost.model.path import VaultPath
from milepost.model.roadmap import Item, Roadmap, Status
from milepost.notes.past import past_properties
from milepost.notes.publish import goes_out
from milepost.settings import Settings

__all__ = ["Change", "Timeline", "timelines"]


class Change(Frozen):
    """What an item is from a day on."""

    day: date
    status: Status | None
    """`None` where it is on no roadmap, or skipped, which is the same to all sums."""
    is_work: bool = True
    """Whether somebody worked for it: an item that comes to the roadmap done is no work of that day."""


class Timeline(Frozen):
    """One item's changes, oldest first, one a day."""

    path: VaultPath
    phase: str | None
    """As an item that is gone named it; of one that is there the roadmap knows."""
    changes: tuple[Change, ...]


def timelines(
    roadmap: Roadmap,
    history: History | None,
    hidden: Container[VaultPath],
    others: Collection[VaultPath],
    settings: Settings,
    today: date,
) -> Iterator[Timeline]:
    """The story of every item that is or was on the roadmap and may be told.

    `hidden` are the paths of which nothing may be told, whatever they once said; `others` are the public
    notes, items or not.
    """
    items = {item.path: item for item in roadmap.items}
    reader = _Reader(settings)
    told: set[VaultPath] = set()
    for trace in history.traces if history else ():
        if trace.ended is None and (trace.path in items or trace.path in others):
            told.add(trace.path)
        elif trace.path in hidden or not reader.is_public(trace):
            continue
        item = items.get(trace.path) if trace.ended is None else None
        changes, phase = reader.changes(trace, item, today)
        if any(change.status for change in changes):
            yield Timeline(trace.path, phase, tuple(changes))
    first = _first_day(history, items, today)
    for path, item in items.items():
        if path not in told and item.status.counts:
            status = Status.TODO if item.started or item.done else item.status
            new = [Change(today if history else first, status, is_work=False)]
            yield Timeline(path, None, tuple(_own_word(item, new, today)))


class _Past(NamedTuple):
    """What a version of a note said."""

    facts: Facts
    """Held, so that no others get their id."""
    status: Status | None
    """Of an item that counts."""
    is_public: bool
    phase: str | None


class _Reader:
    """Reads past notes; one that said the same before is not read again."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._known: dict[int, _Past] = {}

    def _read(self, facts: Facts) -> _Past:
        found = self._known.get(id(facts))
        if found is None:
            said = past_properties(facts, self._settings)
            is_public = goes_out(said.is_public, self._settings.publish)
            status = _counting(said.status or Status.TODO) if said.type == "item" else None
            found = _Past(facts, status, is_public, said.phase)
            self._known[id(facts)] = found
        return found

    def is_public(self, trace: Trace) -> bool:
        """Whether a note that is gone was public at last."""
        return bool(trace.versions) and self._read(trace.versions[-1].facts).is_public

    def changes(self, trace: Trace, item: Item | None, today: date) -> tuple[list[Change], str | None]:
        """What a note was from day to day, up to what it is now; and the phase that it named last."""
        changes: list[Change] = []
        phase: str | None = None
        for version in trace.versions:
            _, status, is_public, phase = self._read(version.facts)
            shown = status if is_public else None
            before = changes[-1].status if changes else None
            if shown != before:
                changes.append(Change(min(version.day, today), shown, is_work=before is not None))
        now = _counting(item.status) if item else None
        changes.append(Change(min(trace.ended or today, today), now))
        return (_own_word(item, changes, today) if item else _one_a_day(changes)), phase


def _first_day(history: History | None, items: Mapping[VaultPath, Item], today: date) -> date:
    """Since when items are there of which nobody knows: from the first day of which anybody does."""
    days = [day for item in items.values() for day in (item.started, item.done) if day]
    days += [trace.versions[0].day for trace in (history.traces if history else ()) if trace.versions]
    return min((*days, today))


def _own_word(item: Item, changes: list[Change], today: date) -> list[Change]:
    """The changes, with the days on which its note says that the item was begun and done."""
    started = _started(item, changes, today)
    done = min(item.done, today) if item.done and item.status is Status.DONE else None
    if started is None and done is None:
        return _one_a_day(changes)
    kept: list[Change] = []
    for change in changes:
        status = change.status
        if done is not None:
            if change.day >= done:
                continue
            status = Status.PARTIAL if status is Status.DONE else status
        if started is not None and status is not None:
            if change.day < started:
                status = Status.TODO
            elif status is Status.TODO:
                status = Status.PARTIAL
        kept.append(Change(change.day, status, change.is_work))
    if started is not None and (done is None or started < done):
        kept.append(Change(started, _at(changes, started, started)))
    if done is not None:
        kept.append(Change(done, Status.DONE))
    return _one_a_day(sorted(kept, key=lambda each: each.day))


def _started(item: Item, changes: list[Change], today: date) -> date | None:
    """When its note says that the item was begun, if it is, and had not been skipped by then."""
    if item.started is None or item.status is Status.TODO:
        return None
    started = min(item.started, today)
    if not item.status.counts:
        told = _one_a_day(changes)
        return started if told and started < told[-1].day else None
    return started


def _counting(status: Status) -> Status | None:
    return status if status.counts else None


def _at(changes: list[Change], day: date, started: date) -> Status:
    """What an item that was begun on a day was then: done, if it was that already."""
    status = next((each.status for each in reversed(changes) if each.day <= day), None)
    return Status.DONE if status is Status.DONE else Status.PARTIAL


def _one_a_day(changes: list[Change]) -> list[Change]:
    """The last change of each day, where it is one."""
    by_day: dict[date, Change] = {}
    for change in changes:
        before = by_day.get(change.day)
        is_work = change.is_work if before is None else before.is_work and change.is_work
        by_day[change.day] = Change(change.day, change.status, is_work)
    kept: list[Change] = []
    for change in by_day.values():
        if change.status != (kept[-1].status if kept else None):
            kept.append(change)
    return kept
