"""What a property's raw YAML value says, as one type or another; each raises `ValueError` where it cannot.

A list of one stands for its entry: Obsidian turns any property into a list when asked to.
"""

import datetime
import re
from collections.abc import Callable
from typing import cast

__all__ = [
    "TRUTHS",
    "read_day",
    "read_days",
    "read_number",
    "read_text",
    "read_truth",
    "read_words",
    "said",
    "single",
]

_YES = frozenset({"true", "yes", "on", "y", "1"})
_NO = frozenset({"false", "no", "off", "n", "0"})
TRUTHS = _YES | _NO
"""What people write where they mean yes or no, in lower case."""


def read_text(value: object) -> str | None:
    """Text, or a number or a day as text, on one line; `None` for nothing but blanks."""
    value = single(value)
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):  # a daily note's title
        return value.isoformat()
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return " ".join(map(str.strip, str(value).strip().splitlines())) or None
    if value is None:
        return None
    raise ValueError("not text")


def read_words(separators: str) -> Callable[[object], tuple[str, ...]]:
    """A reader of lists: YAML's own, or text parted by the regular expression `separators`."""

    def read(value: object) -> tuple[str, ...]:
        if isinstance(value, list):
            words = [read_text(each) for each in cast("list[object]", value)]
        else:
            words = re.split(separators, read_text(value) or "")
        return tuple(word.strip() for word in words if word and word.strip())

    return read


def read_truth(value: object) -> bool:
    """What people mean by a word for yes or no; a list is no word."""
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word in TRUTHS:
        return word in _YES
    raise ValueError("neither yes nor no")


def read_number(value: object) -> int:
    """A whole number, also one written as text."""
    return int(str(single(value)))


def read_day(value: object) -> datetime.date:
    """A date, the day of a date and time, or either as ISO text."""
    value = single(value)
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    return datetime.datetime.fromisoformat(str(value).strip()).date()


def read_days(value: object) -> tuple[datetime.date, ...]:
    """Days, the earliest first, each once: a list of them, or one."""
    entries = cast("list[object]", value) if isinstance(value, list) else [value]
    return tuple(sorted({read_day(each) for each in entries if each is not None}))


def said(value: object) -> str:
    """The value as a message repeats it, days as they are written.

    >>> said([datetime.date(2026, 11, 22), "soon"])
    "[2026-11-22, 'soon']"
    """
    match value:
        case datetime.date():
            return value.isoformat()
        case list():
            return f"[{', '.join(map(said, cast('list[object]', value)))}]"
        case _:
            return repr(value)


def single(value: object) -> object:
    """The entry of a list of one; any other value as it is."""
    if not isinstance(value, list):
        return value
    entries = cast("list[object]", value)
    return entries[0] if len(entries) == 1 else entries
