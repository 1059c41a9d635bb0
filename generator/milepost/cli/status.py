"""`milepost status`: the dashboard in the terminal."""

from pathlib import Path

import click

from milepost.cli.dashboard import dashboard_as_text
from milepost.cli.kept import site_of
from milepost.cli.laboratory import standings_of, tell_wrong
from milepost.cli.project import open_project, vault_option
from milepost.cli.report import experiments_as_text
from milepost.pages.progress import progress_json

__all__ = ["status"]


@click.command()
@vault_option
@click.option("--json", "as_json", is_flag=True, help="Print what the site has as progress.json.")
@click.pass_context
def status(context: click.Context, vault: Path | None, as_json: bool) -> None:
    """Show how far the roadmap is, and what is next.

    The figures are the dashboard's. Experiments that are stale stand below; `milepost list` shows all
    experiments.
    """
    project, settings = open_project(vault)
    site = site_of(project, settings)
    if as_json:
        click.echo(progress_json(site).rstrip("\n"))
        return
    click.echo(dashboard_as_text(site, settings))
    standings, wrong = standings_of(project)
    if standings:
        click.echo(f"\n{experiments_as_text(standings)}")
    context.exit(tell_wrong(wrong))
