"""Filling what is empty in a note that is there already, touching no other byte."""

import re
from collections.abc import Sequence

from milepost.authoring.draft import Draft
from milepost.authoring.property import set_property
from milepost.model.path import VaultPath
from milepost.notes.frontmatter import lines_of, split

__all__ = ["fill_empty"]

_HEADING = re.compile(r" {0,3}(#{1,6})(?=\s)(.*)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_EMPTY: tuple[object, ...] = (None, "", [])


def fill_empty(path: VaultPath, text: str, draft: Draft, *, overrule: bool = False) -> str:
    """The note's text with those properties and sections of the draft that it lacks or leaves empty.

    Where the draft may `overrule` the note, its properties take the place of those that are there.

    Raises:
        EditError: the note has no properties, or they cannot be edited safely.
    """
    values = split(path, text).values
    for name, value in draft.properties.items():
        if overrule or values.get(name) in _EMPTY:
            text = set_property(path, text, name, value)
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = lines_of(text)
    first = split(path, text).first_line - 1
    head, body = "".join(lines[:first]), lines[first:]
    headings = [heading.casefold() for heading in draft.sections]
    for place, (heading, content) in enumerate(draft.sections.items()):
        body = _with_section(body, heading, content, headings[place + 1 :], newline)
    return "".join((_ended(head, newline), *body)) if body else head


def _with_section(
    lines: Sequence[str], heading: str, content: str, later: Sequence[str], newline: str
) -> list[str]:
    """The lines of a note's body with the section's content, if the section is empty or missing."""
    content = content.replace("\n", newline) + newline
    found, is_code_open = _headings(lines)
    for number, (at, level, title) in enumerate(found):
        if title == heading.casefold():
            end = next((place for place, depth, _ in found[number + 1 :] if depth <= level), len(lines))
            if any(line.strip() for line in lines[at + 1 : end]):
                return list(lines)
            gap = [newline] if end == at + 1 < len(lines) else []
            return [*lines[:at], _ended(lines[at], newline), newline, content, *gap, *lines[at + 1 :]]
    section = [f"## {heading}{newline}", newline, content]
    for at, _, title in found:
        if title in later:
            return [*lines[:at], *section, newline, *lines[at:]]
    if is_code_open:  # whatever is added would become a part of the code
        return list(lines)
    above = [*lines[:-1], _ended(lines[-1], newline)] if lines else []
    gap = [] if above and not above[-1].strip() else [newline]
    return [*above, *gap, *section]


def _headings(lines: Sequence[str]) -> tuple[list[tuple[int, int, str]], bool]:
    """Where each heading outside code stands, its level, its folded text; and whether code is left open."""
    found: list[tuple[int, int, str]] = []
    fence = ""
    for at, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif mark:
            fence = mark[1]
        elif heading := _HEADING.match(line):
            found.append((at, len(heading[1]), heading[2].rstrip().rstrip("#").strip().casefold()))
    return found, bool(fence)


def _ended(line: str, newline: str) -> str:
    return line if line.endswith(("\n", "\r")) else line + newline
