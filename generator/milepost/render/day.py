"""Dates in pages."""

from datetime import date, datetime

__all__ = ["day_html", "day_text", "moment_html"]


def day_html(day: date) -> str:
    """The date as people write it, with its machine-readable form.

    >>> day_html(date(2026, 5, 1))
    '<time datetime="2026-05-01">1 May 2026</time>'
    """
    return f'<time datetime="{day.isoformat()}">{day_text(day)}</time>'


def day_text(day: date) -> str:
    """The date as people write it: "1 May 2026"."""
    return f"{day.day} {day:%B %Y}"


def moment_html(moment: datetime) -> str:
    """A date and time in the same way, to the minute.

    >>> moment_html(datetime(2026, 5, 1, 14, 30))
    '<time datetime="2026-05-01T14:30:00">1 May 2026, 14:30</time>'
    """
    return f'<time datetime="{moment.isoformat()}">{moment.day} {moment:%B %Y, %H:%M}</time>'
