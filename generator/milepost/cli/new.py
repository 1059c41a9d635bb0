"""`milepost new`: a note from its template."""

from pathlib import Path

import click

from milepost.authoring.find import find_note
from milepost.authoring.new import choose_phase, plan_item, plan_write_up
from milepost.authoring.scaffold import scaffold_template
from milepost.cli.kept import notes_of
from milepost.cli.project import called, open_project, vault_option
from milepost.cli.writing import create
from milepost.io.clock import today
from milepost.io.obsidian import read_template
from milepost.model.vault import SourceFile
from milepost.roadmap.estimate import minutes

__all__ = ["new"]


def _one_line(context: click.Context, parameter: click.Parameter, title: str) -> str:
    title = " ".join(title.split())
    if not title:
        raise click.BadParameter("needs at least one letter")
    return title


_title = click.argument("title", callback=_one_line)
_dry_run = click.option("--dry-run", is_flag=True, help="Show the note without writing it.")


@click.group()
def new() -> None:
    """Write a new note into the vault, from its template there."""


@new.command()
@_title
@click.option("--phase", help="The phase's name or number. Default: the only one.")
@click.option("--kind", help="One of the roadmap's kinds. Default: the template's, or the first.")
@click.option("--estimate", help='The time it takes, such as "2 hours". Default: what the template says.')
@vault_option
@_dry_run
def item(
    title: str, phase: str | None, kind: str | None, estimate: str | None, vault: Path | None, dry_run: bool
) -> None:
    """Write a new item called TITLE into the vault, last in its phase."""
    project, settings = open_project(vault)
    kind = kind.lower() if kind else None
    if kind is not None and kind not in settings.kinds:
        raise click.BadParameter(f"{kind!r} is none of {', '.join(settings.kinds)}", param_hint="--kind")
    if estimate is not None and minutes(estimate, settings.estimate_hours) is None:
        raise click.BadParameter(
            f'{estimate!r} is in no unit that is known; write it as "2 hours"', param_hint="--estimate"
        )
    _, notes = notes_of(project, settings)
    template = _template(project.vault, "Item.md")
    chosen = choose_phase(notes, phase)
    edit = plan_item(
        notes, template, title, chosen, today(), kind=kind, kinds=settings.kinds, estimate=estimate
    )
    create(project.vault, edit, dry_run=dry_run)


@new.command()
@_title
@click.option("--item", "items", multiple=True, help="An item that it is about; may be given again.")
@vault_option
@_dry_run
def writeup(title: str, items: tuple[str, ...], vault: Path | None, dry_run: bool) -> None:
    """Write a new write-up called TITLE into the vault, dated today."""
    project, settings = open_project(vault)
    _, notes = notes_of(project, settings)
    template = _template(project.vault, "Write-up.md")
    served = [find_note(notes, "item", called(each, project.vault)) for each in dict.fromkeys(items)]
    create(project.vault, plan_write_up(notes, template, title, served, today()), dry_run=dry_run)


def _template(vault: Path, name: str) -> SourceFile:
    return read_template(vault, name) or scaffold_template(name)
