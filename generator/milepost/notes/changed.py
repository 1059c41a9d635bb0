"""When a note was last changed, by the best witness there is.

1. git                            where all of its history is there
2. `updated` or `modified`        the author's own word, else `created` or `date`
3. the file                       not in a shallow clone, where every file is as old as the clone
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time

from milepost.model.history import History
from milepost.model.note import Note
from milepost.model.path import VaultPath

__all__ = ["first_days", "last_changes"]

_PROPERTIES = ("updated", "modified", "created", "date")


def last_changes(
    notes: Iterable[Note], history: History | None, files: Mapping[VaultPath, datetime]
) -> dict[VaultPath, datetime]:
    """When each note was changed, newest first, then in path order; notes that nobody can date are not there.

    `files` has the times of the files themselves.
    """
    found: dict[VaultPath, datetime] = {}
    for note in notes:
        when = history.changed.get(note.path) if history else None
        when = when or _said(note)
        if when is None and (history is None or history.is_whole):
            when = files.get(note.path)
        if when is not None:
            found[note.path] = when
    by_path = sorted(found.items())
    return dict(sorted(by_path, key=lambda each: each[1], reverse=True))


def first_days(notes: Iterable[Note], history: History | None) -> dict[VaultPath, date]:
    """The day on which each note was made, in path order: its property `created` says it, else git."""
    whole = history if history and history.is_whole else None
    traced = {
        each.path: each.days[0] for each in (whole.traces if whole else ()) if each.days and not each.ended
    }
    found: dict[VaultPath, date] = {}
    for note in notes:
        said = note.properties.values.get("created")
        day = said.date() if isinstance(said, datetime) else said if isinstance(said, date) else None
        day = day or traced.get(note.path)
        if day is not None:
            found[note.path] = day
    return found


def _said(note: Note) -> datetime | None:
    """What the note's properties say."""
    for name in _PROPERTIES:
        match note.properties.values.get(name):
            case datetime() as moment:
                return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            case date() as day:
                return datetime.combine(day, time(), UTC)
            case _:
                pass
    return None
