"""Runs of words: what of a private text is so much an author's own that it is looked for on a site."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from milepost.model.frozen import Frozen, replace
from milepost.model.path import VaultPath, name
from milepost.model.url import unquoted

__all__ = ["LINK", "Passage", "Words", "as_shown", "pairs_in", "runs_in", "words_of"]

LINK = re.compile(
    r"(?P<embed>!?)(?:\[\[(?P<name>[^\[\]|\n]*+)\|?(?P<alias>[^\[\]\n]*+)\]\]"
    r"|\[(?P<words>[^\[\]\n]*+)\]\([ \t]*+(?P<address><[^<>\n]*+>|[^()\s]*+)[^()\n]*+\)"
    r"|\[(?P<text>[^\[\]\n]++)\]\[(?P<label>[^\[\]\n]*+)\])"
)
"""A link or embed: where it leads, and its words; or its text, and the label that says where it leads."""

# What makes a line an item of a list or a callout's title: no page has the number, a task's sign or, where
# the title has words, the kind of callout among its words.
_MARKER = re.compile(
    r"^[ \t>]*(?:(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+[>\t ]*)?"
    r"(?:\[(?:[^\[\]\n]|![^\[\]\n]+)\][+-]?(?=[ \t]))?",
    re.MULTILINE,
)
# A drawing, and what draws in it: arrowheads and icons are the same on many pages.
_DRAWING = re.compile(r"<svg\b.*?(?:</svg\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_STROKES = re.compile(r"<style\b.*?(?:</style\s*>|\Z)|<[a-z/][^<>]*>", re.DOTALL | re.IGNORECASE)
# Code says the same in many places, such as what it imports.
_FENCED = re.compile(r"^[ \t>]*(`{3,}|~{3,}).*?(?:^[ \t>]*\1|\Z)", re.DOTALL | re.MULTILINE)
# Where words have no spaces between them each character counts as one, so that a name is found in a sentence:
# in Thai, Lao, Burmese and Khmer, too.
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_CHARACTER = re.compile(f"[{_UNSPACED}]")

_RUN = 12
"""So many half words in a row are an author's own; fewer may stand in any text by chance. A character of
Chinese, Thai and the like counts one, as two make a word on average, any other word two."""
_SHORT_LINE = 6
"""A line of fewer half words than a run is looked for whole, if it has so many."""
_LONG_WORD = 4
"""A word of fewer letters may be any."""
_OWN = 4
"""So many half words of these are its author's: the furniture of a site says "todo" beside many a title."""

Words = tuple[str, ...]


class Passage(Frozen):
    """Words of the vault that go together."""

    path: VaultPath
    """The file's."""
    text: str
    line: int | None = None
    """The one line of the file, counted from 1, that holds them all; `None` for the text of a whole file."""


class _Word(Frozen):
    """A word of a line."""

    text: str
    line: int
    is_own: bool
    """Whether it is the author's, and no link's to a file that readers know of: such a link is on many pages,
    its address before its words and others beside it."""
    is_shown: bool
    """Whether a page shows it, as `as_shown` has it."""


def runs_in(
    passage: Passage, told: Container[Words] = frozenset(), named: Container[int] = ()
) -> Iterator[tuple[Words, int]]:
    """Every run of words, from one line into the next, and each short line whole; with the line it begins on.

    As they are written, and as a page shows them. Not those that are but names of files that readers are
    `told` of anyway, or on lines that are `named`, whose words are looked for one by one.
    """
    rows = _rows(passage, told, named)
    yield from _runs(rows)
    shown = [[word for word in row if word.is_shown] for row in rows]
    if shown != rows:
        yield from _runs(shown)


def pairs_in(
    passage: Passage, told: Container[Words] = frozenset(), named: Container[int] = ()
) -> Iterator[tuple[Words, int]]:
    """Each line of two long words of its author's, but in code: they tell something where they are rare."""
    text = _FENCED.sub(_blank, passage.text)
    for row in _rows(replace(passage, text=text), told, named):
        words = [word for word in row if word.is_shown]
        if len(words) == 2 and all(
            word.is_own and len(word.text) >= _LONG_WORD and not word.text.isdigit() for word in words
        ):
            yield tuple(word.text for word in words), words[0].line


def as_shown(text: str) -> str:
    """The text without embeds, without where links lead that have words, or what begins items of lists."""
    return LINK.sub(
        lambda link: (
            "" if link["embed"] else link["words"] or link["alias"] or link["name"] or link["text"] or ""
        ),
        _MARKER.sub("", text),
    )


def _rows(passage: Passage, told: Container[Words], named: Container[int]) -> list[list[_Word]]:
    """The words of each line."""
    text = _DRAWING.sub(lambda drawing: _STROKES.sub(_blank, drawing[0]), passage.text)
    return [
        [
            _Word(word, passage.line or at, is_own and at not in named, is_shown)
            for word, is_own, is_shown in _said(line, told)
        ]
        for at, line in enumerate(text.splitlines(), 1)
    ]


def _runs(rows: Iterable[Sequence[_Word]]) -> Iterator[tuple[Words, int]]:
    words: list[_Word] = []
    for row in rows:
        is_short = _SHORT_LINE <= sum(_half_words(word.text) for word in row) < _RUN
        if is_short and sum(_half_words(word.text) for word in row if word.is_own) >= _OWN:
            yield tuple(word.text for word in row), row[0].line
        words += row
    end = size = owned = 0
    for at, first in enumerate(words):
        while size < _RUN and end < len(words):
            length = _half_words(words[end].text)
            size += length
            owned += length * words[end].is_own
            end += 1
        if size < _RUN:
            return
        if owned >= _OWN:
            yield tuple(word.text for word in words[at:end]), first.line
        size -= _half_words(first.text)
        owned -= _half_words(first.text) * first.is_own


def _said(line: str, told: Container[Words]) -> Iterator[tuple[str, bool, bool]]:
    """Each word of a line, whether it is the author's own, and whether it is shown."""
    marker = _MARKER.match(line)
    end = marker.end() if marker else 0
    yield from ((word, False, False) for word in words_of(line[:end]))
    for link in LINK.finditer(line):
        yield from ((word, True, True) for word in words_of(line[end : link.start()]))
        end = link.end()
        written = link["name"] or link["address"] or ""
        goal = unquoted(written)
        is_told = tuple(words_of(name(VaultPath(goal.partition("#")[0])))) in told
        names = {*words_of(written), *words_of(goal)} if is_told else set[str]()
        if link["text"]:
            parts = ((link["text"], True), (link["label"], False))
        elif link["words"] is None:
            parts = ((written, not link["alias"]), (link["alias"], True))
        else:
            parts = ((link["words"], True), (link[0].partition("](")[2], False))
        for text, is_shown in parts:
            yield from ((word, word not in names, is_shown and not link["embed"]) for word in words_of(text))
    yield from ((word, True, True) for word in words_of(line[end:]))


def _blank(found: re.Match[str]) -> str:
    """Nothing, on as many lines."""
    return "\n" * found[0].count("\n")


def _half_words(word: str) -> int:
    return 1 if _CHARACTER.match(word) else 2


def words_of(text: str) -> list[str]:
    """The words as they are compared, without regard to case, markup and punctuation."""
    return _WORD.findall(text.casefold())
