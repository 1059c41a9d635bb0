"""How long a duration is in one unit, with what is behind the point.

Obsidian's page documents none of these fields, though its makers' own bases use them. It documents that a
date less a date is a number of milliseconds, so that such a number has them, too.
"""

from collections.abc import Callable

from milepost.bases.dates import UNITS, length_of
from milepost.bases.registry import Shelf
from milepost.bases.values import Duration

__all__ = ["DURATION"]

DURATION = Shelf()


def _total(milliseconds: float) -> Callable[[Duration | float], float]:
    def total(length: Duration | float) -> float:
        known = length_of(length) if isinstance(length, Duration) else length
        return known / milliseconds

    return total


for _owner in ("duration", "number"):
    for _unit in ("years", "months", "weeks", "days", "hours", "minutes", "seconds"):
        DURATION.function(f"{_owner}.{_unit}: number")(_total(length_of(Duration(*UNITS[_unit]))))
    DURATION.function(f"{_owner}.milliseconds: number")(_total(1))
