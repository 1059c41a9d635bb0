"""Setting an item's status, and noting a review of it."""

from datetime import date
from typing import cast

from milepost.authoring.property import set_property
from milepost.errors import EditError
from milepost.model.edit import Edit
from milepost.model.note import Note
from milepost.model.roadmap import Status
from milepost.model.vault import SourceFile

__all__ = ["mark_status", "note_review"]


def mark_status(file: SourceFile, word: str) -> Edit | None:
    """The edit that sets an item's status to `word`; `None` where it says so already.

    Raises:
        EditError: the note's properties cannot be edited safely.
    """
    return _set(file, "status", word)


def note_review(note: Note, file: SourceFile, day: date) -> Edit | None:
    """The edit that adds a day to an item's reviews; `None` where it is among them.

    Raises:
        EditError: the item is not done, or the note's properties cannot be edited safely.
    """
    properties = note.properties
    if properties.status is not Status.DONE:
        line = properties.lines.get("status", 1)
        raise EditError(f"{note.path}:{line}", "is not done yet, and only what is done can be reviewed")
    if day in properties.reviewed:
        return None
    written = properties.values.get("reviewed")
    before = cast("list[object]", written) if isinstance(written, list) else [written] if written else []
    return _set(file, "reviewed", [*before, day])


def _set(file: SourceFile, name: str, value: object) -> Edit | None:
    after = set_property(file.path, file.text, name, value)
    return Edit(file.path, file.text, after) if after != file.text else None
