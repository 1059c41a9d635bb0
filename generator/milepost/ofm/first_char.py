"""With which characters the matches of a regular expression begin, as Python itself understands it."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import chain
from typing import Any

__all__ = ["OTHERS", "Chars", "first_chars"]

OTHERS = 128
"""Stands for all characters outside of ASCII."""

Chars = frozenset[int]
"""Characters of ASCII by number, and `OTHERS`."""

_Node = tuple[Any, Any]
"""A part of an expression: its kind, and what belongs to it."""

_ALL: Chars = frozenset(range(OTHERS + 1))
_CLASSES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}
_NO_CHARACTER = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})


@lru_cache(maxsize=4096)
def first_chars(pattern: re.Pattern[str]) -> Chars | None:
    """No match begins with any other; `None` where one may be of no character, or this cannot be told."""
    try:
        parsed = import_module("re._parser").parse(pattern.pattern, pattern.flags)
        return _of_sequence(parsed, pattern.flags)
    except Exception:  # in what form Python understands expressions is its own affair, and may change
        return None


def _of_sequence(nodes: Iterable[_Node], flags: int) -> Chars | None:
    found: set[int] = set()
    for kind, value in nodes:
        if str(kind) in _NO_CHARACTER:
            continue
        chars, is_optional = _of_node(str(kind), value, flags)
        if chars is None:
            return None
        found |= chars
        if not is_optional:
            return frozenset(found)
    return None


def _of_node(kind: str, value: Any, flags: int) -> tuple[Chars | None, bool]:
    """With what a part begins, and whether it may be left out."""
    match kind:
        case "LITERAL":
            return _of_range(value, value, flags), False
        case "NOT_LITERAL" | "ANY":
            return _ALL, False
        case "IN":
            return _of_set(value, flags), False
        case "BRANCH":
            ways = [_of_sequence(each, flags) for each in value[1]]
            known = [each for each in ways if each is not None]
            return frozenset(chain.from_iterable(known)) if len(known) == len(ways) else None, False
        case "SUBPATTERN":
            _, on, off, inside = value
            return _of_sequence(inside, (flags | on) & ~off), False
        case "ATOMIC_GROUP":
            return _of_sequence(value, flags), False
        case _ if kind in _REPEATS:
            least, _, inside = value
            return _of_sequence(inside, flags), least == 0
        case _:
            return None, False


def _of_set(members: Sequence[_Node], flags: int) -> Chars:
    is_negated = str(members[0][0]) == "NEGATE"
    if is_negated and flags & (re.IGNORECASE | re.ASCII):
        return _ALL
    found = frozenset(chain.from_iterable(_of_member(str(k), v, flags) for k, v in members[is_negated:]))
    return (_ALL - found) | {OTHERS} if is_negated else found


def _of_member(kind: str, value: Any, flags: int) -> Chars:
    match kind:
        case "LITERAL":
            return _of_range(value, value, flags)
        case "RANGE":
            first, last = value
            return _of_range(first, last, flags)
        case _:
            return _ALL if flags & re.ASCII else _of_class(str(value))


def _of_range(first: int, last: int, flags: int) -> Chars:
    if not flags & re.IGNORECASE:
        return frozenset(min(each, OTHERS) for each in range(min(first, OTHERS), min(last, OTHERS) + 1))
    if last >= OTHERS:
        return _ALL  # the long s is an s in another case
    found = "".join(map(chr, range(first, last + 1)))
    return frozenset((*map(ord, found.lower()), *map(ord, found.upper()), OTHERS))


@lru_cache(maxsize=8)
def _of_class(name: str) -> Chars:
    r"""Of `\w` and the like, as Python calls it: "CATEGORY_NOT_WORD"."""
    inside, is_not = re.compile(_CLASSES[name.rpartition("_")[2]]), "_NOT_" in name
    ascii_ = (each for each in range(OTHERS) if bool(inside.match(chr(each))) != is_not)
    return frozenset((*ascii_, OTHERS))
