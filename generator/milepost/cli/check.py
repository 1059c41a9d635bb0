"""`milepost check`: everything that is wrong in the vault."""

import sys
from pathlib import Path

import click

from milepost.build import check_site, load_site, render_site
from milepost.cli.project import open_project, vault_option
from milepost.cli.report import problems_as_json, problems_as_text
from milepost.model.site import Host

__all__ = ["check"]


@click.command()
@vault_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
def check(vault: Path | None, as_json: bool) -> None:
    """List every problem of the vault, with file, line and what to do. Exit status 1 if there are any."""
    project, settings = open_project(vault)
    site = load_site(str(project.vault), settings, Host(project.root.name))
    pages, _ = render_site(site)
    problems = check_site(site, pages)
    click.echo(problems_as_json(problems) if as_json else problems_as_text(problems, len(site.notes)))
    sys.exit(1 if problems else 0)
