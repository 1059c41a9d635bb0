"""Which properties mean what: raw YAML values to `Properties`, and what is odd about them.

property     read on      accepts
type         every note   a word
title        every note   text or a number
aliases      every note   a list, or text with commas (`alias` too)
tags         every note   a list, or text with commas or blanks, with or without # (`tag` too)
description  every note   text
publish      every note   yes or no, in any spelling; `draft` the other way round
date         every note   a date, a date and time, or ISO text
status       items        a word of the setting `statuses`
kind         items        a word of the setting `kinds`
phase        items        a link or a number
estimate     items        words, or a number of hours
order        items, phases  a whole number
milestone    items        yes or no
tagline      phases       text
"""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import cast

from milepost.model.link import Target
from milepost.model.note import Properties
from milepost.model.path import VaultPath
from milepost.model.problem import Code, Problem, Severity
from milepost.model.roadmap import Status
from milepost.notes.frontmatter import Frontmatter
from milepost.ofm.target import parse_target
from milepost.settings import Settings

__all__ = ["read_properties", "targets"]

_YES = frozenset({"true", "yes", "on", "y", "1"})
_NO = frozenset({"false", "no", "off", "n", "0"})
_LINK = re.compile(r"\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]")

Report = Callable[[str, Code, str, str], None]


def read_properties(
    path: VaultPath, front: Frontmatter, settings: Settings
) -> tuple[Properties, tuple[Problem, ...]]:
    """The properties of a note as Milepost understands them, and what is wrong with them."""
    problems: list[Problem] = [front.problem] if front.problem else []
    values, lines = front.values, front.lines

    def report(name: str, code: Code, message: str, hint: str) -> None:
        problems.append(Problem(path, lines.get(name, 1), code, message, hint, Severity.ERROR))

    word = values.get("type")
    kind_of_note = word.strip().lower() if isinstance(word, str) else None
    is_item, is_phase = kind_of_note == "item", kind_of_note == "phase"
    properties = Properties(
        type=kind_of_note,
        title=_text(values.get("title")),
        status=_status(values.get("status"), settings, report) if is_item else None,
        kind=_kind(values.get("kind"), settings, report) if is_item else None,
        phase=_phase(values.get("phase")) if is_item else None,
        order=_order(values.get("order"), report) if is_item or is_phase else None,
        estimate=_text(values.get("estimate")) if is_item else None,
        tagline=_text(values.get("tagline")) if is_phase else None,
        date=_date(values.get("date"), report),
        milestone=_truth(values.get("milestone")) is True,
        aliases=_list(values, "aliases", "alias", r","),
        tags=tuple(tag.lstrip("#") for tag in _list(values, "tags", "tag", r"[,\s]") if tag.strip("#")),
        description=_text(values.get("description")),
        is_public=False if front.problem else _publication(values, report),
        values=values,
        lines=lines,
    )
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


def _text(value: object) -> str | None:
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return str(value).strip() or None
    return None


def _list(values: Mapping[str, object], name: str, old_name: str, separators: str) -> tuple[str, ...]:
    """The words of a list property; `old_name` is the spelling that Obsidian dropped in 1.9."""
    value = values.get(name, values.get(old_name))
    if isinstance(value, list):
        raw = [_text(each) or "" for each in cast("list[object]", value)]
    else:
        raw = re.split(separators, _text(value) or "")
    return tuple(each.strip() for each in raw if each.strip())


def _truth(value: object) -> bool | None:
    """What people mean by a word for yes or no; `None` where that is not clear."""
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    return True if word in _YES else False if word in _NO else None


def _publication(values: Mapping[str, object], report: Report) -> bool | None:
    """What the note says of being published. `None` is silence; in doubt the answer is no."""
    said: dict[str, bool | None] = {}
    for name in ("publish", "draft"):
        value = values.get(name)
        said[name] = None if value is None else _truth(value)
        if value is not None and said[name] is None:
            message = f"{name} is {_said(value)}, neither yes nor no; the note is kept private"
            report(name, Code.PUBLISH_UNCLEAR, message, f"write {name}: true or {name}: false")
            return False
    if said["publish"] is False or said["draft"]:
        return False
    return said["publish"]


def _status(value: object, settings: Settings, report: Report) -> Status | None:
    if value is None:
        return None
    if not isinstance(value, str):
        reason = " (YAML reads a bare yes or no as a checkbox)" if isinstance(value, bool) else ""
        report(
            "status",
            Code.PROPERTY_TYPE,
            f"status is {_said(value)}{reason}",
            f"write one of {_choice(Status)}",
        )
        return None
    word = value.strip().lower()
    if word not in settings.statuses:
        report(
            "status",
            Code.STATUS_UNKNOWN,
            f'status "{value}" is unknown',
            _near(word, settings.statuses, Status),
        )
        return None
    return settings.statuses[word]


def _kind(value: object, settings: Settings, report: Report) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        report(
            "kind", Code.PROPERTY_TYPE, f"kind is {_said(value)}", f"write one of {_choice(settings.kinds)}"
        )
        return None
    word = value.strip().lower()
    if word not in settings.kinds:
        report(
            "kind",
            Code.KIND_UNKNOWN,
            f'kind "{value}" is unknown',
            _near(word, settings.kinds, settings.kinds),
        )
    return word or None


def _phase(value: object) -> str | None:
    linked = targets(value)
    return linked[0].name if linked else _text(value)


def _order(value: object, report: Report) -> int | None:
    if value is None:
        return None
    if not isinstance(value, bool):
        try:
            return int(str(value).strip())
        except ValueError:
            pass
    report("order", Code.PROPERTY_TYPE, f"order is {_said(value)}", "write a whole number")
    return None


def _date(value: object, report: Report) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    if value is None or isinstance(value, datetime.date):
        return value
    try:
        return datetime.datetime.fromisoformat(str(value).strip()).date()
    except ValueError:
        report("date", Code.PROPERTY_TYPE, f"date is {value!r}", "write it as 2026-11-22")
        return None


def _said(value: object) -> str:
    """The value as a message repeats it."""
    return value.isoformat() if isinstance(value, datetime.date) else repr(value)


def _choice(words: Iterable[str]) -> str:
    return ", ".join(words)


def _near(word: str, known: Iterable[str], offered: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'did you mean "{near[0]}"?' if near else f"write one of {_choice(offered)}"
