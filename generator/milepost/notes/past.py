"""What of a note's past still matters: a few of its properties, taken from an old text."""

import datetime
import re
from typing import cast

from milepost.model.history import Facts
from milepost.model.note import Properties
from milepost.model.path import VaultPath
from milepost.notes.frontmatter import Frontmatter, split
from milepost.notes.marks import MARKS
from milepost.notes.schema import read_properties
from milepost.settings import Settings

__all__ = ["past_facts", "past_properties"]

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
