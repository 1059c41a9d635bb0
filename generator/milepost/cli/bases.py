"""`milepost bases`: the roadmap as a base of the app."""

from pathlib import Path

import click

from milepost.authoring.bases import plan_base
from milepost.cli.kept import notes_of
from milepost.cli.project import open_project, vault_option
from milepost.cli.writing import create
from milepost.model.path import folder
from milepost.roadmap.collect import of_type

__all__ = ["bases"]


@click.command()
@vault_option
@click.option("--dry-run", is_flag=True, help="Show the base without writing it.")
def bases(vault: Path | None, dry_run: bool) -> None:
    """Write the roadmap's lists into the vault, as a base for Obsidian.

    They are all items, next up, stale, review due, by phase and by kind. Roadmap.base lies beside the
    roadmap's note. Written again, it follows the settings; a file that you have changed is not overwritten.
    """
    project, settings = open_project(vault)
    read, notes = notes_of(project, settings)
    roadmap = next(iter(of_type(notes, "roadmap")), None)
    edit = plan_base(folder(roadmap.path) if roadmap else "", read.bases, settings)
    if edit is None:
        click.echo("Roadmap.base is there, as it should be")
        return
    create(project.vault, edit, dry_run=dry_run)
