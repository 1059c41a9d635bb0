"""`milepost status`: the dashboard in the terminal."""

from pathlib import Path

import click

from milepost.build import load_site
from milepost.cli.project import open_project, vault_option
from milepost.cli.report import roadmap_as_json, roadmap_as_text

__all__ = ["status"]


@click.command()
@vault_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
def status(vault: Path | None, as_json: bool) -> None:
    """Show how far the roadmap is, as the site's dashboard does."""
    project, settings = open_project(vault)
    roadmap = load_site(str(project.vault), settings, project.host).roadmap
    click.echo(roadmap_as_json(roadmap) if as_json else roadmap_as_text(roadmap))
