"""How values stand to one another: what is true, what is equal, what comes first, how each reads as text."""

from collections.abc import Hashable, Mapping
from itertools import zip_longest
from math import isnan

from milepost.bases.dates import length_of, parse_date, parse_duration, text_of_date, text_of_duration
from milepost.bases.numbers import parse_number, text_of_number
from milepost.bases.values import (
    Date,
    Duration,
    FileRef,
    Html,
    Icon,
    Image,
    Link,
    Regex,
    Value,
    kind_of,
)  # fmt: skip
from milepost.model.path import natural

__all__ = ["are_equal", "compare", "identity", "is_empty", "is_truthy", "precedes", "text_of"]

_RANKS = {"boolean": 0, "number": 1, "duration": 1, "date": 2, "list": 4, "object": 5, "null": 6}
_RANK_OF_TEXT = 3


def is_truthy(value: Value) -> bool:
    """Whether a value counts as true: nothing, `false`, 0, and what is empty do not."""
    if isinstance(value, (bool, int, float)):
        return bool(value) and not isnan(value)
    return not is_empty(value)


def is_empty(value: Value) -> bool:
    """Whether there is nothing in it: nothing, no text, a list or an object of none."""
    return value is None or (isinstance(value, (str, tuple, Mapping)) and not value)


def text_of(value: Value) -> str:
    """A value as a cell shows it, without markup; nothing is no text."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | float():
            return text_of_number(value)
        case tuple():
            return ", ".join(text_of(each) for each in value)
        case Date():
            return text_of_date(value)
        case Duration():
            return text_of_duration(value)
        case Link():
            return value.target if value.display is None else text_of(value.display)
        case FileRef():
            return value.path
        case Html():
            return value.source
        case Image():
            return text_of(value.source)
        case Icon():
            return value.name
        case Regex():
            return f"/{value.source}/{value.flags}"
        case _:
            return "{" + ", ".join(f"{key}: {text_of(each)}" for key, each in value.items()) + "}"


def are_equal(left: Value, right: Value) -> bool:
    """What `==` says.

    Numbers equal text that says them, dates text that says them; links equal files and links to the same
    file, or where there is none, links of the same target. Lists and objects are equal part by part.
    """
    match left, right:
        case (None, _) | (_, None):
            return left is right
        case (bool(), _) | (_, bool()):
            return left is right
        case (int() | float(), int() | float()):
            return left == right
        case (tuple(), tuple()):
            return len(left) == len(right) and all(map(are_equal, left, right))
        case (Mapping(), Mapping()):
            return left.keys() == right.keys() and all(are_equal(left[key], right[key]) for key in left)
        case (Link() | FileRef(), _) | (_, Link() | FileRef()):
            return _goal(left) == _goal(right)
        case (str(), str()):
            return left == right
        case (str(), _):
            return are_equal(right, left)
        case (_, str()):
            read = _read_as(right, left)
            return read is not None and not isinstance(read, str) and are_equal(left, read)
        case (Date(), Date()):
            return left.at == right.at
        case _:
            return left == right


def _goal(value: Value) -> str:
    """What a link or file is known by; text stands for a link of that target."""
    match value:
        case FileRef():
            return value.path
        case Link():
            return value.path or value.target
        case str():
            return value.removeprefix("[[").removesuffix("]]").partition("|")[0]
        case _:
            return ""


def identity(value: Value) -> Hashable:
    """What stands for a value where equal ones are sought, as `unique()` and a column's count of them do."""
    match value:
        case tuple():
            return ("list", *map(identity, value))
        case Mapping():
            return ("object", frozenset((key, identity(each)) for key, each in value.items()))
        case Link() | FileRef():
            return ("file", _goal(value))
        case Date():
            return ("date", value.at)
        case _:
            return (kind_of(value), value)


def precedes(left: Value, right: Value) -> int | None:
    """How `<` and its like see two values: below, at or above 0; nothing where one is missing or no number.

    Raises:
        ValueError: The two are of kinds that have no order.
    """
    if left is None or right is None:
        return None
    if isinstance(left, str):
        left = left if isinstance(right, str) else _read_as(left, right)
    elif isinstance(right, str):
        right = _read_as(right, left)
    if any(isinstance(each, float) and isnan(each) for each in (left, right)):
        return None
    if _rank(left) != _rank(right) or _rank(left) > _RANK_OF_TEXT:
        raise ValueError(f"{kind_of(left)} and {kind_of(right)} have no order")
    return compare(left, right)


def _read_as(text: str, example: Value) -> Value:
    """The text as the kind of value that it is held against; itself where it says none."""
    match example:
        case bool():
            return text
        case int() | float():
            read = parse_number(text)
            return (parse_duration(text) or text) if read is None else read
        case Date():
            return parse_date(text) or text
        case Duration():
            return parse_duration(text) or text
        case _:
            return text


def compare(left: Value, right: Value) -> int:
    """Which of two values is sorted first: below 0 the left, above 0 the right, 0 either.

    Kinds are apart: truth, numbers and durations, dates, text with links and files, lists, objects; nothing
    comes last. Text is sorted as people do: without regard to case, and "Phase 2" before "Phase 10".
    """
    ranks = _rank(left), _rank(right)
    if ranks[0] != ranks[1]:
        return -1 if ranks[0] < ranks[1] else 1
    if isinstance(left, tuple) and isinstance(right, tuple):
        for one, other in zip_longest(left, right, fillvalue=_NOTHING):
            if one is _NOTHING or other is _NOTHING:
                return -1 if one is _NOTHING else 1
            if (order := compare(one, other)) != 0:
                return order
        return 0
    keys = _key(left), _key(right)
    return (keys[0] > keys[1]) - (keys[0] < keys[1])


_NOTHING: Value = Icon("")
"""Stands for the end of the shorter list; told apart by its identity."""


def _rank(value: Value) -> int:
    return _RANKS.get(kind_of(value), _RANK_OF_TEXT)


def _key(value: Value) -> tuple[object, ...]:
    match value:
        case None:
            return ()
        case bool() | int() | float():
            return (isnan(value), value)
        case Date():
            return (value.at,)
        case Duration():
            return (False, length_of(value))
        case _:
            text = text_of(value)
            return (natural(text), text)
