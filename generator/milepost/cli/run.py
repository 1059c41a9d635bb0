"""`milepost run`: run experiments and keep their results in the vault."""

import ast
from collections.abc import Mapping
from pathlib import Path

import click

from milepost.cli.laboratory import choose, experiments_option, find_laboratory, tell_wrong
from milepost.cli.progress import Bars
from milepost.cli.project import model_option, vault_option
from milepost.errors import ExperimentError
from milepost.experiment.declare import Declaration, Profile, are_parameters
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
    chosen = choose(ids, lab)
    if parameters and len(chosen) != 1:
        raise ExperimentError("-p", "belongs to one experiment; name it")
    choice = choose_model(model)
    shown = Bars(len(chosen))
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
    with shown:
        for report in run_several(requests, jobs):
            shown.end(report.experiment)
            if report.output:
                shown.echo(report.output.rstrip("\n"), err=True)
            shown.echo(str(report))
            reports.append(report)
    status = 0 if ids else tell_wrong(lab.wrong)
    if not reports and not status:
        click.echo("there is no experiment to run")
    context.exit(max(exit_status(reports), status))


def _changed(declaration: Declaration, profile: Profile, given: tuple[str, ...]) -> Mapping[str, object]:
    """The parameters given by hand, as the kind of value that the profile has."""
    usual = declaration.params(profile)
    changed: dict[str, object] = {}
    for each in given:
        name, equals, text = each.partition("=")
        if not equals or name not in usual:
            raise ExperimentError(f"-p {each}", f"write NAME=VALUE with one of {', '.join(usual) or 'none'}")
        changed[name] = _value(text, usual[name])
        if not are_parameters(changed):
            raise ExperimentError(
                f"-p {each}", "is no plain value, such as a finite number, a text or a list"
            )
        wanted = float if isinstance(usual[name], float) else type(usual[name])
        if wanted is float and isinstance(changed[name], int):
            continue
        if usual[name] is not None and not isinstance(changed[name], wanted):
            raise ExperimentError(f"-p {each}", f"{name} needs a value such as {usual[name]!r}")
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
