"""`milepost check`: everything that is wrong in the vault."""

import sys
from pathlib import Path

import click

from milepost.audit import audit_site
from milepost.build import check_site, load_site, render_site
from milepost.cli.project import open_project, vault_option
from milepost.cli.report import audit_as_text, leaks_as_json, problems_as_json, problems_as_text

__all__ = ["check"]


@click.command()
@vault_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
@click.option(
    "--privacy",
    "built",
    metavar="SITE",
    type=click.Path(path_type=Path, file_okay=False),
    help="Look through a built site instead for anything of a private note.",
)
@click.option("--allow", metavar="WORDS", multiple=True, help="With --privacy: words that tell nothing.")
def check(vault: Path | None, as_json: bool, built: Path | None, allow: tuple[str, ...]) -> None:
    """List every problem of the vault, with file, line and what to do. Exit status 1 if there are any."""
    project, settings = open_project(vault)
    if built is not None:
        audit = audit_site(str(project.vault), settings, project.host, str(built), (*project.words, *allow))
        click.echo(leaks_as_json(audit.leaks) if as_json else audit_as_text(audit))
        sys.exit(1 if audit.leaks else 0)
    site = load_site(str(project.vault), settings, project.host)
    pages, _ = render_site(site)
    problems = check_site(site, pages)
    click.echo(problems_as_json(problems) if as_json else problems_as_text(problems, len(site.notes)))
    sys.exit(1 if problems else 0)
