"""`milepost review`: note that a done item has been looked at again."""

from pathlib import Path

import click

from milepost.authoring.mark import note_review
from milepost.cli.project import open_project, vault_option
from milepost.cli.writing import amend
from milepost.io.clock import today
from milepost.model.edit import Edit
from milepost.model.note import Note
from milepost.model.vault import SourceFile

__all__ = ["review"]


@click.command()
@click.argument("item")
@vault_option
@click.option("--dry-run", is_flag=True, help="Show the change without making it.")
def review(item: str, vault: Path | None, dry_run: bool) -> None:
    """Write today into the property `reviewed` of a done ITEM.

    An ITEM is called by path, name or title, or by a part of one. No other byte changes. `milepost status`
    lists the items whose review is due.
    """
    project, settings = open_project(vault)
    day = today()

    def change(note: Note, file: SourceFile) -> tuple[Edit | None, str]:
        edit = note_review(note, file, day)
        return edit, f"reviewed on {day}{'' if edit else ' already'}"

    click.echo(amend(project, settings, item, change, dry_run=dry_run))
