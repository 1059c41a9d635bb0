"""Dates and durations: reading them, and reckoning with them."""

import re
from calendar import monthrange
from datetime import datetime, timedelta

from milepost.bases.values import Date, Duration

__all__ = [
    "UNITS",
    "length_of",
    "parse_date",
    "parse_duration",
    "shift",
    "shift_months",
    "text_of_date",
    "text_of_duration",
]

_SECOND = 1000
_MINUTE, _HOUR, _DAY, _WEEK = 60 * _SECOND, 3600 * _SECOND, 86_400 * _SECOND, 7 * 86_400 * _SECOND
_MONTH = 30.436875 * _DAY
"""The mean of the Gregorian calendar; for telling how long a duration is that has months."""

UNITS = {
    "y": (12, 0), "year": (12, 0), "years": (12, 0),
    "M": (1, 0), "month": (1, 0), "months": (1, 0),
    "w": (0, _WEEK), "week": (0, _WEEK), "weeks": (0, _WEEK),
    "d": (0, _DAY), "day": (0, _DAY), "days": (0, _DAY),
    "h": (0, _HOUR), "hour": (0, _HOUR), "hours": (0, _HOUR),
    "m": (0, _MINUTE), "minute": (0, _MINUTE), "minutes": (0, _MINUTE),
    "s": (0, _SECOND), "second": (0, _SECOND), "seconds": (0, _SECOND),
}  # fmt: skip
"""What each unit is worth in months and milliseconds; a month and a minute differ only in their case."""
_PART = re.compile(r"\s*([+-]?[0-9]{1,12}(?:\.[0-9]{1,9})?)\s*([A-Za-z]+)\s*,?")
_DATE = re.compile(
    r"\s*([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:[T ]\s*([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?"
    r"\s*(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?\s*"
)


def parse_date(text: str) -> Date | None:
    """The date that `YYYY-MM-DD` or `YYYY-MM-DD HH:mm:ss` says; nothing if the text says none.

    A `T` may part day and time, seconds may be left out or have decimals; a zone is read and dropped.
    """
    if (found := _DATE.fullmatch(text)) is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    microsecond = int((found[7] or "0")[:6].ljust(6, "0"))
    try:
        at = datetime(year, month, day, hour, minute, second, microsecond)
    except ValueError:
        return None
    return Date(at, has_time=found[4] is not None)


def parse_duration(text: str) -> Duration | None:
    """The duration that `1d` or `2 weeks` says, also several in a row; nothing if the text says none."""
    months, milliseconds, at = 0.0, 0.0, 0
    while at < len(text):
        part = _PART.match(text, at)
        if part is None or (unit := UNITS.get(part[2], UNITS.get(part[2].lower()))) is None:
            return None
        count = float(part[1])
        months, milliseconds = months + count * unit[0], milliseconds + count * unit[1]
        at = part.end()
    return Duration(months, milliseconds) if text.strip() else None


def shift(date: Date, duration: Duration, sign: int = 1) -> Date:
    """The date moved by a duration; the day is cut to the length of its new month.

    Raises:
        ValueError: It would leave the calendar, which ends with the year 9999.
    """
    try:
        at = shift_months(date.at, sign * round(duration.months))
        at += timedelta(milliseconds=sign * duration.milliseconds)
    except (ValueError, OverflowError) as error:
        raise ValueError("the date leaves the calendar: years are 1 to 9999") from error
    return Date(at, has_time=date.has_time or duration.milliseconds % _DAY != 0)


def shift_months(at: datetime, months: int) -> datetime:
    """The moment so many months on, its day cut to the length of the month.

    Raises:
        ValueError: It would leave the calendar.
    """
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise ValueError("no such year")
    return at.replace(year=year, month=month + 1, day=min(at.day, monthrange(year, month + 1)[1]))


def length_of(duration: Duration) -> float:
    """How long a duration is in milliseconds, with months of mean length."""
    return duration.months * _MONTH + duration.milliseconds


def text_of_date(date: Date) -> str:
    """`2025-05-27`, or `2025-05-27 12:30:00`."""
    at = date.at
    day = f"{at.year:04}-{at.month:02}-{at.day:02}"
    return f"{day} {at:%H:%M:%S}" if date.has_time else day


def text_of_duration(duration: Duration) -> str:
    """`1 year 2 months 3 days 4 hours`: whole units, the largest first, seconds with their decimals."""
    months, milliseconds = duration.months, duration.milliseconds
    parts: list[str] = []
    for name, size in (("year", 12), ("month", 1)):
        count, months = int(months / size), months - int(months / size) * size
        parts += [_counted(count, name)] if count else []
    milliseconds += months * _MONTH
    for name, size in (("day", _DAY), ("hour", _HOUR), ("minute", _MINUTE)):
        count = int(milliseconds / size)
        milliseconds -= count * size
        parts += [_counted(count, name)] if count else []
    if milliseconds or not parts:
        parts.append(_counted(round(milliseconds / _SECOND, 3), "second"))
    return " ".join(parts)


def _counted(count: float, unit: str) -> str:
    return f"{count:g} {unit}" + ("" if abs(count) == 1 else "s")
