"""One object of a JSON file, asked for its fields; a wrong one is reported and counts as not there."""

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar, cast

from milepost.model.frozen import Frozen

__all__ = ["Record", "read_json"]

# What only an escape can write, for no UTF-8 file holds it as a character: half of a surrogate pair, and NUL.
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")

# Python would take the time to read a whole number of any length.
_MOST_DIGITS = 30

_Choice = TypeVar("_Choice", bound=StrEnum)


def read_json(text: str) -> object:
    """What a JSON text says; `None` for an empty one. Of a key given twice the last counts, as in the app.

    Raises:
        ValueError: the text is no JSON.
    """
    text = text.removeprefix("\ufeff")
    if not text.strip():
        return None
    try:
        return json.loads(text, parse_int=_whole)
    except RecursionError:
        raise ValueError("too many brackets inside one another") from None


def _whole(digits: str) -> float:
    return int(digits) if len(digits) <= _MOST_DIGITS else math.inf


class Record(Frozen):
    """The fields of one object. Keys that nobody asks for do not matter."""

    values: Mapping[str, object]
    name: str
    """How messages call it: 'node "a1"'."""
    report: Callable[[str], None]
    """Takes what is wrong: `node "a1": x is "left", not a number`."""

    def text(self, key: str) -> str | None:
        """A text, without what is no character; `None` where there is none."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, str):
            return _NO_CHARACTER.sub("\ufffd", value)
        return self._wrong(key, "a text")

    def number(self, key: str, least: int, most: int) -> int | None:
        """A number from `least` to `most`, rounded; it must be there."""
        value = self.values.get(key)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and least <= value <= most:
            return round(value)
        return self._wrong(key, f"a number from {least:,} to {most:,}")

    def choice(self, key: str, kind: type[_Choice]) -> _Choice | None:
        """One of a few words; `None` where there is none."""
        value = self.values.get(key)
        words = [each.value for each in kind]
        if value is None:
            return None
        return kind(value) if value in words else self._wrong(key, " or ".join(words))

    def match(self, key: str, pattern: re.Pattern[str], what: str) -> str | None:
        """A text that fits the pattern from end to end; `None` where there is none, or it is empty."""
        value = self.text(key)
        if not value:
            return None
        return value if pattern.fullmatch(value) else self._wrong(key, what)

    def objects(self, key: str) -> Sequence[Mapping[str, object]]:
        """The objects in a list; what is none is reported."""
        value = self.values.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self._wrong(key, "a list")
            return ()
        found: list[Mapping[str, object]] = []
        for number, each in enumerate(cast("list[object]", value), 1):
            if isinstance(each, dict):
                found.append(cast("dict[str, object]", each))
            else:
                self.report(f"{self.name}: entry {number} of {key} is {_shown(each)}, not an object")
        return found

    def _wrong(self, key: str, wanted: str) -> None:
        value = self.values.get(key)
        found = f"is {_shown(value)}, not {wanted}" if key in self.values else "is missing"
        self.report(f"{self.name}: {key} {found}")


def _shown(value: object) -> str:
    """The value as JSON writes it, cut short; of lists and objects what they are."""
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "an object"
    text = _NO_CHARACTER.sub("\ufffd", json.dumps(value, ensure_ascii=False))
    return text if len(text) <= 40 else f"{text[:39]}…"
