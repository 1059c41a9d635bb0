"""What dates can do."""

from milepost.bases.frame import Frame
from milepost.bases.moment import format_date, relative_to
from milepost.bases.registry import Shelf
from milepost.bases.values import Date

__all__ = ["DATE"]

DATE = Shelf()


@DATE.function("date.year: number")
def year(date: Date) -> int:
    """The year."""
    return date.at.year


@DATE.function("date.month: number")
def month(date: Date) -> int:
    """The month, from 1."""
    return date.at.month


@DATE.function("date.day: number")
def day(date: Date) -> int:
    """The day of the month."""
    return date.at.day


@DATE.function("date.hour: number")
def hour(date: Date) -> int:
    """The hour, 0 to 23."""
    return date.at.hour


@DATE.function("date.minute: number")
def minute(date: Date) -> int:
    """The minute."""
    return date.at.minute


@DATE.function("date.second: number")
def second(date: Date) -> int:
    """The second."""
    return date.at.second


@DATE.function("date.millisecond: number")
def millisecond(date: Date) -> int:
    """The millisecond, 0 to 999."""
    return date.at.microsecond // 1000


@DATE.function("date.date(): date")
def date_(date: Date) -> Date:
    """The day alone."""
    return Date(date.at.replace(hour=0, minute=0, second=0, microsecond=0), has_time=False)


@DATE.function("date.format(format: string): string")
def format_(date: Date, pattern: str) -> str:
    """The date in Moment's letters, English names."""
    return format_date(date.at, pattern)


@DATE.function("date.time(): string")
def time(date: Date) -> str:
    """The time alone."""
    return f"{date.at:%H:%M:%S}"


@DATE.function("date.relative(): string", needs_frame=True, deviation="told from the moment of the build")
def relative(frame: Frame, date: Date) -> str:
    """How far the date is from the build's moment: `3 days ago`."""
    return relative_to(date.at, frame.scope.now())


@DATE.function("date.isEmpty(): boolean")
def is_empty(date: Date | None) -> bool:
    """A date is never empty."""
    return date is None
