"""`milepost status`: the dashboard in the terminal."""

import json
from pathlib import Path

import click

from milepost.build import load_site
from milepost.cli.laboratory import standings_of
from milepost.cli.project import open_project, vault_option
from milepost.cli.report import experiments_as_text, roadmap_as_data, roadmap_as_text

__all__ = ["status"]


@click.command()
@vault_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
def status(vault: Path | None, as_json: bool) -> None:
    """Show how far the roadmap is, as the site's dashboard does, and which experiments should run again.

    `milepost list` shows them all.
    """
    project, settings = open_project(vault)
    roadmap = load_site(str(project.vault), settings, project.host).roadmap
    standings = standings_of(project)
    if as_json:
        data = {**roadmap_as_data(roadmap), "experiments": [each.as_dict() for each in standings]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    click.echo(roadmap_as_text(roadmap))
    if standings:
        click.echo(f"\n{experiments_as_text(standings)}")
