"""`milepost run`: run experiments and keep their results in the vault."""

import ast
from collections.abc import Callable, Mapping
from pathlib import Path

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from milepost.cli.laboratory import choose, experiments_option, find_laboratory
from milepost.cli.project import model_option, vault_option
from milepost.errors import ExperimentError
from milepost.experiment.declare import Declaration, Profile
from milepost.experiment.journal import Progress as Mark
from milepost.experiment.models import choose_model
from milepost.experiment.report import Report, exit_status
from milepost.experiment.request import Request
from milepost.experiment.several import run_several

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
@click.option(
    "-p",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of the one ID by hand; the results go to .cache/milepost/scratch/ and replace nothing.",
)
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="How many run at once.")
@model_option
@vault_option
@experiments_option
@click.option(
    "--force",
    is_flag=True,
    help="Run even what is current, and overwrite hand-made changes and full results.",
)
@click.option("--dry-run", is_flag=True, help="Say what would run and why, without running it.")
@click.pass_context
def run(
    context: click.Context,
    ids: tuple[str, ...],
    profile: Profile,
    parameters: tuple[str, ...],
    jobs: int,
    model: str | None,
    vault: Path | None,
    experiments: Path | None,
    force: bool,
    dry_run: bool,
) -> None:
    """Run experiments and write their results into the vault.

    Without an ID, those run whose script, modules, data, parameters or model have changed, or whose last run
    failed; where only the drawing changed, figures are drawn again. One that is named runs in any case. Each
    has a process and limits of its own, and its figures reach the vault only if it ends well.
    """
    lab = find_laboratory(vault, experiments)
    chosen = choose(ids, lab.declared)
    if parameters and len(chosen) != 1:
        raise ExperimentError("-p", "belongs to one experiment; name it")
    choice = choose_model(model)
    shown = _Progress(len(chosen))
    requests = [
        Request(
            each,
            lab.vault,
            lab.root,
            profile,
            changed=_changed(each, profile, parameters),
            model=choice,
            named=bool(ids),
            force=force,
            dry_run=dry_run,
            on_progress=shown.of(each.id),
            say=shown.say,
        )
        for each in chosen
    ]
    reports: list[Report] = []
    with shown.progress:
        for report in run_several(requests, jobs):
            shown.end(report.experiment)
            if report.output:
                click.echo(report.output.rstrip("\n"), err=True)
            click.echo(str(report))
            reports.append(report)
    if not reports:
        click.echo("there is no experiment to run")
    context.exit(exit_status(reports))


def _changed(declaration: Declaration, profile: Profile, given: tuple[str, ...]) -> Mapping[str, object]:
    """The parameters given by hand, as the kind of value that the profile has."""
    usual = declaration.params(profile)
    changed: dict[str, object] = {}
    for each in given:
        name, equals, text = each.partition("=")
        if not equals or name not in usual:
            raise ExperimentError(f"-p {each}", f"write NAME=VALUE with one of {', '.join(usual) or 'none'}")
        changed[name] = _value(text, usual[name])
        wanted = float if isinstance(usual[name], float) else type(usual[name])
        if wanted is float and isinstance(changed[name], int):
            continue
        if usual[name] is not None and not isinstance(changed[name], wanted):
            raise ExperimentError(f"-p {each}", f"{name} is a {wanted.__name__}")
    return changed


def _value(text: str, usual: object) -> object:
    if isinstance(usual, str):
        return text
    try:
        value: object = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text
    if isinstance(usual, list):  # 256,512 is a tuple and 256 a number; both mean a list
        return list(value) if isinstance(value, tuple) else value if isinstance(value, list) else [value]  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return value


class _Progress:
    """A line for each experiment while it runs, and one for all; none where no terminal shows it."""

    def __init__(self, experiments: int) -> None:
        console = Console(stderr=True)
        self.progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[speed]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._tasks, self._said = dict[str, TaskID](), set[str]()
        self._whole = self.progress.add_task(
            "experiments", total=experiments, speed="", visible=experiments > 1
        )

    def of(self, experiment: str) -> Callable[[Mark], None]:
        """What to tell the progress of one experiment to."""

        def show(mark: Mark) -> None:
            if experiment not in self._tasks:
                self._tasks[experiment] = self.progress.add_task(experiment, total=None, speed="")
            speed = f"{mark.tokens / mark.seconds:.0f} tokens/s" if mark.seconds else ""
            self.progress.update(self._tasks[experiment], completed=mark.done, total=mark.total, speed=speed)

        return show

    def say(self, text: str) -> None:
        """Show a sentence above the lines, once."""
        if text not in self._said:
            self._said.add(text)
            click.echo(text, err=True)

    def end(self, experiment: str) -> None:
        """Take the line away."""
        self.progress.advance(self._whole)
        if experiment in self._tasks:
            self.progress.remove_task(self._tasks.pop(experiment))
