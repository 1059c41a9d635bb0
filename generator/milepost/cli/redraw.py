"""`milepost redraw`: figures drawn again without a run."""

from pathlib import Path

import click

from milepost.cli.laboratory import choose, experiments_option, find_laboratory, tell_wrong
from milepost.cli.project import vault_option
from milepost.errors import ExperimentError
from milepost.experiment.record import read_record
from milepost.experiment.refresh import refresh
from milepost.experiment.report import Report, Verdict, exit_status
from milepost.experiment.request import Request
from milepost.experiment.results import altered_files

__all__ = ["redraw"]


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@vault_option
@experiments_option
@click.option("--dry-run", is_flag=True, help="Say what would be drawn, without drawing it.")
@click.pass_context
def redraw(
    context: click.Context, ids: tuple[str, ...], vault: Path | None, experiments: Path | None, dry_run: bool
) -> None:
    """Draw figures in the vault again, from what their runs have kept.

    Nothing is run. For figures that a script draws with `data=`; the others stay as they are.
    """
    lab = find_laboratory(vault, experiments)
    reports: list[Report] = []
    for each in choose(ids, lab):
        reports.append(_redraw(Request(each, lab.vault, lab.root, dry_run=dry_run)))
        if reports[-1].output:
            click.echo(reports[-1].output.rstrip("\n"), err=True)
        click.echo(str(reports[-1]))
    status = 0 if ids else tell_wrong(lab.wrong)
    if not reports and not status:
        click.echo("there is no experiment whose figures could be drawn")
    context.exit(max(exit_status(reports), status))


def _redraw(request: Request) -> Report:
    name = request.declaration.id
    record = read_record(request.folder)
    if record is None or not record.figures:
        return Report(name, Verdict.KEPT, "has no figures yet; milepost run makes them")
    if altered := altered_files(record, request.folder):
        return Report(name, Verdict.REFUSED, f"{', '.join(altered)} was changed by hand")
    try:
        return refresh(request, record)
    except OSError as error:
        raise ExperimentError(name, f"its results cannot be kept: {error}") from error
