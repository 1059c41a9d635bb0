"""What a site answers, as text and as digests that are the same in any process."""

import datetime
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any, cast

from milepost.model.link import Edge, Passage, Target
from milepost.model.note import Note
from milepost.model.site import Site
from milepost.pages.plan import Plan

__all__ = ["NOTES", "Answers", "Read", "compared_facts"]

Read = tuple[Hashable, ...]
"""A question to a site, as `reads` has it."""

NOTES = "notes"
"""The table whose entries are asked for one fact at a time."""

# These say all of a note's text; its digest says as much in fewer words.
_LONG_FACTS = frozenset({"blocks", "body", "embeds", "footnotes", "headings", "links", "packed"})

# Holds edges, of which there are many.
_MENTIONS = "graph.backward"

# What names mean: plain values all, each the same for equal ones as Python writes it.
_GOALS = "graph.goals"

# Many pages ask what takes many words to say.
_MOST_SIGNS = 60


@dataclass(slots=True)
class Answers:
    """What a site answers, as text: the same for equal answers, in any process."""

    site: Site
    _tables: dict[str, Any] = field(default_factory=dict[str, Any])
    """Those that were asked, by name."""

    def key(self, plan: Plan[Any], told: Iterable[str]) -> str:
        """The digest of all that a page depends on, answers as `told`: equal ones make equal pages."""
        made = f"{plan.make.__module__}.{plan.make.__qualname__}"
        parts = "\0".join((made, _text(plan.given), _text(plan.named), *told))
        return blake2b(_bytes(parts), digest_size=20).hexdigest()

    def tell(self, read: Read) -> str:
        """A question and what it is answered, in few words."""
        answer = self._ask(read)
        if len(answer) > _MOST_SIGNS:
            answer = blake2b(_bytes(answer), digest_size=20).hexdigest()
        return f"{read!r} {answer}"

    def _ask(self, read: Read) -> str:
        name = str(read[0])
        if name not in self._tables:
            self._tables[name] = attrgetter(name)(self.site)
        found = self._tables[name]
        if len(read) == 1:
            return _text(tuple(found) if name == NOTES else found)
        if name == NOTES:
            note: Note | None = found.get(read[1])
            if note is None or len(read) == 2:
                return str(note is not None)
            fact = str(read[2])
            return note.digest if fact in _LONG_FACTS else _text(getattr(note, fact))
        if isinstance(found, Set):
            return str(read[1] in found)
        answer = found.get(read[1])
        if name == _GOALS:
            return repr(answer)
        return ",".join(map(_mention, answer)) if name == _MENTIONS and answer else _text(answer)


def _mention(edge: Edge) -> str:
    """Who mentions whom, and in which words."""
    words = [(each.text, each.start, each.end, each.code) for each in edge.passages]
    return repr((edge.source, edge.target, words))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@cache
def compared_facts(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass by which its values are equal or not."""
    return tuple(each.name for each in fields(kind) if each.compare)


# There are many of these, and they are no tables or sequences.
_PLAIN = frozenset((Edge, Passage, Target))


@cache
def _facts(kind: type) -> Callable[[object], tuple[object, ...]]:
    return attrgetter(*compared_facts(kind))


def _text(value: object) -> str:
    """The value in full, the same for equal ones."""
    kind = type(value)  # what most values are, before the rest is told apart at greater cost
    if kind is str or value is None or kind is int or kind is bool:
        return repr(value)
    if kind is tuple:
        return f"({','.join(map(_text, cast('tuple[object, ...]', value)))})"
    if kind in _PLAIN:
        return f"{kind.__name__}({','.join(map(_text, _facts(kind)(value)))})"
    match value:
        case Enum() | None | bool() | int() | float() | datetime.date() | datetime.timedelta():
            return repr(value)
        case str():
            return repr(str(value))
        case bytes():
            return blake2b(value, digest_size=20).hexdigest()
        case Mapping():
            pairs = cast("Mapping[Any, Any]", value).items()
            return f"{{{','.join(f'{_text(name)}:{_text(each)}' for name, each in pairs)}}}"
        case Set():
            return f"<{','.join(sorted(map(_text, cast('Set[Any]', value))))}>"
        case Sequence():
            return f"({','.join(map(_text, cast('Sequence[Any]', value)))})"
        case _ if is_dataclass(value) and not isinstance(value, type):
            facts = (_text(getattr(value, name)) for name in compared_facts(type(value)))
            return f"{type(value).__name__}({','.join(facts)})"
        case _:
            raise TypeError(f"a {type(value).__name__} has no text that says all of it")
