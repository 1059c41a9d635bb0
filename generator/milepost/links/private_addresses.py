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
# A path: all there is, as in a property, or in quotes or brackets, or behind `=`; one may stand in another.
_PATH = re.compile(
    r"\A(?=(?P<whole>[^\"'{}<>=\n]+)\Z)|\"(?=(?P<double>[^\"<>\n\\]++))|'(?=(?P<single>[^'<>\n\\]++))"
    r"|\{(?=(?P<curly>[^{}<>\n\\]++))|\](?=\((?P<round>(?:[^()<>\n\\]|\([^()\n\\]*\))++))"
    r"|=(?=(?P<bare>[^\s\"'`<>{}=\\]++))"
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
            start, end = (at - found.start() for at in found.span(part))
            return found[0][:start] + NOBODY + found[0][end:]
        said.append(found)
        return INSTEAD

    plain = _without_paths(_ADDRESS.sub(address, text), private)
    ends = [each.end() for each in _LINE.finditer(text)] if said else []
    return plain, [(bisect(ends, each.start()), each[0], f"[words]({each[0]})") for each in said]


def _without_paths(text: str, private: Private) -> str:
    is_json = is_canvas(private.path)
    kept, at = "", 0
    for found in _PATH.finditer(text):
        if is_json and found[0] == '"' and _before(found) != "\\":
            continue  # a string of the canvas's own
        part = found.lastgroup or ""
        start, end = found.span(part)
        if start >= at and _FILE.search(found[part]) and private.is_at(found[part]):
            kept += text[at:start] + NOBODY
            at = end
    return kept + text[at:]


def _before(found: re.Match[str]) -> str:
    """The sign before it."""
    return found.string[max(0, found.start() - 1) : found.start()]
