"""How values go to other processes and to the disk, and how they come back without running anything."""

import io
import pickle
import struct
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from enum import EnumType
from functools import cache
from importlib import import_module
from itertools import accumulate, pairwise
from operator import attrgetter, methodcaller
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar, cast

from milepost.model.frozen import Frozen

__all__ = ["Apart", "Bytes", "Late", "pickle_parts", "quickly_pickled", "unpickled", "unpickled_parts"]

T = TypeVar("T")

_MODEL = "milepost.model."
_PROTOCOL = pickle.HIGHEST_PROTOCOL

Names = Collection[tuple[str, str]]
"""Of classes, each by its module and its own name."""

Bytes = bytes | memoryview
"""In memory, or a part of a file, which is read when somebody looks at it."""

Apart = Mapping[type, Collection[str]]
"""Facts of values, by their classes, that are bytes and lie beside what the rest is pickled to."""

_LENGTH = struct.Struct("<Q")
_GROUP_BYTES = 2**16
"""No more than the C library keeps at hand when it is freed."""


def quickly_pickled(kind: type[T]) -> type[T]:
    """Let values of a dataclass be pickled as the call that makes them.

    As frozen dataclasses with slots are pickled by themselves, it takes twice as long to make them again.
    """
    values = attrgetter(*(each.name for each in fields(kind)))  # pyright: ignore[reportArgumentType]

    def reduce(self: T) -> tuple[type[T], tuple[object, ...]]:
        return kind, values(self)

    kind.__reduce__ = reduce
    return kind


def unpickled(data: Bytes, others: Names = ()) -> Any:
    """What was pickled: plain values, those of classes of `model`, and those of `others`.

    Raises:
        pickle.UnpicklingError: something else is in it; nothing of that was run.
    """
    return _Reader(io.BytesIO(data), others).load()


class Late:
    """Of whose values some facts may be bytes until somebody asks for one of them: most are never asked."""

    __slots__ = ("_waiting",)
    _waiting: tuple[tuple[str, ...], Bytes]
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


def pickle_parts(
    file: BinaryIO, parts: Iterable[object], shared: type[Late], late: Sequence[str], apart: Apart
) -> None:
    """Pickle one thing after the other, as a pickler needs much memory for many things at a time.

    A value of the dataclass `shared` goes in once, and later parts refer to it. Its facts called `late` stay
    bytes when it comes back, until somebody asks for them. These bytes and those of the facts `apart` lie
    beside each pickle (PEP 574). A part is written as numbers of eight bytes, how many pieces there are and
    the length of each, and behind them the pieces: the pickle, and what lies beside it.
    """
    # Each holds its value, too: once that were gone, another value could get the same `id`.
    seen: dict[int, tuple[int, object]] = {}
    told_early, told_late = _told(shared, apart, late), attrgetter(*late)

    def reduce(value: Late) -> tuple[Callable[..., object], tuple[object, ...]]:
        known = seen.get(id(value))
        if known is not None:
            return nth_shared, (known[0],)
        seen[id(value)] = len(seen), value
        waiting = getattr(value, "_waiting", None)
        data = waiting[1] if waiting else pickle.dumps(told_late(value), _PROTOCOL)
        return shared, (*told_early(value), pickle.PickleBuffer(data))

    ways = _Ways({kind: _way(kind, apart) for kind in apart} | {shared: reduce})
    for part in parts:
        pickled, beside = io.BytesIO(), list[pickle.PickleBuffer]()
        pickler = pickle.Pickler(pickled, _PROTOCOL, buffer_callback=beside.append)
        pickler.dispatch_table = ways
        pickler.dump(part)
        pieces = [pickled.getbuffer(), *(each.raw() for each in beside)]
        lengths = [len(pieces), *map(len, pieces)]
        file.write(struct.pack(f"<{len(lengths)}Q", *lengths))
        for group in _grouped(pieces):
            file.write(group)


def _grouped(pieces: Iterable[memoryview]) -> Iterator[Bytes]:
    """The pieces, small ones together: all in one would need as much memory again as they take."""
    group, size = list[memoryview](), 0
    for piece in pieces:
        if size + len(piece) > _GROUP_BYTES:
            yield b"".join(group)
            group, size = [], 0
        if len(piece) > _GROUP_BYTES:
            yield piece
        else:
            group.append(piece)
            size += len(piece)
    yield b"".join(group)


def _way(kind: type, apart: Apart) -> Callable[[Any], tuple[type, tuple[object, ...]]]:
    """How values of a class are taken apart of which some facts lie beside."""
    told = _told(kind, apart)
    return lambda value: (kind, told(value))


def _told(kind: type, apart: Apart, late: Collection[str] = ()) -> Callable[[Any], tuple[object, ...]]:
    """What tells the facts of such values but those that are `late`."""
    names = _others(kind, late)
    told = attrgetter(*names, names[0])  # of a single name it would tell the bare fact
    beside = [names.index(each) for each in apart.get(kind, ())]

    def tell(value: object) -> tuple[object, ...]:
        *facts, _ = told(value)
        for at in beside:
            facts[at] = None if facts[at] is None else pickle.PickleBuffer(facts[at])
        return tuple(facts)

    return tell


class _Ways(dict[type, Callable[[Any], Any]]):
    """How values of each class are taken apart. In a plain table a pickler looks in vain for each value."""

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        is_of_classes = issubclass(kind, type)  # those go by their names
        way = attrgetter("__qualname__") if is_of_classes else methodcaller("__reduce_ex__", _PROTOCOL)
        self[kind] = way
        return way


def unpickled_parts(
    data: memoryview, shared: type[Late], late: Sequence[str], others: Names = ()
) -> Iterator[Any]:
    """What `pickle_parts` has written, one after the other; what may be in it is as for `unpickled`.

    What lies apart comes back as a part of `data`, which is not looked at.

    Raises:
        pickle.UnpicklingError: something else is in it; nothing of that was run.
        struct.error: it ends before it should.
    """
    once, at = _Shared(shared, late), 0
    while at < len(data):
        (count,) = _LENGTH.unpack_from(data, at)
        lengths = struct.unpack_from(f"<{count}Q", data, at + _LENGTH.size)
        ends = list(accumulate(lengths, initial=at + _LENGTH.size * (1 + count)))
        pickled, *beside = (data[start:end] for start, end in pairwise(ends))
        at = ends[-1]
        yield _Reader(_View(pickled), others, once, beside).load()


def nth_shared(number: int) -> object:
    """Stands in a pickle for a value that an earlier part holds."""
    raise pickle.UnpicklingError(f"value {number} is in no part before")


def _others(kind: type[Any], late: Collection[str]) -> tuple[str, ...]:
    names = kind.__struct_fields__ if issubclass(kind, Frozen) else [each.name for each in fields(kind)]
    return tuple(name for name in names if name not in late)


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


class _View:
    """Bytes as a file, for which `io.BytesIO` would have to copy all of them."""

    def __init__(self, data: memoryview) -> None:
        self._data, self._at = data, 0

    def read(self, size: int) -> bytes:
        """So many bytes, fewer at the end."""
        found = bytes(self._data[self._at : self._at + size])
        self._at += len(found)
        return found

    def readline(self) -> bytes:
        """Nothing: no pickle of ours has lines."""
        return b""


class _Reader(pickle.Unpickler):
    """What it reads may have lain on a disk, in a folder that comes from anywhere."""

    def __init__(
        self,
        file: "io.BytesIO | _View",
        others: Names,
        shared: _Shared | None = None,
        beside: Iterable[memoryview] = (),
    ) -> None:
        super().__init__(file, buffers=beside)
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
