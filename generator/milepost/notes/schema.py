"""Which properties mean what: raw YAML values to `Properties`, and what is odd about them.

property     read on      accepts
type         every note   a word
title        every note   text or a number
aliases      every note   a list, or text with commas (`alias` too)
tags         every note   a list, or text with commas or blanks, with or without # (`tag` too)
description  every note   text
permalink    every note   a path on the site
cssclasses   every note   a list, or text with commas or blanks (`cssclass` too)
show_properties  every note  yes or no
publish      every note   yes or no, in any spelling; `draft` the other way round
date         every note   a date, a date and time, or ISO text; of other notes than write-ups anything
status       items        a word of the setting `statuses`, or a list of one
kind         items        a word of the setting `kinds`
phase        items        a link or a number
estimate     items        words, or a number of hours
order        items, phases  a whole number
milestone    items        yes or no
started, done  items      a date
review       items        a date
reviewed     items        a list of dates, or one
after        items        links
tagline      phases       text
phases       roadmap      a whole number
items        write-ups    links
"""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import TypeVar, cast

from milepost.model.link import Target
from milepost.model.note import Properties
from milepost.model.path import VaultPath
from milepost.model.problem import Code, Problem, Severity
from milepost.model.roadmap import Status
from milepost.notes.frontmatter import Frontmatter
from milepost.notes.marks import MARKS
from milepost.notes.permalink import read_permalink
from milepost.notes.values import (
    read_day,
    read_days,
    read_number,
    read_text,
    read_truth,
    read_words,
    said,
    single,
)
from milepost.ofm.target import parse_target
from milepost.settings import Settings

__all__ = ["alike", "read_properties", "targets"]

_LINK = re.compile(r"\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]")

# The words of `type` that make a note more than a note, each with the properties that hardly any other has.
_TYPES = {
    "item": ("phase", "estimate"),
    "phase": ("tagline",),
    "roadmap": ("phases",),
    "writeup": ("items",),
    "run": ("serves",),
}

_WRITE_UP = re.compile(r"write[- ]up", re.IGNORECASE)

# No other character could stand in an attribute, or in a selector, as it is.
_CLASS = re.compile(r"[\w-]+")

Report = Callable[[str, Code, str, str], None]
T = TypeVar("T")


def read_properties(
    path: VaultPath, front: Frontmatter, settings: Settings
) -> tuple[Properties, tuple[Problem, ...]]:
    """The properties of a note as Milepost understands them, and what is wrong with them."""
    problems: list[Problem] = [front.problem] if front.problem else []
    values, lines = front.values, front.lines

    def report(name: str, code: Code, message: str, hint: str) -> None:
        problems.append(Problem(path, lines.get(name, 1), code, message, hint, Severity.ERROR))

    def get(name: str, read: Callable[[object], T], hint: str) -> T | None:
        if values.get(name) in (None, []):  # the app leaves an empty list where all of it was taken out
            return None
        try:
            return read(values[name])
        except ValueError:
            report(name, Code.PROPERTY_TYPE, f"{name} is {said(values[name])}", hint)
            return None

    def text(name: str) -> str | None:
        return get(name, read_text, "write plain text")

    def day(name: str) -> datetime.date | None:
        return get(name, read_day, "write year, month and day, such as 2026-11-22")

    def days(name: str) -> tuple[datetime.date, ...]:
        return get(name, read_days, "write a list of days, each such as 2026-11-22") or ()

    def number(name: str) -> int | None:
        return get(name, read_number, "write a whole number")

    def truth(name: str) -> bool | None:
        return get(name, read_truth, "write true or false")

    def words(name: str, old_name: str, separators: str) -> tuple[str, ...]:
        """A list, also by the name that Obsidian dropped in 1.9."""
        present = name if name in values else old_name
        return get(present, read_words(separators), "write a list of words") or ()

    classes = " ".join(words("cssclasses", "cssclass", r",")).split()
    kind_of_note = (get("type", _type, "write plain text") or "").lower() or None
    if meant := _misspelt(kind_of_note, values):
        report("type", Code.PROPERTY_TYPE, f"type is {said(values['type'])}", f'did you mean "{meant}"?')
    is_item, is_phase, is_write_up = (kind_of_note == each for each in ("item", "phase", "writeup"))
    properties = Properties(
        type=kind_of_note,
        title=text("title"),
        status=_status(values.get("status"), settings, report) if is_item else None,
        kind=_kind(text("kind"), settings, report) if is_item else None,
        phase=get("phase", _phase, "write a link or a number") if is_item else None,
        order=number("order") if is_item or is_phase else None,
        estimate=text("estimate") if is_item else None,
        tagline=text("tagline") if is_phase else None,
        phases=number("phases") if kind_of_note == "roadmap" else None,
        date=day("date") if is_write_up else _day_if_any(values.get("date")),
        started=day("started") if is_item else None,
        # Many have a checkbox of that name, which is none of ours.
        done=day("done") if is_item and not isinstance(values.get("done"), bool) else None,
        review=day("review") if is_item else None,
        reviewed=days("reviewed") if is_item else (),
        milestone=is_item and truth("milestone") is True,
        aliases=words("aliases", "alias", r","),
        tags=tuple(tag.lstrip("#") for tag in words("tags", "tag", r"[,\s]") if tag.strip("#")),
        description=text("description"),
        permalink=_permalink(values.get("permalink"), report),
        css_classes=tuple(each for each in classes if _CLASS.fullmatch(each)),
        shows_properties=truth("show_properties"),
        is_public=False if front.problem else _publication(values, report),
        is_draft=_is_draft(values),
        values=values,
        lines=lines,
        names=front.names,
    )
    if is_write_up or is_item:
        get("items" if is_write_up else "after", _linked, 'write links, such as "[[Softmax]]"')
    return properties, tuple(problems)


