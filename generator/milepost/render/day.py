"""Dates in pages."""

from datetime import date

__all__ = ["day_html"]


def day_html(day: date) -> str:
    """The date as people write it, with its machine-readable form.

    >>> day_html(date(2026, 5, 1))
    '<time datetime="2026-05-01">1 May 2026</time>'
    """
    return f'<time datetime="{day.isoformat()}">{day.day} {day:%B %Y}</time>'
