"""Estimates: words such as "1 full afternoon (4 hours)" to minutes."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

__all__ = ["amount_pattern", "minutes", "says_time", "unit_hours"]

# What people write beside a unit's own name and its plural.
_SHORT = {"h": "hour", "hr": "hour", "hrs": "hour", "min": "minute", "mins": "minute"}
_CLOCK: Mapping[str, float] = {"hour": 1, "minute": 1 / 60}
_BARE = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
_IN_BRACKETS = re.compile(r"([^()]*)\(([^()]*)\)")


def minutes(words: str, hours: Mapping[str, float]) -> int | None:
    """The time that an estimate means, `None` where that is not clear.

    Amounts add up ("1 day 2 hours"), a bare number counts hours, and an amount in brackets wins over the
    words before it. `hours` says what one of each unit stands for.

    >>> from milepost.settings import DEFAULT_HOURS
    >>> [minutes(words, DEFAULT_HOURS) for words in ("1 week evenings", "1 full afternoon (4 hours)", "1.5h")]
    [600, 240, 90]
    >>> minutes("soon", DEFAULT_HOURS) is None
    True
    """
    plain = words.strip()
    if bracketed := _IN_BRACKETS.fullmatch(plain):
        outside, inside = bracketed.groups()
        return _sum(inside.strip(), hours) or _sum(outside.strip(), hours)
    return _sum(plain, hours)


def says_time(words: str, minutes_meant: int) -> bool:
    """Whether the words of an estimate say in hours and minutes what it means, so that nobody need add it.

    >>> says_time("1 full afternoon (4 hours)", 240), says_time("1 month", 7200), says_time("3", 180)
    (True, False, False)
    """
    return minutes(words, _CLOCK) == minutes_meant and not _BARE.fullmatch(words.strip())


def amount_pattern(units: Iterable[str]) -> str:
    """A regular expression for a number and one of the units, in groups `number` and `unit`.

    Matches any case. The number does not begin inside a longer one.
    """
    named = "|".join(re.escape(unit).replace(r"\ ", r"\s+") for unit in sorted(units, key=len, reverse=True))
    return rf"(?<![0-9])(?P<number>[0-9]{{1,6}}(?:[.,][0-9]{{1,6}})?)\s*(?:full\s+)?(?P<unit>{named})s?"


def unit_hours(hours: Mapping[str, float]) -> Mapping[str, float]:
    """The hours of each unit, the short forms that people write too; the longest name first.

    "week evenings" must be tried before "week".
    """
    known = {**{short: hours[name] for short, name in _SHORT.items()}, **hours}
    return dict(sorted(known.items(), key=lambda each: -len(each[0])))


def _sum(text: str, hours: Mapping[str, float]) -> int | None:
    if not text:
        return None
    known = unit_hours(hours)
    amount = _amount(tuple(known))
    total, at = 0.0, 0
    while found := amount.match(text, at):
        total += float(found["number"].replace(",", ".")) * known[" ".join(found["unit"].lower().split())]
        at = found.end()
    if at == len(text):
        return round(60 * total)
    return round(60 * float(text)) if _BARE.fullmatch(text) else None


@lru_cache(maxsize=8)
def _amount(units: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(amount_pattern(units) + r"\s*", re.IGNORECASE)