def targets(value: object) -> tuple[Target, ...]:
    """The links in a property's value, in order: `"[[Note]]"`, or a list of them.

    Unquoted, YAML reads `[[Note]]` as a list in a list; it is taken as the link that it was meant to be.
    """
    if isinstance(value, list):
        entries = cast("list[object]", value)
        return _links(entries) or tuple(target for each in entries for target in _links(each))
    return _links(value)


def _links(entry: object) -> tuple[Target, ...]:
    match entry:
        case str():
            return tuple(parse_target(match[1]) for match in _LINK.finditer(entry))
        case [[str() as name]]:
            return _links(f"[[{name}]]")
        case _:
            return ()


def _type(value: object) -> str | None:
    """The word; `None` for several of which none is ours, as a vault may have for ends of its own.

    A write-up is one by that name, too.
    """
    words = cast("list[object]", value) if isinstance(value, list) else list[object]()
    are_others = len(words) > 1 and _TYPES.keys().isdisjoint(str(each).lower() for each in words)
    word = None if are_others else read_text(cast("object", value))
    return "writeup" if word and _WRITE_UP.fullmatch(word) else word


def _day_if_any(value: object) -> datetime.date | None:
    try:
        return read_day(value)
    except ValueError:
        return None


def _misspelt(word: str | None, values: Mapping[str, object]) -> str | None:
    """The type of ours that a word of the author's own is meant to be: the note has properties of that."""
    near = alike(word, _TYPES) if word and word not in _TYPES else []
    return near[0] if near and any(name in values for name in _TYPES[near[0]]) else None


def _permalink(value: object, report: Report) -> str | None:
    try:
        return read_permalink(value)
    except ValueError as reason:
        hint = "write a path on the site, such as guides/softmax"
        report("permalink", Code.PERMALINK_INVALID, f"permalink {reason}", hint)
        return None


def _publication(values: Mapping[str, object], report: Report) -> bool | None:
    """What the note says of being published. `None` is silence; in doubt the answer is no."""
    marks: dict[str, bool] = {}
    for name in MARKS:
        if name not in values:
            continue
        value = values[name]
        try:
            marks[name] = read_truth(value)
        except ValueError:
            told = "empty" if value is None else said(value)
            message = f"{name} is {told}, neither yes nor no; the note is kept private"
            report(name, Code.PUBLISH_UNCLEAR, message, f"write {name}: true or {name}: false")
            return False
    if marks.get("draft"):
        return False
    return marks.get("publish")


def _is_draft(values: Mapping[str, object]) -> bool:
    """Whether `draft` alone keeps the note private, and nothing that is said beside it."""
    try:
        draft, publish = (
            read_truth(values[name]) if name in values else None for name in ("draft", "publish")
        )
    except ValueError:
        return False
    return draft is True and publish is not False


def _status(value: object, settings: Settings, report: Report) -> Status | None:
    value = single(value)
    if value in (None, []):
        return None
    if not isinstance(value, str):
        reason = " (a checkbox)" if isinstance(value, bool) else ""
        report(
            "status",
            Code.PROPERTY_TYPE,
            f"status is {said(value)}{reason}",
            f"write one of {_choice(Status)}",
        )
        return None
    word = value.strip().lower()
    if word not in settings.statuses:
        hint = _near(word, settings.statuses, Status, "statuses")
        report("status", Code.STATUS_UNKNOWN, f'status "{value}" is unknown', hint)
        return None
    return settings.statuses[word]


def _kind(value: str | None, settings: Settings, report: Report) -> str | None:
    word = value.lower() if value else None
    if word and word not in settings.kinds:
        hint = _near(word, settings.kinds, settings.kinds, "kinds")
        report("kind", Code.KIND_UNKNOWN, f'kind "{value}" is unknown', hint)
    return word


def _phase(value: object) -> str | None:
    linked = targets(value)
    return linked[0].name if linked else read_text(value)


def _linked(value: object) -> None:
    """Nothing, if there is a link in the value, or nothing at all."""
    entries = [value]
    if isinstance(value, list):
        entries = cast("list[object]", value)
    if not targets(entries) and any(each not in (None, "") for each in entries):
        raise ValueError("no link")


def _choice(words: Iterable[str]) -> str:
    return ", ".join(words)


def _near(word: str, known: Iterable[str], offered: Iterable[str], option: str) -> str:
    if near := alike(word, known):
        return f'did you mean "{near[0]}"?'
    return f"write one of {_choice(offered)}, or add yours to the option {option}"


def alike(word: str, known: Iterable[str]) -> list[str]:
    """The known words that somebody may have meant, the likeliest first."""
    known = list(known)
    swapped = [each for each in known if sorted(each) == sorted(word)]  # "doen" is as like "open" as "done"
    return swapped or get_close_matches(word, known, n=1, cutoff=0.6)
