"""`milepost run`: run experiments and keep their results in the vault."""

from pathlib import Path

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from milepost.cli.project import model_option, open_project, vault_option
from milepost.errors import ExperimentError
from milepost.experiment.declare import Declaration, Profile, find_declarations
from milepost.experiment.models import ModelChoice, choose_model
from milepost.experiment.runner import Report, exit_status, run_experiment

__all__ = ["run"]


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "--profile",
    type=click.Choice(["small", "full"]),
    default="small",
    show_default=True,
    help="Whose parameters to use. Small results never replace full ones.",
)
@vault_option
@click.option(
    "--experiments",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the scripts are. Default: experiments/ beside mkdocs.yml.",
)
@model_option
@click.option(
    "--force",
    is_flag=True,
    help="Run even what is current, and overwrite hand-made changes and full results.",
)
@click.option("--dry-run", is_flag=True, help="Say what would run, without running it.")
@click.pass_context
def run(
    context: click.Context,
    ids: tuple[str, ...],
    profile: Profile,
    vault: Path | None,
    experiments: Path | None,
    model: str | None,
    force: bool,
    dry_run: bool,
) -> None:
    """Run experiments and write their results into the vault.

    Without an ID, those run whose script or parameters have changed, or whose last run failed. One that is
    named runs in any case. Each has a process and a time limit of its own, and its figures reach the vault
    only if it ends well.
    """
    project, _ = open_project(vault)
    declared = find_declarations(experiments or project.root / "experiments")
    chosen = _named(ids, declared) if ids else declared
    named = bool(ids)
    choice = choose_model(model)
    reports = [
        _run_one(each, project.vault, profile, choice, named=named, force=force, dry_run=dry_run)
        for each in chosen
    ]
    if not reports:
        click.echo("there is no experiment to run")
    context.exit(exit_status(reports))


def _named(ids: tuple[str, ...], declared: tuple[Declaration, ...]) -> tuple[Declaration, ...]:
    by_id = {each.id: each for each in declared}
    for each in ids:
        if each not in by_id:
            raise ExperimentError(each, f"no script declares it; known are {', '.join(by_id) or 'none'}")
    return tuple(by_id[each] for each in dict.fromkeys(ids))


def _run_one(
    declaration: Declaration,
    vault: Path,
    profile: Profile,
    model: ModelChoice,
    *,
    named: bool,
    force: bool,
    dry_run: bool,
) -> Report:
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn(declaration.id),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(declaration.id, total=None)

        def show(done: int, total: int | None) -> None:
            progress.update(task, completed=done, total=total)

        report = run_experiment(
            declaration,
            vault,
            profile,
            named=named,
            force=force,
            dry_run=dry_run,
            model=model,
            on_progress=show,
        )
    if report.output:
        click.echo(report.output.rstrip("\n"), err=True)
    click.echo(str(report))
    return report
