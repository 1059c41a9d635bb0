"""What an imported page reported of itself, kept apart from what is counted."""

from datetime import date, datetime

from milepost.model.frozen import Frozen
from milepost.model.note import Note
from milepost.model.roadmap import Progress
from milepost.model.site import Site
from milepost.render.bar import counts_text
from milepost.render.day import day_text

__all__ = ["Baseline", "baseline_text", "read_baseline", "roadmap_baseline"]


class Baseline(Frozen):
    """Figures as the source of an import stated them."""

    percent: int
    """As the source had rounded it."""
    counts: Progress
    day: date | None
    """When it was imported; `None` where the note does not say."""


def read_baseline(note: Note) -> Baseline | None:
    """The `reported_*` properties of a phase or roadmap note, `None` where they are not all there."""
    values = note.properties.values
    names = ("reported_percent", "reported_done", "reported_partial", "reported_todo")
    figures = [value for name in names if type(value := values.get(name)) is int]
    if len(figures) != len(names):
        return None
    percent, *counts = figures
    day = values.get("reported_on")
    if isinstance(day, datetime):
        day = day.date()
    return Baseline(percent, Progress(*counts), day if isinstance(day, date) else None)


def roadmap_baseline(site: Site) -> Baseline | None:
    """What the source of the whole roadmap reported, `None` where the vault has no such note."""
    path = site.roadmap.path
    return None if path is None else read_baseline(site.notes[path])


def baseline_text(baseline: Baseline) -> str:
    """The figures in a sentence that says whose they are.

    >>> baseline_text(Baseline(40, Progress(done=1, partial=2, todo=2), date(2026, 5, 1)))
    'Reported by the source when it was imported on 1 May 2026: 40 %, 1 done, 2 partial, 2 to do of 5'
    """
    on = f" on {day_text(baseline.day)}" if baseline.day else ""
    figures = f"{baseline.percent} %, {counts_text(baseline.counts)}"
    return f"Reported by the source when it was imported{on}: {figures}"
