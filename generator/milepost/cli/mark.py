"""`milepost mark`: set the status of an item."""

from pathlib import Path

import click

from milepost.authoring.find import find_note
from milepost.authoring.mark import mark_status
from milepost.build import load_notes
from milepost.cli.project import open_project, vault_option
from milepost.io.edits import apply_edits
from milepost.model.roadmap import Status

__all__ = ["mark"]


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
    read, parsed = load_notes(str(project.vault), settings)
    note = find_note((note for note, _ in parsed), "item", item)
    before = str(note.properties.values.get("status", "not set"))
    edit = mark_status(read.files[note.path], status) if before != status else None
    if edit is None:
        click.echo(f"{note.path}: status is {before} already")
        return
    apply_edits(str(project.vault), [edit], dry_run=dry_run)
    click.echo(f"{note.path}: status {before} → {status}{' (dry run, not written)' if dry_run else ''}")
