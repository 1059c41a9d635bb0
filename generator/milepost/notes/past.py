"""What of a note's past still matters: a few of its properties, taken from an old text, and its name."""

import datetime
import re
from collections.abc import Collection
from typing import cast

from milepost.model.frozen import replace
from milepost.model.history import Facts, History
from milepost.model.note import Properties
from milepost.model.path import VaultPath, fold
from milepost.notes.frontmatter import Frontmatter, split
from milepost.notes.marks import MARKS
from milepost.notes.schema import read_properties
from milepost.settings import Settings

__all__ = ["past_facts", "past_properties", "respelled"]

_NOTE = VaultPath("past.md")
# The properties, and the words without which they say nothing of this.
_HEAD = re.compile(r"\ufeff?---[ \t]*\r?\n.*?(?:^---|\Z)", re.DOTALL | re.MULTILINE)
_TELLING = re.compile("item|publish|draft", re.IGNORECASE)
_NAMES = ("type", "status", "phase", *MARKS)
_PRIVATE: Facts = {"publish": False}


def past_facts(text: str) -> Facts:
    """The properties that say whether a note was an item, which, how far, and whether anyone might see it.

    A note whose properties cannot be read is private, as such a one is today. Of a private one this is all.
    """
    head = _HEAD.match(text)
    if head is None or not _TELLING.search(head[0]):
        return {}  # most notes: no YAML need be read
    front = split(_NOTE, text)
    if front.problem is not None:
        return _PRIVATE
    facts = {name: _plain(front.values[name]) for name in _NAMES if name in front.values}
    is_marked = not facts.keys().isdisjoint(MARKS)  # most are not
    return _PRIVATE if is_marked and past_properties(facts, Settings()).is_public is False else facts


def past_properties(facts: Facts, settings: Settings) -> Properties:
    """What they meant, by the settings of today."""
    return read_properties(_NOTE, Frontmatter("", 1, values=facts), settings)[0]


def _plain(value: object) -> object:
    """The value as JSON can hold it."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, list):
        return [_plain(each) for each in cast("list[object]", value)]
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def respelled(history: History | None, there: Collection[VaultPath]) -> History | None:
    """The history by the names of the notes that are there, where git has one in another case.

    On macOS and Windows, whose disks find a file by either name, it does not notice such a new name.
    """
    if history is None:
        return None
    known = {*history.changed, *(each.path for each in history.traces if each.ended is None)}
    new = {fold(path): path for path in there if path not in known}
    gone = known.difference(there) if new else ()
    names = {path: new[fold(path)] for path in gone if fold(path) in new}
    if not names:
        return history
    return replace(
        history,
        changed={names.get(path, path): moment for path, moment in history.changed.items()},
        traces=tuple(
            replace(each, path=names.get(each.path, each.path)) if each.ended is None else each
            for each in history.traces
        ),
    )
