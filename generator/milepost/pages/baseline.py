"""What an imported page reported of itself, kept apart from what is counted."""

from datetime import date

from milepost.model.frozen import Frozen
from milepost.model.note import Note

__all__ = ["Baseline", "read_baseline"]


class Baseline(Frozen):
    """Figures as the source of an import stated them."""

    percent: int
    done: int
    partial: int
    todo: int
    day: date | None
    """When it was imported; `None` where the note does not say."""

    @property
    def total(self) -> int:
        """The number of items that the source counted."""
        return self.done + self.partial + self.todo


def read_baseline(note: Note) -> Baseline | None:
    """The `reported_*` properties of a phase or roadmap note, `None` where they are not all there."""
    names = ("reported_percent", "reported_done", "reported_partial", "reported_todo")
    figures = [value for name in names if isinstance(value := note.properties.values.get(name), int)]
    if len(figures) != len(names):
        return None
    day = note.properties.values.get("reported_on")
    return Baseline(*figures, day=day if isinstance(day, date) else None)
