"""What stands below a column: the summaries that the app has built in."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import cmp_to_key
from statistics import fmean, median, pstdev

from milepost.bases.numbers import is_number
from milepost.bases.order import compare, identity, is_empty
from milepost.bases.values import Date, Duration, Value

__all__ = ["SUMMARIES"]

_Values = Sequence[Value]


def _numbers(values: _Values) -> list[float]:
    return [each for each in values if is_number(each)]


def _of_numbers(run: Callable[[Sequence[float]], float]) -> Callable[[_Values], Value]:
    """Of the numbers among the values; nothing where there is none."""

    def summary(values: _Values) -> Value:
        numbers = _numbers(values)
        if not numbers:
            return None
        found = run(numbers)
        return int(found) if isinstance(found, float) and found.is_integer() else found

    return summary


def _dates(values: _Values) -> list[Date]:
    dates = [each for each in values if isinstance(each, Date)]
    return sorted(dates, key=cmp_to_key(compare))


def _earliest(values: _Values) -> Value:
    return next(iter(_dates(values)), None)


def _latest(values: _Values) -> Value:
    return next(reversed(_dates(values)), None)


def _range(values: _Values) -> Value:
    """From the least to the most: of dates where there are no numbers."""
    if numbers := _numbers(values):
        return max(numbers) - min(numbers)
    if dates := _dates(values):
        return Duration(milliseconds=(dates[-1].at - dates[0].at) / timedelta(milliseconds=1))
    return None


SUMMARIES: Mapping[str, Callable[[_Values], Value]] = {
    "Average": _of_numbers(fmean),
    "Min": _of_numbers(min),
    "Max": _of_numbers(max),
    "Sum": _of_numbers(sum),
    "Range": _range,
    "Median": _of_numbers(median),
    "Stddev": _of_numbers(pstdev),
    "Earliest": _earliest,
    "Latest": _latest,
    "Checked": lambda values: sum(each is True for each in values),
    "Unchecked": lambda values: sum(each is False for each in values),
    "Empty": lambda values: sum(map(is_empty, values)),
    "Filled": lambda values: sum(not is_empty(each) for each in values),
    "Unique": lambda values: len({identity(each) for each in values if not is_empty(each)}),
}
"""By the name that a base calls it."""
