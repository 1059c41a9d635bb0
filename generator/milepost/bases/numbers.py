"""Numbers as JavaScript's, which Obsidian's are: how they read, are read and are rounded."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from math import floor, isfinite, isinf, isnan
from typing import TypeGuard

__all__ = ["fixed", "is_fractional", "is_number", "parse_number", "rounded", "text_of_number", "whole"]

_LARGEST = 2**53
_NUMERIC = re.compile(r"\s*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*")
_MOST_DIGITS = 100
"""Behind the point, as JavaScript has it."""


def is_number(value: object) -> TypeGuard[float]:
    """Whether a value is a number; truth is none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def whole(value: float) -> int:
    """The number without what is behind its point, as an index or a count takes it; 0 for NaN."""
    return 0 if isnan(value) else int(max(-_LARGEST, min(_LARGEST, value)))


def is_fractional(value: float) -> bool:
    """Whether anything may be behind the point: not in what is endless, nor beyond what counts exactly."""
    return isfinite(value) and abs(value) <= _LARGEST


def parse_number(text: str) -> float | None:
    """The number that a text says; nothing if it says none."""
    if not _NUMERIC.fullmatch(text):
        return None
    said = text.strip()
    return int(said) if len(said) <= 15 and said.lstrip("+-").isdecimal() else float(said)


def text_of_number(value: float) -> str:
    """As JavaScript writes it: no point behind a whole number, else the shortest digits that mean it."""
    if isnan(value):
        return "NaN"
    if isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value) and abs(value) <= _LARGEST:
        return str(int(value))
    said = repr(float(value))
    if 1e-6 <= abs(value) < 1e21:
        return format(Decimal(said), "f").removesuffix(".0")
    mantissa, _, power = said.partition("e")
    return f"{mantissa.removesuffix('.0')}e{int(power):+}"


def rounded(value: float, digits: float = 0) -> float:
    """The nearest number with so many digits behind its point; a half goes up."""
    places = whole(digits)
    if not is_fractional(value) or (places >= 0 and value == int(value)) or abs(places) > _MOST_DIGITS:
        return value
    if places <= 0:
        size = 10**-places
        return floor(value / size + 0.5) * size
    scaled = value * 10.0**places
    return floor(scaled + 0.5) / 10.0**places if isfinite(scaled) and abs(scaled) < _LARGEST else value


def fixed(value: float, digits: float = 0) -> str:
    """The number with exactly so many digits behind its point; of two as near, the one further from 0.

    Raises:
        ValueError: More digits are asked for than 100, or fewer than none.
    """
    places = whole(digits)
    if not 0 <= places <= _MOST_DIGITS:
        raise ValueError(f"toFixed() writes 0 to {_MOST_DIGITS} digits, not {places}")
    if not isfinite(value) or abs(value) >= 1e21:
        return text_of_number(value)
    smallest, exact = Decimal(1).scaleb(-places), Context(prec=200)
    said = format(abs(Decimal(value)).quantize(smallest, ROUND_HALF_UP, exact), "f")
    return f"-{said}" if value < 0 else said
