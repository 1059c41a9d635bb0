"""`milepost import`: a roadmap page's text becomes notes."""

from collections.abc import Iterable
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from milepost.authoring.import_counts import COLUMNS, closing_line, count, rows, sums
from milepost.authoring.import_remarks import not_recovered, remarks
from milepost.authoring.importing import ImportPlan, plan_import
from milepost.authoring.page_text import RoadmapText
from milepost.authoring.roadmap_text import parse_roadmap_text
from milepost.cli.project import open_project, vault_option
from milepost.errors import RoadmapTextError
from milepost.io.clock import today
from milepost.io.edits import apply_edits
from milepost.io.vault import read_vault
from milepost.model.path import stem
from milepost.model.roadmap import Status
from milepost.model.words import counted

__all__ = ["import_"]


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@vault_option
@click.option("--dry-run", is_flag=True, help="Show what would be written, card by card, and write nothing.")
@click.option(
    "--assume-collapsed",
    type=click.Choice([Status.DONE.value]),
    help="Give items whose card is shut this status; the page's text says none.",
)
@click.option(
    "--update", is_flag=True, help="Fill properties and sections that are empty in notes already there."
)
def import_(
    file: Path, vault: Path | None, dry_run: bool, assume_collapsed: str | None, update: bool
) -> None:
    """Write notes into the vault from the text of a roadmap page.

    FILE is that text, as a browser copies it. A title; above each phase "Phase 1 of 6", its name, and its
    figures if it has any; of each item its kind alone on a line, its title, and below that its plan, steps
    with numbers or bullets, and resources:

    \b
        My roadmap
        Phase 1 of 2
        Foundations
        CONCEPT
        Softmax
        Work it out by hand, then in code 2 hours
          1. Take three scores
          2. Check that they add up to 1
        A guide: https://example.org/softmax

    Notes that are there already stay as they are, so the command may be run again.
    """  # noqa: D301 (click wants the character itself)
    project, settings = open_project(vault)
    page = parse_roadmap_text(_read(file), file.name, kinds=settings.kinds, hours=settings.estimate_hours)
    shut_status = Status(assume_collapsed) if assume_collapsed else None
    # Notes that the site leaves out are still there, and must not be made twice.
    files = read_vault(str(project.vault)).files
    plan = plan_import(
        page,
        {path: source.text for path, source in files.items()},
        today(),
        shut_status=shut_status,
        update=update,
    )
    apply_edits(str(project.vault), plan.edits, dry_run=dry_run)

    counts = count(page, settings.estimate_hours)
    if dry_run:
        _print_table(tuple(rows(page, counts)))
        _print_list("In sum:", sums(counts))
    _print_list("Notes:", _changes(plan, dry_run=dry_run))
    _print_list("Not in the text, so not recovered:", not_recovered(page, counts, shut_status))
    _print_list("To know:", remarks(page, counts, settings.estimate_hours, shut_status))
    _print_list("For review:", _findings(file, page))
    _print_list(
        "Examples that milepost init wrote, not of the page; delete those you do not want:", plan.examples
    )
    unknown = counts.items if shut_status is None else counts.items - counts.shut
    click.echo(closing_line(page, counts, unknown=unknown))


def _read(file: Path) -> str:
    """The file's text.

    Raises:
        RoadmapTextError: there is no such file, or it is no text.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); give the path of a text file"
        raise RoadmapTextError(str(file), 1, reason) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"byte 0x{data[error.start]:02x} is not UTF-8; save the page's text as UTF-8"
        raise RoadmapTextError(str(file), line, reason) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise RoadmapTextError(
            str(file), line, "holds bytes that are no text; give the page's text, not the page"
        )
    return text


def _changes(plan: ImportPlan, *, dry_run: bool) -> Iterable[str]:
    write, fill = ("would write", "would fill") if dry_run else ("wrote", "filled")
    for edit in plan.edits:
        yield f"{write if edit.before is None else fill} {edit.path}"
    if plan.kept:
        yield f"{counted(len(plan.kept), 'note')} there already, left alone"
    for path in plan.unreadable:
        yield f"{path}: its properties cannot be read, so nothing was done to it; mend them"
    yield from plan.unfilled
    for phase, paths in plan.beside:
        names = ", ".join(map(stem, paths))
        yield f"{counted(len(paths), 'item')} of phase {phase} not on the page, left alone: {names}"


def _findings(file: Path, page: RoadmapText) -> Iterable[str]:
    for each in page.findings:
        place = f"item {each.item}: " if each.item is not None else ""
        yield f"{file}:{each.line}: {place}{each.message}"


def _print_list(heading: str, lines: Iterable[str]) -> None:
    lines = list(lines)
    if lines:
        click.echo("\n".join((heading, *(f"  {line}" for line in lines), "")))


def _print_table(cells: Iterable[tuple[str, ...]]) -> None:
    """A drawn table on a terminal; elsewhere one line a card, its cells between bars."""
    console = Console()
    if not console.is_terminal:
        for row in (COLUMNS, *cells):
            click.echo(" | ".join(row))
        click.echo()
        return
    table = Table(header_style="bold")
    for column in COLUMNS:
        is_number = column in ("#", "line", "steps", "resources", "links")
        table.add_column(column, justify="right" if is_number else "left")
    for row in cells:
        table.add_row(*map(Text, row))  # Text, because titles may hold rich's own markup
    console.print(table)
