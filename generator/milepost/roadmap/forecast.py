"""When the roadmap would be done: the weeks so far, drawn again and again.

Each run first draws what kind of weeks there are, with replacement from the weeks so far: that so few of
them say little belongs to the range. From those it draws weeks in blocks, for good and bad ones come in rows,
until nothing is left to do. Weeks without progress count like any other. The scope is that of today.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from milepost.model.history import BurnUp
from milepost.model.outlook import Forecast, Prospect

__all__ = ["FEWEST_WEEKS", "forecast", "weekly"]

FEWEST_WEEKS = 8
"""Weeks with progress that it takes to tell anything."""

_WINDOW = 52  # weeks; what is older says little of today
_BLOCK = 4  # weeks
_RUNS = 600
_HORIZON = 520  # weeks
_SEED = 20261122


def forecast(burn_up: BurnUp, halves_left: int, today: date) -> Forecast:
    """What to expect, in whole weeks from today. The same history gives the same dates."""
    if not burn_up.points or not burn_up.points[-1].total:
        return Forecast()
    gains = weekly(burn_up.gains, today)
    active = sum(gain > 0 for gain in gains)
    if halves_left <= 0:
        return Forecast(Prospect.REACHED, active)
    if active < FEWEST_WEEKS:
        return Forecast(Prospect.TOO_EARLY, active)
    recent = gains[-_WINDOW:]
    if sum(recent) <= 0:
        return Forecast(Prospect.STANDSTILL, active)
    weeks = _weeks(recent, halves_left)
    early, late, likely = (_day(today, weeks[len(weeks) * share // 100]) for share in (25, 75, 85))
    if early is None:
        return Forecast(Prospect.STANDSTILL, active)
    return Forecast(Prospect.EXPECTED, active, early, late, likely)


def weekly(gains: Mapping[date, int], today: date) -> tuple[int, ...]:
    """Half-points gained in each week, from the first with progress to the one that ends today."""
    working = [day for day, gain in gains.items() if gain > 0]
    if not working:
        return ()
    weeks = [0] * ((today - min(working)).days // 7 + 1)
    for day, gain in gains.items():
        ago = (today - day).days // 7
        if 0 <= ago < len(weeks):
            weeks[-1 - ago] += gain
    return tuple(weeks)


def _day(today: date, weeks: int) -> date | None:
    return today + timedelta(weeks=weeks) if weeks < _HORIZON else None


@lru_cache(maxsize=64)  # `mkdocs serve` asks at each rebuild
def _weeks(gains: tuple[int, ...], halves_left: int) -> tuple[int, ...]:
    """The weeks that each run took, fewest first; `_HORIZON` or more where it came to no end."""
    random = Random(_SEED).random
    count = len(gains)
    blocks = [tuple(gains[(at + step) % count] for step in range(_BLOCK)) for at in range(count)]
    draws = max(2, round(count / _BLOCK))
    found: list[int] = []
    for _ in range(_RUNS):
        kinds = [blocks[int(random() * count)] for _ in range(draws)]
        left, week = halves_left, 0
        while left > 0 and week < _HORIZON:
            for gain in kinds[int(random() * draws)]:
                left -= gain
                week += 1
                if left <= 0:
                    break
        found.append(week)
    return tuple(sorted(found))
