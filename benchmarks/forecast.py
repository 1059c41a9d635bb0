"""How often does the forecast's range hold? Histories of many kinds are cut, forecast, and let run on.

`python benchmarks/forecast.py [--histories N]` prints a row for each kind. A 50 % range is good where it
holds between 40 and 60 % of the time, an 85 % date where it holds about as often as it says.
"""

import argparse
import math
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from milepost.model.history import BurnUp, Point
from milepost.model.outlook import Prospect
from milepost.roadmap.forecast import forecast

TODAY = date(2026, 11, 22)
Weeks = Iterator[int]


def steady(random: Random) -> Weeks:
    """About as much every week."""
    rate = random.uniform(1.5, 6)
    while True:
        yield _poisson(random, rate)


def bursts(random: Random) -> Weeks:
    """Weeks of work and weeks of none, in rows of about three."""
    rate, at_work = random.uniform(3, 9), True
    while True:
        if random.random() < 1 / 3:
            at_work = not at_work
        yield _poisson(random, rate) if at_work else 0


def weekends(random: Random) -> Weeks:
    """One good day now and then: two weeks of three are empty."""
    rate = random.uniform(4, 12)
    while True:
        yield _poisson(random, rate) if random.random() < 1 / 3 else 0


def holidays(random: Random) -> Weeks:
    """A steady pace with four weeks off, three times a year."""
    rate, week = random.uniform(2, 6), random.randrange(17)
    while True:
        yield 0 if week % 17 < 4 else _poisson(random, rate)
        week += 1


def reopened(random: Random) -> Weeks:
    """A steady pace, but some of what was done is opened again."""
    rate = random.uniform(2, 6)
    while True:
        yield _poisson(random, rate) - 2 * _poisson(random, 0.25)


def moods(random: Random) -> Weeks:
    """A pace that wanders from week to week around its mean."""
    rate, mood = random.uniform(2, 6), 0.0
    while True:
        mood = 0.8 * mood + random.gauss(0, 0.35)
        yield _poisson(random, rate * math.exp(mood))


def slowing(random: Random) -> Weeks:
    """A pace that halves in a year: no forecast from the past can know."""
    rate, week = random.uniform(3, 8), 0
    while True:
        yield _poisson(random, rate * 0.5 ** (week / 52))
        week += 1


KINDS: tuple[Callable[[Random], Weeks], ...] = (steady, bursts, weekends, holidays, reopened, moods, slowing)


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--histories", type=int, default=400, metavar="N", help="of each kind")
    histories = arguments.parse_args().histories
    print(f"{'kind':<10} {'asked':>6} {'silent':>6} {'in 50 %':>8} {'before':>7} {'after':>6} {'by 85 %':>8}")
    whole: list[tuple[bool, bool, bool]] = []
    for make in KINDS:
        rows = [row for seed in range(histories) if (row := _one(make, seed)) is not None]
        whole += [] if make is slowing else rows
        _print(make.__name__, histories, rows)
    _print("all but slowing", histories * (len(KINDS) - 1), whole)


def _one(make: Callable[[Random], Weeks], seed: int) -> tuple[bool, bool, bool] | None:
    """Whether the end came in the range, before it, and by the later date; `None` if nothing was said."""
    random = Random(f"{make.__name__} {seed}")
    weeks = make(random)
    known = random.randrange(10, 79)
    past = [next(weeks) for _ in range(known)]
    left = max(8, round(random.uniform(0.3, 1.5) * max(sum(past), 1)))
    days = {TODAY - timedelta(weeks=known - 1 - at): gain for at, gain in enumerate(past) if gain}
    said = forecast(BurnUp((Point(TODAY, 0, left),), days), left, TODAY)
    if said.prospect is not Prospect.EXPECTED or said.early is None:
        return None
    end, rest = 0, left
    while rest > 0 and end < 2_000:
        rest -= next(weeks)
        end += 1
    day = TODAY + timedelta(weeks=end)
    within = said.early <= day <= (said.late or date.max)
    return within, day < said.early, day <= (said.likely or date.max)


def _print(kind: str, asked: int, rows: list[tuple[bool, bool, bool]]) -> None:
    count = max(1, len(rows))
    within, before, likely = (100 * sum(row[at] for row in rows) / count for at in range(3))
    after = 100 - within - before
    silent = asked - len(rows)
    print(
        f"{kind:<10.10} {asked:>6} {silent:>6} {within:>7.0f}% {before:>6.0f}% {after:>5.0f}% {likely:>7.0f}%"
    )


def _poisson(random: Random, mean: float) -> int:
    """A number of things that come by chance, `mean` of them on average (Knuth's way)."""
    limit, product, count = math.exp(-mean), random.random(), 0
    while product > limit:
        product *= random.random()
        count += 1
    return count


if __name__ == "__main__":
    main()
