"""When a note was last changed, by the best witness there is.

1. git                            where all of its history is there
2. `updated` or `modified`        the author's own word, else `created` or `date`
3. the file                       not in a shallow clone, where every file is as old as the clone
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from operator import itemgetter

from milepost.model.history import History
from milepost.model.note import Note
from milepost.model.path import VaultPath

__all__ = ["Said", "first_days", "last_changes", "said_dates"]

Said = Mapping[VaultPath, tuple[Note, datetime | None, date | None]]
"""Each note with what it says itself: when it was changed, and on which day it was made."""

_PROPERTIES = ("updated", "modified", "created", "date")


def said_dates(notes: Iterable[Note], before: Said) -> Said:
    """What the notes say, in their order; it is known of those that were the same `before`."""
    return {
        note.path: said if (said := before.get(note.path)) and said[0] is note else _said(note)
        for note in notes
    }


def last_changes(
    said: Said, history: History | None, files: Mapping[VaultPath, datetime]
) -> dict[VaultPath, datetime]:
    """When each note was changed, newest first, then in the order given; not the notes that nobody can date.

    `files` has the times of the files themselves.
    """
    traced = history.changed if history else dict[VaultPath, datetime]()
    dated = files if history is None or history.is_whole else dict[VaultPath, datetime]()
    found: dict[VaultPath, datetime] = {}
    for path, (_, when, _) in said.items():
        when = traced.get(path) or when or dated.get(path)
        if when is not None:
            found[path] = when
    return dict(sorted(found.items(), key=itemgetter(1), reverse=True))


def first_days(said: Said, history: History | None) -> dict[VaultPath, date]:
    """The day on which each note was made, in the order given: its property `created` says it, else git."""
    whole = history if history and history.is_whole else None
    traced = {
        each.path: each.days[0] for each in (whole.traces if whole else ()) if each.days and not each.ended
    }
    days = ((path, day or traced.get(path)) for path, (_, _, day) in said.items())
    return {path: day for path, day in days if day is not None}


def _said(note: Note) -> tuple[Note, datetime | None, date | None]:
    values = note.properties.values
    created = values.get("created")
    day = created.date() if isinstance(created, datetime) else created if isinstance(created, date) else None
    return note, _changed(values), day


def _changed(properties: Mapping[str, object]) -> datetime | None:
    """When the note was changed, by its own word."""
    for name in _PROPERTIES:
        match properties.get(name):
            case datetime() as moment:
                return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            case date() as day:
                return datetime.combine(day, time(), UTC)
            case _:
                pass
    return None
