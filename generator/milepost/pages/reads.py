"""What a page asks of the site while it is made: so what it depends on is known, and nobody need say it.

A read is `("roadmap",)`, `("addresses", path)` or `("notes", path, "title")`: a fact of the site; what a
table has at a key; one fact of a note. `("notes",)` is which notes there are and in what order; that of any
other table is all that it holds.
"""

import datetime
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from functools import cache
from operator import is_
from typing import Any, Generic, TypeVar, cast

from milepost.model.frozen import Frozen
from milepost.model.link import Mentions
from milepost.model.note import Note
from milepost.model.pickled import Bytes
from milepost.model.site import Site
from milepost.pages.plan import Call

__all__ = ["Read", "Shared", "changed_reads", "is_same_call", "recording"]

T = TypeVar("T")
C = TypeVar("C", bound=Collection[Any])

Read = tuple[Hashable, ...]
"""A question to a site."""

# The table whose entries are asked for one fact at a time.
_NOTES = "notes"

# What holds facts of its own, each to be asked for by itself.
_PARTS = frozenset({"host", "index", "graph", "outlook"})
_NOTE_FACTS = tuple(each.name for each in fields(Note))


Shared = dict[Hashable, tuple[Any, dict[Read, None]]]
"""What was worked out once for all pages of a site, and what was asked of the site for that."""


def recording(site: Site, reads: dict[Read, None], shared: Shared | None = None) -> Site:
    """The site, whose every answer is noted in `reads`; what pages have in common is found in `shared`."""
    return cast("Site", _RecordedSite(site, reads, {} if shared is None else shared))


def changed_reads(old: Site, new: Site) -> set[Read]:
    """Every read that two sites answer differently. Costs little where they have tables in common."""
    return set(_differences(old, new, ""))


def is_same_call(old: Call, new: Call) -> bool:
    """Whether two plans make equal pages of equal sites."""
    (name, before, named), (new_name, after, new_named) = old, new
    if name != new_name or len(before) != len(after):
        return False
    if not named and not new_named and all(map(is_, before, after)):  # as nearly all are
        return True
    return not _differ(before, after) and not _differ(named, new_named)


class _Recorded:
    """A site, or a part of it, that notes which of its facts are asked for, each once."""

    def __init__(self, of: object, name: str, reads: dict[Read, None]) -> None:
        self._of, self._name, self._reads = of, name, reads

    def __getattr__(self, name: str) -> object:
        """The fact, which is an attribute as any other from now on, unless it is worked out of others."""
        derived = getattr(type(self._of), name, None)
        if isinstance(derived, property) and derived.fget:  # what it is worked out of is asked for
            return derived.fget(self)
        value: object = getattr(self._of, name)
        path = f"{self._name}{name}"
        if name in _PARTS:
            value = _Recorded(value, f"{path}.", self._reads)
        elif path == _NOTES:
            value = _Notes(cast("Mapping[Any, Any]", value), path, self._reads)
        elif entries := _entries_of(type(value)):
            value = entries(value, path, self._reads)
        else:
            self._reads[(path,)] = None
        setattr(self, name, value)
        return value


class _RecordedSite(_Recorded):
    """A site that notes which of its facts are asked for."""

    def __init__(self, of: Site, reads: dict[Read, None], shared: Shared) -> None:
        super().__init__(of, "", reads)
        self._shared = shared

    def once(self, key: Hashable, make: Callable[[Site], T]) -> T:
        """What `make` says of the site, worked out once: who asks for it asks all that was asked for it."""
        if key not in self._shared:
            reads: dict[Read, None] = {}
            self._shared[key] = make(recording(cast("Site", self._of), reads, self._shared)), reads
        value, reads = self._shared[key]
        self._reads.update(reads)
        return value


class _Entries(Generic[C]):
    """What a table or a set holds, noting what is looked for in it."""

    def __init__(self, of: C, name: str, reads: dict[Read, None]) -> None:
        self._of, self._name, self._reads = of, name, reads

    def __contains__(self, key: object) -> bool:
        self._reads[self._name, cast("Hashable", key)] = None
        return key in self._of

    def __iter__(self) -> Iterator[Any]:
        self._reads[(self._name,)] = None
        return iter(self._of)

    def __len__(self) -> int:
        self._reads[(self._name,)] = None
        return len(self._of)


class _Members(_Entries[Set[Any]], Set[Any]):
    """A set that notes what is looked for in it."""


class _Table(_Entries[Mapping[Any, Any]], Mapping[Any, Any]):
    """A table that notes which keys are asked for."""

    def __getitem__(self, key: Hashable) -> Any:
        self._reads[self._name, key] = None
        return self._of[key]

    def get(self, key: Hashable, default: Any = None) -> Any:
        self._reads[self._name, key] = None
        return self._of.get(key, default)


@cache
def _entries_of(kind: type[object]) -> Callable[..., object] | None:
    """How values of a class are recorded, if they hold others; to ask that of each value takes long."""
    if issubclass(kind, Mapping):
        return _Table
    return _Members if issubclass(kind, Set) else None


