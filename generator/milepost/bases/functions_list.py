"""What lists and objects can do."""

from collections.abc import Hashable, Iterator, Mapping
from functools import cmp_to_key

from milepost.bases.frame import Frame, Thunk
from milepost.bases.numbers import is_number, whole
from milepost.bases.order import are_equal, compare, identity, is_truthy, text_of
from milepost.bases.registry import Shelf
from milepost.bases.values import Value

__all__ = ["LIST", "OBJECT"]

LIST = Shelf()
OBJECT = Shelf()

_List = tuple[Value, ...]
_Object = Mapping[str, Value]


@LIST.function("list.length: number")
def length(items: _List) -> int:
    """The number of items."""
    return len(items)


@LIST.function("list.contains(value: any): boolean", needs_frame=True)
def contains(frame: Frame, items: _List, value: Value) -> bool:
    """Whether one of the items equals the value; a tag does with its `#` and without."""
    frame.spend(len(items))
    return any(are_equal(item, value) or _are_one_tag(item, value) for item in items)


def _are_one_tag(one: Value, other: Value) -> bool:
    if not isinstance(one, str) or not isinstance(other, str) or one.startswith("#") is other.startswith("#"):
        return False
    return one.removeprefix("#").casefold() == other.removeprefix("#").casefold()


@LIST.function("list.containsAll(...values: any): boolean", needs_frame=True)
def contains_all(frame: Frame, items: _List, *values: Value) -> bool:
    """Whether each of the values is among the items; a list stands for what is in it."""
    return all(contains(frame, items, value) for value in _spread(items, values))


@LIST.function("list.containsAny(...values: any): boolean", needs_frame=True)
def contains_any(frame: Frame, items: _List, *values: Value) -> bool:
    """Whether one of the values is among the items; a list stands for what is in it."""
    return any(contains(frame, items, value) for value in _spread(items, values))


def _spread(items: _List, values: _List) -> Iterator[Value]:
    """The values with those of lists among them, unless it is lists that are sought in."""
    of_lists = any(isinstance(item, tuple) for item in items)
    for value in values:
        if isinstance(value, tuple) and not of_lists:
            yield from value
        else:
            yield value


@LIST.function(
    "list.filter(value: boolean): list", lazy=("value",), binds=("value", "index"), needs_frame=True
)
def filter_(frame: Frame, items: _List, is_kept: Thunk) -> _List:
    """The items for which the expression is true."""
    return tuple(item for item in _each(frame, items) if is_truthy(is_kept(frame)))


@LIST.function("list.flat(): list")
def flat(items: _List) -> _List:
    """The items, those of lists among them in their place; one level, as in JavaScript."""
    return tuple(each for item in items for each in (item if isinstance(item, tuple) else (item,)))


@LIST.function("list.isEmpty(): boolean")
def is_empty(items: _List) -> bool:
    """Whether there is no item."""
    return not items


@LIST.function("list.join(separator: string): string", needs_frame=True)
def join(frame: Frame, items: _List, separator: str) -> str:
    """The items as one text."""
    frame.spend(len(items) * len(separator) // 16)
    return separator.join(map(text_of, items))


@LIST.function("list.map(value: any): list", lazy=("value",), binds=("value", "index"), needs_frame=True)
def map_(frame: Frame, items: _List, made: Thunk) -> _List:
    """What the expression makes of each item."""
    return tuple(made(frame) for _ in _each(frame, items))


@LIST.function("list.mean(): number")
def mean(items: _List) -> float | None:
    """The mean of the numbers among the items; nothing where there is none."""
    numbers = [item for item in items if is_number(item)]
    return sum(numbers) / len(numbers) if numbers else None


@LIST.function(
    "list.reduce(expression: any, acc: any): any",
    lazy=("expression",),
    binds=("value", "index", "acc"),
    needs_frame=True,
)
def reduce(frame: Frame, items: _List, next_: Thunk, first: Value) -> Value:
    """The last of the values that the expression makes of `acc`, what it made before, and each item."""
    before, result = frame.acc, first
    try:
        for _ in _each(frame, items):
            frame.acc = result
            result = next_(frame)
    finally:
        frame.acc = before
    return result


@LIST.function("list.reverse(): list")
def reverse(items: _List) -> _List:
    """The items from the last."""
    return items[::-1]


@LIST.function("list.slice(start: number, end?: number): list")
def slice_(items: _List, start: float, end: float | None = None) -> _List:
    """The items from `start` up to `end`; below 0 they count from the end."""
    return items[whole(start) : None if end is None else whole(end)]


@LIST.function("list.sort(): list", needs_frame=True)
def sort(frame: Frame, items: _List) -> _List:
    """The items from the smallest to the largest."""
    frame.spend(len(items) * 4)
    return tuple(sorted(items, key=cmp_to_key(compare)))


@LIST.function("list.unique(): list")
def unique(items: _List) -> _List:
    """The items without those that stand before already."""
    kept: dict[Hashable, Value] = {}
    for item in items:
        kept.setdefault(identity(item), item)
    return tuple(kept.values())


def _each(frame: Frame, items: _List) -> Iterator[Value]:
    """Each item, while the frame's `value` and `index` are it and its place."""
    before = frame.value, frame.index
    try:
        for index, item in enumerate(items):
            frame.spend()
            frame.value, frame.index = item, index
            yield item
    finally:
        frame.value, frame.index = before


@OBJECT.function("object.isEmpty(): boolean")
def has_no_entry(entries: _Object) -> bool:
    """Whether there is no entry."""
    return not entries


@OBJECT.function("object.keys(): list")
def keys(entries: _Object) -> _List:
    """The names of the entries."""
    return tuple(entries)


@OBJECT.function("object.values(): list")
def values(entries: _Object) -> _List:
    """What the entries hold."""
    return tuple(entries.values())
