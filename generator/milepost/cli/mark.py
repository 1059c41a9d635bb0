"""`milepost mark`: set the status of an item."""

from pathlib import Path

import click

from milepost.authoring.find import find_note
from milepost.authoring.mark import mark_status
from milepost.cli.project import open_project, vault_option
from milepost.errors import ChangedError
from milepost.io.edits import apply_edits
from milepost.model.roadmap import Status
from milepost.reading import load_notes
from milepost.settings import Settings

__all__ = ["mark"]

_ATTEMPTS = 3


@click.command()
@click.argument("item")
@click.argument("status")
@vault_option
@click.option("--dry-run", is_flag=True, help="Show the change without making it.")
def mark(item: str, status: str, vault: Path | None, dry_run: bool) -> None:
    """Set the STATUS of an ITEM (its path, name, title, or a part of one), and touch no other byte.

    STATUS is todo, partial or done, or another spelling that the setting `statuses` knows.
    """
    project, settings = open_project(vault)
    status = status.strip()
    if status.lower() in set(Status):  # our own words have one spelling, the user's are theirs
        status = status.lower()
    if status.lower() not in settings.statuses:
        raise click.BadParameter(f"{status!r} is none of {', '.join(settings.statuses)}", param_hint="STATUS")
    for left in reversed(range(_ATTEMPTS)):
        try:
            click.echo(_mark(project.vault, settings, item, status, dry_run=dry_run))
            return
        except ChangedError:  # what somebody else has just written is read, too
            if not left:
                raise


def _mark(vault: Path, settings: Settings, item: str, status: str, *, dry_run: bool) -> str:
    """Read, change and write; what was done, in words."""
    read, parsed = load_notes(str(vault), settings)
    note = find_note((note for note, _ in parsed), "item", item)
    before = str(note.properties.values.get("status", "not set"))
    edit = mark_status(read.files[note.path], status) if before != status else None
    if edit is None:
        return f"{note.path}: status is {before} already"
    apply_edits(str(vault), [edit], dry_run=dry_run)
    return f"{note.path}: status {before} → {status}{' (dry run, not written)' if dry_run else ''}"