class _Notes(_Table):
    """The notes, of which each says what of it was asked for."""

    def __getitem__(self, key: Hashable) -> Any:
        return _RecordedNote(super().__getitem__(key), key, self._reads)

    def get(self, key: Hashable, default: Any = None) -> Any:
        found = super().get(key)
        return default if found is None else _RecordedNote(found, key, self._reads)


class _RecordedNote:
    """A note that notes which of its facts are asked for."""

    __slots__ = ("_note", "_path", "_reads")

    def __init__(self, note: Note, path: Hashable, reads: dict[Read, None]) -> None:
        self._note, self._path, self._reads = note, path, reads

    @property
    def __class__(self) -> type[Note]:  # pyright: ignore[reportIncompatibleMethodOverride]
        """So that `isinstance` says what it says of the note."""
        return Note

    @property
    def path(self) -> Hashable:
        """What the note was asked for by."""
        return self._path


def _fact(name: str) -> property:
    """A fact of a note, noted. `__getattr__`, which is asked when nothing else has it, would take long."""

    def get(self: Any) -> object:
        self._reads[_NOTES, self._path, name] = None
        return getattr(self._note, name)

    return property(get)


for _name in _NOTE_FACTS:
    if _name != "path":
        setattr(_RecordedNote, _name, _fact(_name))


def _differences(old: Any, new: Any, prefix: str) -> Iterator[Read]:
    for each in old.__struct_fields__:
        name = f"{prefix}{each}"
        before, after = getattr(old, each), getattr(new, each)
        if before is after:
            continue
        if each in _PARTS:
            yield from _differences(before, after, f"{name}.")
        elif name == _NOTES:
            yield from _differing_notes(before, after)
        elif isinstance(before, Mapping) and isinstance(after, Mapping):
            yield from _differing_entries(
                cast("Mapping[Any, Any]", before), cast("Mapping[Any, Any]", after), name
            )
        elif isinstance(before, Set) and isinstance(after, Set):
            different = cast("Set[Any]", before) ^ cast("Set[Any]", after)
            yield from ((name, item) for item in different)
            if different:
                yield (name,)
        elif before != after:
            yield (name,)


def _differing_entries(before: Mapping[Any, Any], after: Mapping[Any, Any], name: str) -> Iterator[Read]:
    is_same = len(before) == len(after)
    for key in before.keys() | after.keys():
        one, other = before.get(key), after.get(key)
        if one is not other and _differ(one, other):  # to ask takes longer than to see that they are one
            is_same = False
            yield name, key
    if not is_same or list(before) != list(after):
        yield (name,)


def _differing_notes(before: Mapping[Any, Note], after: Mapping[Any, Note]) -> Iterator[Read]:
    for key in before.keys() | after.keys():
        one, other = before.get(key), after.get(key)
        if one is None or other is None:
            yield _NOTES, key
            yield from ((_NOTES, key, fact) for fact in _NOTE_FACTS)
        elif one is not other:
            facts = (fact for fact in _NOTE_FACTS if _differ(getattr(one, fact), getattr(other, fact)))
            yield from ((_NOTES, key, fact) for fact in facts)
    if list(before) != list(after):
        yield (_NOTES,)


def _differ(one: object, other: object) -> bool:
    """Whether a page could show a difference: `True` equals 1, and tables in another order are equal."""
    if one is other:
        return False
    if one != other:
        return True
    if type(one) is not type(other):  # of bytes, one may lie on the disk
        return not (isinstance(one, Bytes) and isinstance(other, Bytes))
    match one, other:
        case str() | bytes() | memoryview() | int() | Mentions(), _:  # as they are equal, they are alike
            return False
        # Of these, equal ones may read differently: 0.0 and -0.0, one moment in two time zones.
        case float() | datetime.date() | datetime.time(), _:
            return repr(one) != repr(other)
        case Set(), Set():
            return _kinds(cast("Set[object]", one)) != _kinds(cast("Set[object]", other))
        case (tuple() | list(), tuple() | list()):
            return any(map(_differ, cast("Sequence[object]", one), cast("Sequence[object]", other)))
        case Mapping(), Mapping():
            pairs = zip(
                cast("Mapping[Any, Any]", one).items(), cast("Mapping[Any, Any]", other).items(), strict=True
            )
            return any(_differ(*each) for each in pairs)
        case _:
            facts = _compared_facts(type(one))
            return any(_differ(getattr(one, name), getattr(other, name)) for name in facts)


@cache
def _compared_facts(kind: type[object]) -> tuple[str, ...]:
    """The facts by which values of a class of ours are equal or not; of others we know none."""
    if issubclass(kind, Frozen):
        return kind.__struct_fields__
    return tuple(each.name for each in fields(kind) if each.compare) if is_dataclass(kind) else ()


def _kinds(members: Set[object]) -> set[tuple[type, object]]:
    """What the members are, and of which kind."""
    return {(type(each), each) for each in members}
