"""Moment.js's way to write dates: its letters, and its words for how long ago; in English, without zones."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from milepost.bases.dates import shift_months

__all__ = ["format_date", "relative_to"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_TOKEN = re.compile(
    r"\[(?P<said>[^\[\]]*)\]|(?P<bare>\\)?"
    r"(?P<token>LTS|LT|LL?L?L?|ll?l?l?|[Hh]mm(?:ss)?|Mo|MM?M?M?|Do|DDDo|DD?D?D?|do|dd?d?d?|wo|ww?|Wo|WW?|Qo?"
    r"|YYYYYY|YYYYY|YYYY|YY|Y|yo|y{1,4}|N{1,5}|gggg|gg|GGGG|GG|e|E|a|A|hh?|HH?|kk?|mm?|ss?|S{1,9}|x|X|zz?|ZZ?)",
    re.DOTALL,
)
_EPOCH = datetime(1970, 1, 1)
_DAYS_OF_MONTH = 146_097 / 4800
"""The mean of the Gregorian calendar."""
_LONG: Mapping[str, str] = {
    "LT": "h:mm A", "LTS": "h:mm:ss A", "L": "MM/DD/YYYY", "LL": "MMMM D, YYYY", "LLL": "MMMM D, YYYY h:mm A",
    "LLLL": "dddd, MMMM D, YYYY h:mm A",
    "l": "M/D/YYYY", "ll": "MMM D, YYYY", "lll": "MMM D, YYYY h:mm A",
    "llll": "ddd, MMM D, YYYY h:mm A",
    "Hmm": "H[]mm", "Hmmss": "H[]mm[]ss", "hmm": "h[]mm", "hmmss": "h[]mm[]ss",
}  # fmt: skip
"""What the short names for whole formats stand for."""


def format_date(at: datetime, pattern: str) -> str:
    """The date as a format of Moment says; what is between brackets, and any letter that is none, stays."""
    return _TOKEN.sub(lambda found: _written(at, found), pattern)


def _written(at: datetime, found: re.Match[str]) -> str:
    token = found["token"]
    if token is None:
        return found["said"]
    if found["bare"]:
        return token
    if token in _LONG:
        return format_date(at, _LONG[token])
    if token[0] == "S":
        return f"{at.microsecond * 1000:09}"[: len(token)]
    if token[0] == "N":
        return "Anno Domini" if len(token) == 4 else "AD"
    if token.endswith("o"):
        return _ordinal(int(_PARTS[token[:-1]](at)))
    return f"{at.year:0{len(token)}}" if token[0] == "y" else _PARTS[token](at)


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _weekday(at: datetime) -> int:
    """0 for Sunday."""
    return at.isoweekday() % 7


def _week(at: datetime) -> tuple[int, int]:
    """Year and week as Moment's English has them: from Sunday, the first is the one with 1 January."""
    saturday = at.toordinal() - _weekday(at) + 6
    year = at.year
    if saturday > datetime(at.year, 12, 31).toordinal():
        return year + 1, 1
    return year, (saturday - datetime(year, 1, 1).toordinal()) // 7 + 1


_PARTS: Mapping[str, Callable[[datetime], str]] = {
    "M": lambda at: str(at.month),
    "MM": lambda at: f"{at.month:02}",
    "MMM": lambda at: _MONTHS[at.month - 1][:3],
    "MMMM": lambda at: _MONTHS[at.month - 1],
    "Q": lambda at: str((at.month + 2) // 3),
    "D": lambda at: str(at.day),
    "DD": lambda at: f"{at.day:02}",
    "DDD": lambda at: str(at.timetuple().tm_yday),
    "DDDD": lambda at: f"{at.timetuple().tm_yday:03}",
    "d": lambda at: str(_weekday(at)),
    "dd": lambda at: _DAYS[_weekday(at)][:2],
    "ddd": lambda at: _DAYS[_weekday(at)][:3],
    "dddd": lambda at: _DAYS[_weekday(at)],
    "e": lambda at: str(_weekday(at)),
    "E": lambda at: str(at.isoweekday()),
    "w": lambda at: str(_week(at)[1]),
    "ww": lambda at: f"{_week(at)[1]:02}",
    "W": lambda at: str(at.isocalendar().week),
    "WW": lambda at: f"{at.isocalendar().week:02}",
    "YY": lambda at: f"{at.year % 100:02}",
    "YYYY": lambda at: f"{at.year:04}",
    "YYYYY": lambda at: f"{at.year:05}",
    "YYYYYY": lambda at: f"{at.year:+07}",
    "Y": lambda at: f"{at.year:04}",
    "y": lambda at: str(at.year),
    "gg": lambda at: f"{_week(at)[0] % 100:02}",
    "gggg": lambda at: f"{_week(at)[0]:04}",
    "GG": lambda at: f"{at.isocalendar().year % 100:02}",
    "GGGG": lambda at: f"{at.isocalendar().year:04}",
    "A": lambda at: "AM" if at.hour < 12 else "PM",
    "a": lambda at: "am" if at.hour < 12 else "pm",
    "H": lambda at: str(at.hour),
    "HH": lambda at: f"{at.hour:02}",
    "h": lambda at: str((at.hour + 11) % 12 + 1),
    "hh": lambda at: f"{(at.hour + 11) % 12 + 1:02}",
    "k": lambda at: str((at.hour + 23) % 24 + 1),
    "kk": lambda at: f"{(at.hour + 23) % 24 + 1:02}",
    "m": lambda at: str(at.minute),
    "mm": lambda at: f"{at.minute:02}",
    "s": lambda at: str(at.second),
    "ss": lambda at: f"{at.second:02}",
    "x": lambda at: str((at - _EPOCH) // timedelta(milliseconds=1)),
    "X": lambda at: str((at - _EPOCH) // timedelta(seconds=1)),
    "z": lambda _: "",
    "zz": lambda _: "",
    "Z": lambda _: "+00:00",
    "ZZ": lambda _: "+0000",
}
"""What each of Moment's letters writes; dates have no zone, and count as UTC where one is asked for."""


def relative_to(at: datetime, now: datetime) -> str:
    """How far a date is from now, in Moment's words and by its thresholds: `3 days ago`, `in a month`."""
    said = _distance(min(at, now), max(at, now))
    return f"in {said}" if at > now else f"{said} ago"


def _distance(start: datetime, end: datetime) -> str:
    """As Moment counts: whole months of the calendar first, then what is left of them in days of 24 hours."""
    whole_months = (end.year - start.year) * 12 + end.month - start.month
    if shift_months(start, whole_months) > end:
        whole_months -= 1
    rest = (end - shift_months(start, whole_months)) / timedelta(days=1)
    days = _nearest(whole_months * _DAYS_OF_MONTH) + rest
    months = whole_months + rest / _DAYS_OF_MONTH
    for count, name, one, most in (
        (days * 86_400, "seconds", "a few seconds", 45),
        (days * 1440, "minutes", "a minute", 45),
        (days * 24, "hours", "an hour", 22),
        (days, "days", "a day", 26),
        (months, "months", "a month", 11),
    ):
        if (nearest := _nearest(count)) < most:
            return one if name == "seconds" or nearest <= 1 else f"{nearest} {name}"
    years = _nearest(months / 12)
    return "a year" if years <= 1 else f"{years} years"


def _nearest(count: float) -> int:
    return int(count + 0.5)
