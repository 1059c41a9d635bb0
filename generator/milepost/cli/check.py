"""`milepost check`: everything that is wrong in the vault."""

import sys
from pathlib import Path

import click

from milepost.audit import audit_site
from milepost.authoring.mending import plan_mends
from milepost.build import check_site
from milepost.cli.explain import explanation
from milepost.cli.kept import site_of, snapshot_of
from milepost.cli.project import open_project, vault_option
from milepost.cli.report import (
    audit_as_text,
    leaks_as_json,
    problems_as_github,
    problems_as_json,
    problems_as_text,
)
from milepost.io.config import Project
from milepost.io.edits import apply_edits
from milepost.io.vault import read_vault
from milepost.model.problem import Problem
from milepost.model.site import Site
from milepost.model.words import counted
from milepost.settings import Settings

__all__ = ["check"]


@click.command()
@vault_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How problems are printed: for people, for programs, or as annotations of GitHub's workflows.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without a doubt; writes into the vault.")
@click.option("--dry-run", is_flag=True, help="With --fix: show what would be mended and write nothing.")
@click.option(
    "--explain", metavar="CODE", help="Say what a problem means, with an example and its mend, and end."
)
@click.option(
    "--privacy",
    "built",
    metavar="SITE",
    type=click.Path(path_type=Path, file_okay=False),
    help="Look through a built site instead for anything of a private note.",
)
@click.option("--allow", metavar="WORDS", multiple=True, help="With --privacy: words that tell nothing.")
def check(
    vault: Path | None,
    form: str,
    as_json: bool,
    fix: bool,
    dry_run: bool,
    explain: str | None,
    built: Path | None,
    allow: tuple[str, ...],
) -> None:
    """List every problem of the vault, with file, line and what to do. Exit status 1 if there are any."""
    if explain is not None:
        click.echo(explanation(explain))
        return
    if dry_run and not fix:
        raise click.UsageError("--dry-run does nothing without --fix")
    if allow and built is None:
        raise click.UsageError("--allow does nothing without --privacy")
    if fix and built is not None:
        raise click.UsageError("--privacy looks at a site, and --fix mends a vault; ask for one of them")
    form = "json" if as_json else form
    project, settings = open_project(vault)
    if built is not None:
        root, words, named = str(project.vault), project.words, project.named
        audit = audit_site(root, settings, project.host, str(built), words, named, allow)
        click.echo(leaks_as_json(audit.leaks) if form == "json" else audit_as_text(audit))
        sys.exit(1 if audit.leaks else 0)
    site, problems = _looked_at(project, settings)
    if fix:
        _mend(project.vault, settings, site, problems, dry_run=dry_run)
        if not dry_run:
            site, problems = _looked_at(project, settings)
    match form:
        case "json":
            click.echo(problems_as_json(problems))
        case "github":
            click.echo(problems_as_github(problems, project.vault))
        case _:
            hides_any = bool(site.index.private)
            click.echo(problems_as_text(problems, len(site.notes), settings, hides_any=hides_any))
    sys.exit(1 if problems else 0)


def _looked_at(project: Project, settings: Settings) -> tuple[Site, tuple[Problem, ...]]:
    """The site and all that is wrong; what a build has made before is not made again."""
    kept = snapshot_of(project, settings)
    site = site_of(project, settings, kept.cache)
    return site, check_site(site, kept.workshop.edition(site).pages, kept.cache)


def _mend(
    vault: Path, settings: Settings, site: Site, problems: tuple[Problem, ...], *, dry_run: bool
) -> None:
    """Write the mends, and say on the error stream what they are: the output is for what is left."""
    files = read_vault(str(vault), settings.exclude).files
    edits, mends = plan_mends(files, problems, site.notes, site.index, settings)
    apply_edits(str(vault), edits, dry_run=dry_run)
    for mend in mends:
        click.echo(f"{'would mend' if dry_run else 'mended'} {mend.problem}", err=True)
        for sign, lines in (("-", mend.before), ("+", mend.after)):
            for line in lines:
                click.echo(f"  {sign} {line}", err=True)
    if mends:
        click.echo(f"{counted(len(mends), 'problem')} {'to mend' if dry_run else 'mended'}", err=True)
