"""Addresses of private notes that stand in no link of a text: in HTML, in diagrams, in formulas, in code."""

import re
from bisect import bisect

from milepost.links.private_links import DEFINITION, INSTEAD, Private
from milepost.links.resolve import NOBODY
from milepost.model.path import is_canvas

__all__ = ["without_private_addresses"]

_APART = r"\s\"'`<>(){}\[\]\\"
# What gives an address to links of a label, or opens the app.
_ADDRESS = re.compile(
    rf"{DEFINITION.pattern}"
    rf"|(?P<uri>obsidian:(?:[^{_APART}.,:;!?]|[.,:;!?]++(?=[^{_APART}])|\([^{_APART}]*\))++)",
    re.IGNORECASE | re.MULTILINE,
)
# A path: all there is, as in a property, or in quotes or brackets, or behind `=`.
_PATH = re.compile(
    r"\A(?P<whole>[^\"'(){}<>=\n]+)\Z"
    rf"|(?P<before>[\"'{{]|(?<=\])\()(?P<path>[^\"'(){{}}<>=\n\\]++)|=(?P<bare>[^{_APART}=]++)"
)
# It has an ending; words in quotes are words.
_FILE = re.compile(r"\S\.\w{2,6}(?:#.*)?\Z", re.DOTALL)
_OPENING = frozenset("\"'=({")
_LINE = re.compile(r"\r\n?|\n")


def without_private_addresses(text: str, private: Private) -> tuple[str, list[tuple[int, str, str]]]:
    """The text on as many lines, and such addresses as a reader sees, as `without_private_names` has them."""
    said: list[re.Match[str]] = []

    def address(found: re.Match[str]) -> str:
        part = next(each for each in (2, 3, "uri") if found[each])
        if not private.is_at(found[part]):
            return found[0]
        if part != "uri" or _before(found) in _OPENING:
            return _with_nobody(found, part)
        said.append(found)
        return INSTEAD

    def path(found: re.Match[str]) -> str:
        is_of_json = found["before"] == '"' and is_canvas(private.path) and _before(found) != "\\"
        part = next(each for each in ("whole", "path", "bare") if found[each])
        is_private = not is_of_json and _FILE.search(found[part]) and private.is_at(found[part])
        return _with_nobody(found, part) if is_private else found[0]

    plain = _PATH.sub(path, _ADDRESS.sub(address, text))
    ends = [each.end() for each in _LINE.finditer(text)] if said else []
    return plain, [(bisect(ends, each.start()), each[0], f"[words]({each[0]})") for each in said]


def _before(found: re.Match[str]) -> str:
    """The sign before it."""
    return found.string[max(0, found.start() - 1) : found.start()]


def _with_nobody(found: re.Match[str], part: int | str) -> str:
    """What was found, with nobody's address in the place of a part."""
    start, end = (at - found.start() for at in found.span(part))
    return found[0][:start] + NOBODY + found[0][end:]
