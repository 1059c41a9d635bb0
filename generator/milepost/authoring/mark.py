"""Setting an item's status."""

from milepost.authoring.property import set_property
from milepost.model.edit import Edit
from milepost.model.vault import SourceFile

__all__ = ["mark_status"]


def mark_status(file: SourceFile, word: str) -> Edit | None:
    """The edit that sets an item's status to `word`; `None` where it says so already.

    Raises:
        EditError: the note's properties cannot be edited safely.
    """
    after = set_property(file.path, file.text, "status", word)
    return Edit(file.path, file.text, after) if after != file.text else None
