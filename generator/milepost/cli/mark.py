"""`milepost mark`: set the status of an item."""

from pathlib import Path

import click

from milepost.authoring.mark import mark_status
from milepost.cli.project import open_project, vault_option
from milepost.cli.writing import amend
from milepost.model.edit import Edit
from milepost.model.note import Note
from milepost.model.roadmap import Status
from milepost.model.vault import SourceFile
from milepost.notes.schema import alike

__all__ = ["mark"]


@click.command()
@click.argument("item")
@click.argument("status")
@vault_option
@click.option("--dry-run", is_flag=True, help="Show the change without making it.")
def mark(item: str, status: str, vault: Path | None, dry_run: bool) -> None:
    """Set the STATUS of an ITEM, and touch no other byte.

    An ITEM is called by path, name or title, or by a part of one. STATUS is todo, partial, done or skipped,
    or another spelling that the setting `statuses` knows.
    """
    project, settings = open_project(vault)
    status = status.strip()
    if status.lower() in set(Status):  # our own words have one spelling, the user's are theirs
        status = status.lower()
    if status.lower() not in settings.statuses:
        near = alike(status.lower(), settings.statuses)
        hint = f"no status; did you mean {near[0]!r}?" if near else f"none of {', '.join(settings.statuses)}"
        raise click.BadParameter(f"{status!r} is {hint}", param_hint="STATUS")

    def change(note: Note, file: SourceFile) -> tuple[Edit | None, str]:
        written = note.properties.values.get("status")
        before = "not set" if written is None else str(written)
        edit = mark_status(file, status) if before != status else None
        return edit, f"status {before} → {status}" if edit else f"status is {before} already"

    click.echo(amend(project, settings, item, change, dry_run=dry_run))
