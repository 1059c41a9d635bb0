"""How values go to other processes and to the disk, and how they come back without running anything."""

import io
import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from enum import EnumType
from functools import cache
from importlib import import_module
from operator import attrgetter, methodcaller
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar, cast

from milepost.model.frozen import Frozen

__all__ = ["Late", "pickle_parts", "quickly_pickled", "unpickled", "unpickled_parts"]

T = TypeVar("T")

_MODEL = "milepost.model."
_PROTOCOL = pickle.HIGHEST_PROTOCOL

Names = Collection[tuple[str, str]]
"""Of classes, each by its module and its own name."""


def quickly_pickled(kind: type[T]) -> type[T]:
    """Let values of a dataclass be pickled as the call that makes them.

    As frozen dataclasses with slots are pickled by themselves, it takes twice as long to make them again.
    """
    values = attrgetter(*(each.name for each in fields(kind)))  # pyright: ignore[reportArgumentType]

    def reduce(self: T) -> tuple[type[T], tuple[object, ...]]:
        return kind, values(self)

    kind.__reduce__ = reduce
    return kind


def unpickled(data: bytes, others: Names = ()) -> Any:
    """What was pickled: plain values, those of classes of `model`, and those of `others`.

    Raises:
        pickle.UnpicklingError: something else is in it; nothing of that was run.
    """
    return _Reader(io.BytesIO(data), others).load()


class Late:
    """Of whose values some facts may be bytes until somebody asks for one of them: most are never asked."""

    __slots__ = ("_waiting",)
    _waiting: tuple[tuple[str, ...], bytes]
    """The names of these facts, and what they were pickled to."""

    if not TYPE_CHECKING:  # who asks for what there is not shall be told

        def __getattr__(self, name: str) -> object:
            names, data = ((), b"") if name == "_waiting" else getattr(self, "_waiting", ((), b""))
            if name not in names:
                raise AttributeError(name)
            for each, value in zip(names, unpickled(data), strict=True):
                object.__setattr__(self, each, value)
            object.__delattr__(self, "_waiting")
            return getattr(self, name)


def pickle_parts(file: BinaryIO, parts: Iterable[object], shared: type[Late], late: Sequence[str]) -> None:
    """Pickle one thing after the other, as a pickler needs much memory for many things at a time.

    A value of the dataclass `shared` goes in once, and later parts refer to it. Its facts called `late` stay
    bytes when it comes back, until somebody asks for them.
    """
    # Each holds its value, too: once that were gone, another value could get the same `id`.
    seen: dict[int, tuple[int, object]] = {}
    told_early, told_late = attrgetter(*_others(shared, late)), attrgetter(*late)

    def reduce(value: Late) -> tuple[Callable[..., object], tuple[object, ...]]:
        known = seen.get(id(value))
        if known is not None:
            return nth_shared, (known[0],)
        seen[id(value)] = len(seen), value
        waiting = getattr(value, "_waiting", None)
        data = waiting[1] if waiting else pickle.dumps(told_late(value), _PROTOCOL)
        return shared, (*told_early(value), data)

    ways = _Ways({shared: reduce})
    for part in parts:
        pickler = pickle.Pickler(file, _PROTOCOL)
        pickler.dispatch_table = ways
        pickler.dump(part)


class _Ways(dict[type, Callable[[Any], Any]]):
    """How values of each class are taken apart. In a plain table a pickler looks in vain for each value."""

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        is_of_classes = issubclass(kind, type)  # those go by their names
        way = attrgetter("__qualname__") if is_of_classes else methodcaller("__reduce_ex__", _PROTOCOL)
        self[kind] = way
        return way


def unpickled_parts(
    file: BinaryIO, shared: type[Late], late: Sequence[str], others: Names = ()
) -> Iterator[Any]:
    """What `pickle_parts` has written, one after the other; what may be in it is as for `unpickled`.

    Raises:
        EOFError: there are no more.
        pickle.UnpicklingError: something else is in it; nothing of that was run.
    """
    once = _Shared(shared, late)
    while True:
        yield _Reader(file, others, once).load()


def nth_shared(number: int) -> object:
    """Stands in a pickle for a value that an earlier part holds."""
    raise pickle.UnpicklingError(f"value {number} is in no part before")


def _others(kind: type, late: Sequence[str]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.name not in late)


class _Shared:
    """Makes values of a class, and knows them by their numbers."""

    def __init__(self, kind: type[Late], late: Sequence[str]) -> None:
        self.kind = kind
        self._early, self._late = _others(kind, late), tuple(late)
        self._values: list[Late] = []
        self.nth = self._values.__getitem__

    def make(self, *values: Any) -> Late:
        made, (*early, data) = object.__new__(self.kind), values
        for name, value in zip(self._early, early, strict=True):
            object.__setattr__(made, name, value)
        object.__setattr__(made, "_waiting", (self._late, data))
        self._values.append(made)
        return made


class _Reader(pickle.Unpickler):
    """What it reads may have lain on a disk, in a folder that comes from anywhere."""

    def __init__(self, file: BinaryIO, others: Names, shared: _Shared | None = None) -> None:
        super().__init__(file)
        self._others, self._shared = others, shared

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        if (module_name, global_name) in self._others:
            return super().find_class(module_name, global_name)
        if self._shared is not None and (module_name, global_name) == (__name__, nth_shared.__name__):
            return self._shared.nth
        found = _maker_of_model(module_name, global_name)
        return self._shared.make if self._shared is not None and found is self._shared.kind else found


@cache  # every pickle names its classes again
def _maker_of_model(module_name: str, name: str) -> Callable[..., object]:
    """A class of values, or what finds the members of an enumeration.

    A pickle can change what it is given as well as call it. A dataclass with a way to set its values' state
    refuses that, and a method of a table has nothing to change.
    """
    # No dots in the name: "os.system" would lead from one of our modules to what it has imported.
    if module_name.startswith(_MODEL) and name.isidentifier():
        with suppress(ImportError):
            found: object = getattr(import_module(module_name), name, None)
            if isinstance(found, EnumType):
                return found._value2member_map_.__getitem__
            if isinstance(found, type) and found.__module__ == module_name:
                kind = cast("type[object]", found)
                if issubclass(kind, Frozen) or (is_dataclass(kind) and "__setstate__" in vars(kind)):
                    return kind
    raise pickle.UnpicklingError(f"{module_name}.{name} is nothing that was kept")
