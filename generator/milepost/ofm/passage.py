"""The words around links and embeds, as whoever is linked to wants to read them.

a short block             whole: a list item, a table's row, a heading, most paragraphs
a longer one              the sentence
a sentence too long       the words nearest to the link
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from milepost.model.link import Embed, Link, Passage
from milepost.ofm.text import spoken

__all__ = ["Saying", "mentions", "passage", "sayings"]

_SHORT = 160
"""Up to so many characters a block is shown whole."""

_REACH = 160
"""So many characters are shown before a link, of its own words, and after it."""

# As sentences end, before a blank or, in scripts without blanks, at once. "vs. this" goes on in lower case,
# and one letter before a point is an initial, or "e.g.".
_SENTENCE_END = re.compile(r"(?:(?<!\b[^\W\d_])\.|[!?…])[\"'”’)\]]*\s+(?![a-z])|[。！？][”’」』）]*")
_SAYS_SOMETHING = re.compile(r"\w")
_FIRST_WORD = re.compile(r"\S*\s+")
_CELL_BREAK = " | "
_PLAIN = frozenset({"text", "text_special", "softbreak", "hardbreak"})


@dataclass(slots=True)
class _Place:
    """A link or embed, and where its words stand in its block's text."""

    mention: Link | Embed
    start: int
    end: int


def mentions(tokens: Sequence[Token]) -> Iterator[Link | Embed]:
    """The links and embeds in the tokens of a text, each with its passage; a row of a table is one text."""
    row: list[Token] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield from _in_block(row or ())
            row = None
        elif token.type == "inline" and row is not None:
            row.append(token)
        elif token.type == "inline":
            yield from _in_block((token,))


@dataclass(frozen=True, slots=True)
class Saying:
    """The words of one block."""

    text: str
    """As a reader would say them."""
    plain: str
    """As long, with nothing but NUL for what is a link, a tag, code or a formula."""
    line: int
    """Where the block begins, counted from the first of the text, which is 0."""


def sayings(tokens: Sequence[Token]) -> Iterator[Saying]:
    """The words of each block in the tokens of a text."""
    for token in tokens:
        if token.type != "inline":
            continue
        text: list[str] = []
        plain: list[str] = []
        links = 0
        for child in token.children or ():
            links += (child.type == "link_open") - (child.type == "link_close")
            words = spoken(child)
            text.append(words)
            plain.append(words if child.type in _PLAIN and not links else "\0" * len(words))
        yield Saying("".join(text), "".join(plain), token.map[0] if token.map else 0)


def _in_block(inlines: Sequence[Token]) -> Iterator[Link | Embed]:
    """The mentions in the inline tokens of one block."""
    if not any(
        "link" in child.meta or "embed" in child.meta for each in inlines for child in each.children or ()
    ):
        return
    parts: list[str] = []
    places: list[_Place] = []
    opened: list[_Place | None] = []  # `None` for a link that leaves the vault
    at = 0
    for number, inline in enumerate(inlines):
        if number:
            parts.append(_CELL_BREAK)
            at += len(_CELL_BREAK)
        for child in inline.children or ():
            mention: Link | Embed | None = child.meta.get("link") or child.meta.get("embed")
            words = spoken(child)
            place = _Place(mention, at, at + len(words)) if mention else None
            if place:
                places.append(place)
            if child.type == "link_open":
                opened.append(place)
            elif child.type == "link_close" and (closed := opened.pop()):
                closed.end = at
            parts.append(words)
            at += len(words)
    text = "".join(parts)
    for place in places:
        yield replace(place.mention, passage=passage(text, place.start, place.end))


def passage(text: str, start: int, end: int) -> Passage | None:
    """What is shown of a block's text around its characters from `start` to `end`. Its cost is bounded."""
    until = min(end, start + _REACH)
    before, after = text[max(0, start - _REACH) : start], text[until : until + _REACH]
    if len(text) > _SHORT:
        before = _last_sentence(before, goes_on=start > _REACH)
        after = _first_sentence(after, goes_on=until + _REACH < len(text))
    if not _SAYS_SOMETHING.search(before + after):
        return None
    before, words, after = _on_one_line(before, text[start:until], after)
    return Passage(before + words + after, len(before), len(before) + len(words))


def _last_sentence(text: str, *, goes_on: bool) -> str:
    """What of the text before a link belongs to its sentence."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    if ends:
        return text[ends[-1] :]
    if not goes_on:
        return text
    cut = _FIRST_WORD.match(text)
    return "…" + (text[cut.end() :] if cut else text)


def _first_sentence(text: str, *, goes_on: bool) -> str:
    """What of the text behind a link belongs to its sentence."""
    end = _SENTENCE_END.search(text)
    if end:
        return text[: end.end()]
    if not goes_on:
        return text
    return (text.rpartition(" ")[0] or text) + "…"


def _on_one_line(before: str, words: str, after: str) -> tuple[str, str, str]:
    """The three parts without line breaks, and without blanks at the two ends."""
    squeezed = [re.sub(r"\s+", " ", part) for part in (before, words, after)]
    return squeezed[0].lstrip(), squeezed[1], squeezed[2].rstrip()
