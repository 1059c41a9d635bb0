"""Writing one note for the user: a new file, or a change to what anybody else has just written."""

from collections.abc import Callable
from pathlib import Path

import click

from milepost.authoring.find import find_note
from milepost.cli.kept import notes_of, snapshot_of, with_text
from milepost.cli.project import called
from milepost.errors import ChangedError
from milepost.io.config import Project
from milepost.io.edits import apply_edits
from milepost.model.edit import Edit
from milepost.model.note import Note
from milepost.model.vault import SourceFile
from milepost.settings import Settings

__all__ = ["amend", "create"]

_ATTEMPTS = 3


def amend(
    project: Project,
    settings: Settings,
    item: str,
    change: Callable[[Note, SourceFile], tuple[Edit | None, str]],
    *,
    dry_run: bool,
) -> str:
    """Find the item, make the edit that `change` plans, and give back what was done, in its words.

    Raises:
        MilepostError: there is no such item, or it cannot be changed.
    """
    left, name, root = _ATTEMPTS, called(item, project.vault), str(project.vault)
    cache = snapshot_of(project, settings).cache
    while True:
        read, notes = notes_of(project, settings, cache)
        note = find_note(notes, "item", name)
        left -= 1
        try:
            edit, words = change(note, with_text(read, note.path))
            if edit is None:
                return f"{note.path}: {words}"
            apply_edits(root, [edit], dry_run=dry_run)
        except ChangedError:  # what somebody else has just written is read, too
            if not left:
                raise
        else:
            return f"{note.path}: {words}{' (dry run, not written)' if dry_run else ''}"


def create(vault: Path, edit: Edit, *, dry_run: bool) -> None:
    """Write one file, or only show it, and print its path.

    Raises:
        EditError: the file cannot be written.
    """
    apply_edits(str(vault), [edit], dry_run=dry_run)
    click.echo(f"{edit.path} (dry run, not written)\n\n{edit.after}" if dry_run else edit.path)
