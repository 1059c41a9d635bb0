"""`milepost list`: every experiment, and whether its results still hold."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from milepost.cli.laboratory import experiments_option, find_laboratory, tell_wrong
from milepost.cli.project import model_option, vault_option
from milepost.experiment.models import choose_model
from milepost.experiment.standing import Standing, standing_of

__all__ = ["list_"]


@click.command("list")
@vault_option
@experiments_option
@model_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
@click.pass_context
def list_(
    context: click.Context, vault: Path | None, experiments: Path | None, model: str | None, as_json: bool
) -> None:
    """List the experiments, and whether their results still hold.

    If not, it says why. The words: new (it never ran), current, drifted (versions or hardware differ here,
    results stand), redraw (only its drawing changed), stale (the results, or something that decides them,
    changed), failed.
    """
    lab = find_laboratory(vault, experiments)
    choice = choose_model(model)
    standings = [standing_of(each, lab.vault, lab.root, choice) for each in lab.declared]
    if as_json:
        click.echo(json.dumps([each.as_dict() for each in standings], ensure_ascii=False, indent=2))
    elif standings or not lab.wrong:
        for line in _lines(standings):
            click.echo(line)
    context.exit(tell_wrong(lab.wrong))


def _lines(standings: list[Standing]) -> Iterator[str]:
    if not standings:
        yield "there is no experiment"
        return
    widths = [max(len(cells[n]) for cells in map(_cells, standings)) for n in range(4)]
    for each in standings:
        cells = (cell.ljust(width) for cell, width in zip(_cells(each), widths, strict=True))
        yield f"{'  '.join(cells)}  {each.title}"
        if each.state != "drifted":
            yield from (f"    {reason}" for reason in each.reasons)
    # Drift is mostly the same for all, and is told once.
    drift = Counter(reason for each in standings if each.state == "drifted" for reason in each.reasons)
    yield from (f"drifted: {reason} (in {times} of {len(standings)})" for reason, times in drift.items())


def _cells(standing: Standing) -> tuple[str, ...]:
    seconds = "" if standing.seconds is None else f"{standing.seconds:.0f} s"
    return standing.experiment, standing.state, standing.profile, seconds
