"""The words around links and embeds, as whoever is linked to wants to read them.

a short block             whole: a list item, a table's row, a heading, most paragraphs
a longer one              the sentence
a sentence too long       the words nearest to the link
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Literal

from markdown_it.token import Token
from msgspec import Struct

from milepost.model.frozen import Frozen, replace
from milepost.model.link import Embed, Link, Passage, Span
from milepost.ofm.text import BREAKS, spoken

__all__ = ["ENDS", "Saying", "mentions", "passage", "sayings"]

_SHORT = 160
"""Up to so many characters a block is shown whole."""

_REACH = 160
"""So many characters are shown before a link, of its own words, and after it."""

ENDS = r"(?<!\b[^\W_]\.)(?<!\b\d\d\.)"
"""Behind a sign, that it may end a sentence: a letter with a point is an initial, two figures an ordinal."""

# As sentences end, before a blank or, in scripts without blanks, at once. "vs. this" goes on in lower case.
# As a set of signs stands at its head, it looks at nothing else of a text.
_SENTENCE_END = re.compile(
    rf"[.!?…。！？](?:(?<=[.!?…]){ENDS}[\"'”’)\]]*\s+(?![a-z])|(?<=[。！？])[”’」』）]*)"
)
# With these signs links and embeds begin, be they HTML: most blocks have none.
_MAY_MENTION = re.compile(r"[\[<]")
_SAYS_SOMETHING = re.compile(r"\w")
_FIRST_WORD = re.compile(r"\S*\s+")
_BLANKS = re.compile(r"\s+")
_CELL_BREAK = " | "
_GOES_ON = "…"
_KINDS: Mapping[str, Literal["code", "math", "value"]] = {
    "code_inline": "code",
    "math_inline": "math",
    "value": "value",
}
_START, _END = attrgetter("start"), attrgetter("end")
_PLAIN = BREAKS | {"text", "text_special"}


class _Place(Struct):
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
        elif token.type == "inline" and _MAY_MENTION.search(token.content):
            yield from _in_block((token,))


class Saying(Frozen):
    """The words of one block."""

    text: str
    """As a reader would say them."""
    plain: str
    """As long, with nothing but NUL for what is a link, a tag, code or a formula."""
    spans: tuple[Span, ...]
    """What of it is no plain words, in order."""


def sayings(tokens: Sequence[Token]) -> Iterator[Saying]:
    """The words of each block in the tokens of a text."""
    for token in tokens:
        if token.type != "inline":
            continue
        text: list[str] = []
        plain: list[str] = []
        spans: list[Span] = []
        links = at = 0
        for child in token.children or ():
            links += (child.type == "link_open") - (child.type == "link_close")
            words = _words(child)
            text.append(words)
            plain.append(words if child.type in _PLAIN and not links else "\0" * len(words))
            spans += _spans(child, at, words)
            at += len(words)
        yield Saying("".join(text), "".join(plain), tuple(spans))


def _in_block(inlines: Sequence[Token]) -> Iterator[Link | Embed]:
    """The mentions in the inline tokens of one block."""
    if not any(
        "link" in child.meta or "embed" in child.meta for each in inlines for child in each.children or ()
    ):
        return
    parts: list[str] = []
    places: list[_Place] = []
    spans: list[Span] = []
    opened: list[_Place | None] = []  # `None` for a link that leaves the vault
    at = 0
    for number, inline in enumerate(inlines):
        if number:
            parts.append(_CELL_BREAK)
            at += len(_CELL_BREAK)
        for child in inline.children or ():
            mention: Link | Embed | None = child.meta.get("link") or child.meta.get("embed")
            words = _on_one_line(child.content if child.type == "text" else _words(child))
            place = _Place(mention, at, at + len(words)) if mention else None
            if place:
                places.append(place)
            if child.type == "link_open":
                opened.append(place)
            elif child.type == "link_close" and (closed := opened.pop()):
                closed.end = at
            elif child.type in _KINDS:
                spans += _spans(child, at, words)
            parts.append(words)
            at += len(words)
    text = "".join(parts)
    for place in places:
        yield replace(place.mention, passage=passage(text, spans, place.start, place.end))


def _words(token: Token) -> str:
    """The words of one inline token, with a sign for what differs from page to page."""
    return _GOES_ON if token.type == "value" else spoken(token)


def _spans(token: Token, at: int, words: str) -> tuple[Span, ...]:
    """What of the words of a token at `at` is no plain words."""
    kind = _KINDS.get(token.type)
    return (Span(at, at + len(words), kind, token.meta.get("value", ("", ""))),) if kind else ()


def _on_one_line(words: str) -> str:
    # As most are: of all blanks Python calls the space alone printable.
    return words if words.isprintable() and "  " not in words else _BLANKS.sub(" ", words)


def passage(text: str, spans: Sequence[Span], start: int, end: int) -> Passage | None:
    """What is shown of a block's text around its characters from `start` to `end`. Its cost is bounded."""
    end = min(end, start + _REACH)
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    before = after = ""
    if len(text) > _SHORT:
        first, before = _sentence_start(text, first, start)
        last, after = _sentence_end(text, end, last)
    if not _SAYS_SOMETHING.search(text[first:start] + text[end:last]):
        return None
    shown = text[first:last]
    first, last = last - len(shown.lstrip()), first + len(shown.rstrip())
    start, end = (min(max(each, first), last) for each in (start, end))  # an embed may stand among the blanks
    shift = len(before) - first
    since, until = bisect_right(spans, first, key=_END), bisect_left(spans, last, key=_START)
    return Passage(
        before + text[first:last] + after,
        start + shift,
        end + shift,
        tuple(
            _shown(each, first, last, shift) for each in spans[since:until] if _is_shown(each, first, last)
        ),
    )


def _is_shown(span: Span, first: int, last: int) -> bool:
    """Whether a span is one in a part of its text, too: of a formula a part is none."""
    return span.kind != "math" or (first <= span.start and span.end <= last)


def _shown(span: Span, first: int, last: int, shift: int) -> Span:
    return replace(span, start=max(span.start, first) + shift, end=min(span.end, last) + shift)


def _sentence_start(text: str, first: int, start: int) -> tuple[int, str]:
    """Where the sentence of what stands at `start` begins, not before `first`; what says that it goes on."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text, first, start)]
    if ends or first == 0:
        return (ends or [0])[-1], ""
    cut = _FIRST_WORD.match(text, first, start)
    return cut.end() if cut else first, _GOES_ON


def _sentence_end(text: str, end: int, last: int) -> tuple[int, str]:
    """Where the sentence of what ends at `end` ends, not behind `last`; what says that it goes on."""
    found = _SENTENCE_END.search(text, end, last)
    if found or last == len(text):
        return found.end() if found else last, ""
    cut = text.rfind(" ", end, last)
    return cut if cut > end else last, _GOES_ON
