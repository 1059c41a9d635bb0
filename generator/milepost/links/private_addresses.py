"""Addresses of private notes that stand in no link of a text: in HTML, in diagrams, in formulas, in code."""

import re
from bisect import bisect

from milepost.links.private_links import DEFINITION, INSTEAD, Private, ends_of_lines, target_of
from milepost.links.resolve import NOBODY
from milepost.model.path import is_canvas

__all__ = ["is_private_path", "without_private_addresses"]

_APART = r"\s\"'`<>(){}\[\]\\"
# What gives an address to links of a label, or opens the app.
_ADDRESS = re.compile(
    rf"{DEFINITION.pattern}"
    rf"|(?P<uri>obsidian:(?:[^{_APART}.,:;!?]|[.,:;!?]++(?=[^{_APART}])|\([^{_APART}]*\))++)",
    re.IGNORECASE | re.MULTILINE,
)
# A path: in quotes or brackets, those of CSS, too, or behind `=`; one may stand in another.
_PATH = re.compile(
    r"\"(?=(?P<double>[^\"<>\n\\]++))|'(?=(?P<single>[^'<>\n\\]++))"
    r"|\{(?=(?P<curly>[^{}<>\n\\]++))|(?:\]|\burl)(?=\((?P<round>(?:[^()<>\n\\]|\([^()\n\\]*\))++))"
    r"|=(?=(?P<bare>[^\s\"'`<>{}=\\]++))"
)
# It has an ending; words in quotes are words. Few texts have any at such a place.
_FILE = re.compile(r"\S\.\w{2,6}(?:#.*)?\Z", re.DOTALL)
_ENDING = re.compile(r"\.\w{2,6}(?=[\s\"'`<>{}()=\\#]|\Z)")
# A diagram's: the address of a node, and what is said to who points at it.
_TOOLTIP = re.compile(
    r"((?:click|link)[ \t]+\S+[ \t]+(?:href[ \t]+)?(\\?\")([^\"\n\\]+)\2[ \t]+\2)([^\"\n\\]+)(?=\2)"
)
_OPENING = frozenset("\"'=({")


def without_private_addresses(text: str, private: Private) -> tuple[str, list[tuple[int, str, str]]]:
    """The text on as many lines, and such addresses as a reader sees, as `without_private_names` has them."""
    said: list[tuple[re.Match[str], str]] = []

    def tooltip(found: re.Match[str]) -> str:
        target = target_of(found[3])
        if target is None or not private.holds(target) or private.chosen(target, found[4]):
            return found[0]
        said.append((found, f"{found[1]}words"))
        return found[1] + INSTEAD

    def address(found: re.Match[str]) -> str:
        part = next(each for each in (2, 3, "uri") if found[each])
        if not private.is_at(found[part]):
            return found[0]
        if part != "uri" or _before(found) in _OPENING:
            start, end = (at - found.start() for at in found.span(part))
            return found[0][:start] + NOBODY + found[0][end:]
        said.append((found, f"[words]({found[0]})"))
        return INSTEAD

    text = _TOOLTIP.sub(tooltip, text)
    plain = text
    if "]:" in text or "obsidian:" in text.lower():
        plain = _ADDRESS.sub(address, text)
    if _ENDING.search(plain):
        plain = _without_paths(plain, private)
    ends = ends_of_lines(text) if said else []
    return plain, [(bisect(ends, each.start()), each[0], reworded) for each, reworded in said]


def is_private_path(text: str, private: Private) -> bool:
    """Whether a text is no more than a path of a private file, as that of a picture in a property is."""
    return "\n" not in text and _FILE.search(text) is not None and private.is_at(text)


def _without_paths(text: str, private: Private) -> str:
    is_json = is_canvas(private.path)
    kept, at = "", 0
    for found in _PATH.finditer(text):
        if is_json and found[0] == '"' and _before(found) != "\\":
            continue  # a string of the canvas's own
        part = found.lastgroup or ""
        start, end = found.span(part)
        if start >= at and is_private_path(found[part], private):
            kept += text[at:start] + NOBODY
            at = end
    return kept + text[at:]


def _before(found: re.Match[str]) -> str:
    """The sign before it."""
    return found.string[max(0, found.start() - 1) : found.start()]
