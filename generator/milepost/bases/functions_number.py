"""What numbers can do."""

from math import ceil as up
from math import floor as down

from milepost.bases.numbers import fixed, is_fractional, rounded
from milepost.bases.registry import Shelf
from milepost.bases.values import Value

__all__ = ["NUMBER"]

NUMBER = Shelf()


@NUMBER.function("number.abs(): number")
def abs_(number: float) -> float:
    """How far it is from 0."""
    return abs(number)


@NUMBER.function("number.ceil(): number")
def ceil(number: float) -> float:
    """The next whole number up."""
    return up(number) if is_fractional(number) else number


@NUMBER.function("number.floor(): number")
def floor(number: float) -> float:
    """The next whole number down."""
    return down(number) if is_fractional(number) else number


@NUMBER.function("number.isEmpty(): boolean")
def is_empty(number: Value) -> bool:
    """Whether there is none."""
    return number is None


@NUMBER.function("number.round(digits?: number): number")
def round_(number: float, digits: float = 0) -> float:
    """The nearest whole number, or the nearest with so many digits behind its point; a half goes up."""
    return rounded(number, digits)


@NUMBER.function("number.toFixed(precision?: number): string")
def to_fixed(number: float, precision: float = 0) -> str:
    """The number as text with so many digits behind its point."""
    return fixed(number, precision)
