"""What the operators of a formula do."""

from collections.abc import Callable, Mapping
from math import copysign, fmod, inf, isfinite, isinf, isnan, nan

from milepost.bases.dates import parse_duration, shift
from milepost.bases.numbers import is_number
from milepost.bases.order import are_equal, precedes, text_of
from milepost.bases.values import Date, Duration, Value, kind_of

__all__ = ["OPERATORS", "negated"]

_LARGEST_WHOLE = 2**53
"""Beyond this JavaScript's numbers, which Obsidian's are, have no last digit."""


def _whole(value: float) -> float:
    """The number, as a float where it is beyond what counts exactly."""
    return float(value) if isinstance(value, int) and abs(value) > _LARGEST_WHOLE else value


def plus(left: Value, right: Value) -> Value:
    """A sum, a date moved onwards, or texts joined; nothing where a part is missing, but for text."""
    match left, right:
        case (str(), Duration()) | (Duration(), str()):
            return _reckon("+", left, right)
        case (Date() | Duration(), _) | (_, Date()):
            return _reckon("+", left, right)
        case (str(), _) | (_, str()):
            return text_of(left) + text_of(right)
        case _:
            return _calculate("+", left, right, lambda one, other: one + other)


def minus(left: Value, right: Value) -> Value:
    """A difference; of two dates in milliseconds."""
    if isinstance(left, (Date, Duration)) or isinstance(right, Date):
        return _reckon("-", left, right)
    return _calculate("-", left, right, lambda one, other: one - other)


def times(left: Value, right: Value) -> Value:
    """A product; a duration must stand on the left, as in Obsidian."""
    if isinstance(left, Duration) and is_number(right):
        return _scaled(left, right)
    if isinstance(right, Duration):
        raise ValueError('a duration stands on the left of "*"')
    return _calculate("*", left, right, lambda one, other: one * other)


def over(left: Value, right: Value) -> Value:
    """A quotient; by zero it is endless, as in JavaScript."""
    if isinstance(left, Duration) and is_number(right):
        return _scaled(left, _calculate("/", 1, right, _divide))
    return _calculate("/", left, right, _divide)


def remainder(left: Value, right: Value) -> Value:
    """What division leaves, with the sign of the left."""
    return _calculate("%", left, right, _modulo)


def negated(value: Value) -> Value:
    """The number below zero as far as it was above; a duration backwards."""
    if isinstance(value, Duration):
        return _scaled(value, -1)
    return _calculate("-", 0, value, lambda one, other: one - other)


def _calculate(operator: str, left: Value, right: Value, run: Callable[[float, float], float]) -> Value:
    for value in (left, right):
        if value is not None and not is_number(value):
            raise ValueError(f'"{operator}" takes numbers, not {kind_of(value)}')
    if not isinstance(left, (int, float)) or not isinstance(right, (int, float)):
        return None
    try:
        return _whole(run(left, right))
    except OverflowError:
        return inf


def _divide(left: float, right: float) -> float:
    if right == 0:
        return nan if left == 0 or isnan(left) else copysign(inf, left) * copysign(1, right)
    quotient = left / right
    return int(quotient) if quotient.is_integer() and abs(quotient) < _LARGEST_WHOLE else quotient


def _modulo(left: float, right: float) -> float:
    if right == 0 or isinf(left) or isnan(left) or isnan(right):
        return nan
    rest = fmod(left, right)
    return int(rest) if isinstance(left, int) and isinstance(right, int) else rest


def _scaled(duration: Duration, factor: Value) -> Duration:
    assert isinstance(factor, (int, float))
    return _lasting(duration.months * factor, duration.milliseconds * factor)


def _lasting(months: float, milliseconds: float) -> Duration:
    if not isfinite(months) or not isfinite(milliseconds):
        raise ValueError("a duration cannot be endless")
    return Duration(months, milliseconds)


def _reckon(operator: str, left: Value, right: Value) -> Value:
    """Sums and differences with dates and durations."""
    if left is None or right is None:
        return None
    factor = 1 if operator == "+" else -1
    left, right = _duration(left), _duration(right)
    match left, right:
        case (Date(), Duration()):
            return shift(left, right, factor)
        case (Duration(), Date()) if operator == "+":
            return shift(right, left)
        case (Duration(), Duration()):
            return _lasting(
                left.months + factor * right.months, left.milliseconds + factor * right.milliseconds
            )
        case (Date(), Date()) if operator == "-":
            return _milliseconds(left, right)
        case _:
            raise ValueError(
                f'"{operator}" cannot join {kind_of(left)} and {kind_of(right)}; '
                'a duration is text such as "1d", a date becomes text by format()'
            )


def _duration(value: Value) -> Value:
    """Text as the duration that it says."""
    if not isinstance(value, str):
        return value
    if (duration := parse_duration(value)) is None:
        raise ValueError(
            f'"{value[:40]}" is no duration; write one as "1d", or make text of the date by format()'
        )
    return duration


def _milliseconds(left: Date, right: Date) -> float:
    difference = left.at - right.at
    return (difference.days * 86_400 + difference.seconds) * 1000 + difference.microseconds // 1000


def _orders(is_so: Callable[[int], bool]) -> Callable[[Value, Value], bool]:
    def holds(left: Value, right: Value) -> bool:
        order = precedes(left, right)
        return order is not None and is_so(order)

    return holds


OPERATORS: Mapping[str, Callable[[Value, Value], Value]] = {
    "+": plus,
    "-": minus,
    "*": times,
    "/": over,
    "%": remainder,
    "==": are_equal,
    "!=": lambda left, right: not are_equal(left, right),
    "<": _orders(lambda order: order < 0),
    "<=": _orders(lambda order: order <= 0),
    ">": _orders(lambda order: order > 0),
    ">=": _orders(lambda order: order >= 0),
}
"""Each operator between two values but `&&` and `||`, which need not look at the right one."""
