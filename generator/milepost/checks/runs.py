"""Runs of words: what of a private text is so much an author's own that it is looked for on a site."""

import re
from collections.abc import Container, Iterator

from milepost.model.frozen import Frozen
from milepost.model.path import VaultPath, name, unquoted

__all__ = ["LINK", "Passage", "Words", "runs_in", "words_of"]

LINK = re.compile(
    r"\[\[(?P<name>[^\[\]|\n]*+)\|?(?P<alias>[^\[\]\n]*+)\]\]"
    r"|\[(?P<words>[^\[\]\n]*+)\]\([ \t]*+(?P<address><[^<>\n]*+>|[^()\s]*+)[^()\n]*+\)"
)
"""A link or embed: where it leads, and its words."""

# A drawing, and what draws in it: arrowheads and icons are the same on many pages.
_DRAWING = re.compile(r"<svg\b.*?(?:</svg\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_STROKES = re.compile(r"<style\b.*?(?:</style\s*>|\Z)|<[a-z/][^<>]*>", re.DOTALL | re.IGNORECASE)
# Where words have no spaces between them each sign counts as one, so that a name is found in a sentence.
_SIGNS = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_SIGNS}]|[^\W_{_SIGNS}]+")
_SIGN = re.compile(f"[{_SIGNS}]")

_RUN = 12
"""So many half words in a row are an author's own; fewer may stand in any text by chance. A sign counts one,
as two make a word on average, any other word two."""
_SHORT_LINE = 6
"""A line of fewer half words than a run is looked for whole, if it has so many."""

Words = tuple[str, ...]


class Passage(Frozen):
    """Words of the vault that go together."""

    path: VaultPath
    """The file's."""
    text: str
    line: int | None = None
    """The one line of the file, counted from 1, that holds them all; `None` for the text of a whole file."""


def runs_in(
    passage: Passage, told: Container[Words] = frozenset(), named: Container[int] = ()
) -> Iterator[tuple[Words, int]]:
    """Every run of words, from one line into the next, and each short line whole; with the line it begins on.

    Not those that are but names of files that readers are `told` of anyway, or on lines that are `named`,
    whose words are looked for one by one.
    """
    words: list[str] = []
    lines: list[int] = []
    own: list[bool] = []
    text = _DRAWING.sub(lambda drawing: _STROKES.sub(_blank, drawing[0]), passage.text)
    for at, line in enumerate(text.splitlines(), 1):
        here, number = words_of(line), passage.line or at
        own += [False] * len(here) if at in named else _own(line, told)
        if _SHORT_LINE <= sum(map(_half_words, here)) < _RUN and any(own[len(words) :]):
            yield tuple(here), number
        words += here
        lines += [number] * len(here)
    end = size = owned = 0
    for at, first in enumerate(words):
        while size < _RUN and end < len(words):
            size += _half_words(words[end])
            owned += own[end]
            end += 1
        if size < _RUN:
            return
        if owned:
            yield tuple(words[at:end]), lines[at]
        size -= _half_words(first)
        owned -= own[at]


def _own(line: str, told: Container[Words]) -> Iterator[bool]:
    """Of each word of a line, whether it is the author's own, and no link's to a file that readers know of.

    Such a link is on many pages, its address before its words and others beside it.
    """
    end = 0
    for link in LINK.finditer(line):
        written = link["name"] or link["address"] or ""
        goal = unquoted(written)
        if tuple(words_of(name(VaultPath(goal.partition("#")[0])))) in told:
            yield from (True for _ in words_of(line[end : link.start()]))
            named = {*words_of(written), *words_of(goal)}
            yield from (word not in named for word in words_of(link[0]))
            end = link.end()
    yield from (True for _ in words_of(line[end:]))


def _blank(found: re.Match[str]) -> str:
    """Nothing, on as many lines."""
    return "\n" * found[0].count("\n")


def _half_words(word: str) -> int:
    return 1 if _SIGN.match(word) else 2


def words_of(text: str) -> list[str]:
    """The words as they are compared, without regard to case, markup and punctuation."""
    return _WORD.findall(text.casefold())
