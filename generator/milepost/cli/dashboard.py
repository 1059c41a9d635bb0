"""The dashboard as a terminal shows it."""

from collections.abc import Iterator, Sequence
from io import StringIO
from typing import cast

from rich.console import Console
from rich.table import Table
from rich.text import Text

from milepost.model.history import BurnUp
from milepost.model.roadmap import Progress
from milepost.model.site import Site
from milepost.model.words import counted
from milepost.pages.baseline import baseline_text, roadmap_baseline
from milepost.render.bar import counts_text
from milepost.render.next_up import effort_text
from milepost.roadmap.next_up import MOST
from milepost.roadmap.words import expected, time_in_words
from milepost.settings import Settings

__all__ = ["dashboard_as_text"]

_BAR_CELLS = 12
_SPARKS = "▁▂▃▄▅▆▇█"
_SPARK_CELLS = 40
_CUT_OFF = "The history is that of a shallow clone, and was cut off: git fetch --unshallow brings all of it."


def dashboard_as_text(site: Site, settings: Settings) -> str:
    """The figures, what is next, what is stale or due, a row for each phase and kind, the burn-up."""
    roadmap, outlook = site.roadmap, site.outlook
    whole = roadmap.progress
    if not roadmap.items:
        if settings.publish == "explicit":  # whether a note is public is for nobody but its author to say
            return "No public items yet: a note with `type: item` and `publish: true` is one."
        first = "" if roadmap.phases else ", once there is a phase, a note with `type: phase`"
        return (
            "No public items yet: a note with `type: item` is one. "
            f"`milepost new item TITLE` writes it{first}."
        )
    terminal = Console()
    out = Console(file=StringIO(), width=max(80, terminal.width), force_terminal=terminal.is_terminal)
    out.print(Text(roadmap.title, style="bold"))
    half = "; a partial item counts half" if whole.partial else ""
    out.print(Text(f"{whole.percent} %: {counts_text(whole)}{half}"))
    for line in _figures(site):
        out.print(Text(line, style="dim"))
    if outlook.next_up:
        out.print()
        out.print(Text("Next up", style="bold"))
        items = {item.path: item for item in roadmap.items}
        for advice in outlook.next_up:
            item = items[advice.item]
            out.print(Text.assemble(item.title, (f"  {effort_text(item)}".rstrip(), "dim")))
            out.print(Text(f"  {'; '.join(advice.reasons)}", style="dim"))
    if outlook.stale:
        out.print()
        out.print(Text("Stale", style="bold"))
        for path, days in list(outlook.stale.items())[:MOST]:
            out.print(Text.assemble(site.notes[path].title, (f"  {counted(days, 'day')}", "dim")))
        if (more := len(outlook.stale) - MOST) > 0:
            out.print(Text(f"and {more} more", style="dim"))
    if outlook.due:
        out.print()
        out.print(Text("Review due", style="bold"))
        for path, day in outlook.due.items():
            out.print(Text(site.notes[path].title))
            out.print(Text(f"  since {day.isoformat()}", style="dim"))
    phases = [(f"{phase.number}. {phase.title}", phase.progress) for phase in roadmap.phases]
    for name, rows in (("phase", phases), ("kind", list(roadmap.by_kind.items()))):
        if rows:
            out.print()
            out.print(_table(name, rows, out.width))
    if len(outlook.burn_up.points) > 1:
        out.print()
        out.print(_burn_up(outlook.burn_up))
    if outlook.witness == "part of git":
        out.print()
        out.print(Text(_CUT_OFF, style="dim"))
    return cast("StringIO", out.file).getvalue().rstrip("\n")


def _figures(site: Site) -> Iterator[str]:
    """The other figures of the whole, a line each."""
    whole = site.roadmap.progress
    if whole.percent_of_time is not None:
        left, all_of_it = time_in_words(whole.half_minutes_left), time_in_words(2 * whole.minutes)
        without = f"; {whole.unestimated} without an estimate" if whole.unestimated else ""
        yield f"{whole.percent_of_time} % by estimated hours: {left} of {all_of_it} left{without}"
    if whole.done:
        others = "; each of the others counts ½" if whole.withheld else ""
        yield f"{whole.done - whole.unproven} of {whole.done} done with evidence{others}"
    gist, rest = expected(site.outlook.forecast)
    if gist and whole.percent < 100:
        yield f"Forecast: {gist}{' ' if site.outlook.forecast.early else ', '}{rest}".rstrip(", ")
    if baseline := roadmap_baseline(site):
        yield baseline_text(baseline)


def _burn_up(burn_up: BurnUp) -> Text:
    """How much of what was on the roadmap was done, from the first day to the last, at even steps."""
    points = burn_up.points
    first, last = points[0].day, points[-1].day
    sparks = ""
    at = 0
    for cell in range(_SPARK_CELLS):
        day = first + (last - first) * cell / (_SPARK_CELLS - 1)
        while at + 1 < len(points) and points[at + 1].day <= day:
            at += 1
        share = points[at].halves / (2 * points[at].total) if points[at].total else 0
        sparks += _SPARKS[min(len(_SPARKS) - 1, max(0, int(share * len(_SPARKS))))]
    return Text.assemble(
        (f"{first.isoformat()} ", "dim"), (sparks, "green"), (f" {last.isoformat()}  burn-up", "dim")
    )


def _table(name: str, rows: Sequence[tuple[str, Progress]], width: int) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    figures = [_columns(progress) for _, progress in rows]
    if not any(progress.skipped for _, progress in rows):
        for each in figures:
            del each["skipped"]
    widths = {each: max(len(each), *(len(row[each]) for row in figures)) for each in figures[0]}
    # All columns are as wide as they need; where there is too little room, the name alone gives way.
    room = width - sum(each + 2 for each in (_BAR_CELLS, *widths.values())) - 2
    table.add_column(name, max_width=room, no_wrap=True, overflow="ellipsis")
    table.add_column("", width=_BAR_CELLS)
    for figure, widest in widths.items():
        table.add_column(figure, justify="right", width=widest, no_wrap=True)
    for (title, progress), row in zip(rows, figures, strict=True):
        table.add_row(Text(title), _bar(progress), *row.values())
    return table


def _columns(progress: Progress) -> dict[str, str]:
    """The figures of one line, below their headings."""
    return {
        "%": str(progress.percent),
        "done": str(progress.done),
        "partial": str(progress.partial),
        "to do": str(progress.todo),
        "total": str(progress.total),
        "h left": _hours_left(progress),
        "skipped": str(progress.skipped),
    }


def _bar(progress: Progress) -> Text:
    """Done solid, partial shaded, the rest light: told apart without colour. What there is has a cell."""
    done, partial = (
        max(1, count * _BAR_CELLS // progress.total) if count else 0
        for count in (progress.done, progress.partial)
    )
    rest = max(0, _BAR_CELLS - done - partial)
    return Text.assemble(("█" * done, "green"), ("▒" * partial, "yellow"), ("·" * rest, "dim"))


def _hours_left(progress: Progress) -> str:
    return f"{progress.half_minutes_left / 120:.1f}" if progress.minutes else "–"
