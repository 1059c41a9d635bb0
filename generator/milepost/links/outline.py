"""A note's headings, and which of them a link means: what Obsidian finds, else the one of that slug."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from milepost.model.link import Outline
from milepost.model.note import Heading
from milepost.model.path import Anchor, fold

__all__ = ["find_section", "make_outline", "strip_heading"]

# A preview asks again and again for those of all notes, of which a few are new.
_MOST_OUTLINES = 100_000

# What Obsidian passes over when it compares a link's heading with a note's (stripHeading).
_NOISE = re.compile(r"[\s!\"#$%&()*+,.:;<=>?@^{|}~/\[\]\\`]+")
_NO_LETTERS = re.compile(r"[\W_]+")
# Python-Markdown numbers repeated headings so, where GitHub and we write "-1".
_REPEATED = re.compile(r"_(?=\d+\Z)")


def strip_heading(text: str) -> str:
    """The text as headings are compared: punctuation is a blank, blanks are one, case does not count.

    >>> strip_heading("Why wait? (part 2): tides") == strip_heading("Why wait? (part 2) tides")
    True
    """
    return fold(_NOISE.sub(" ", text)).strip()


@lru_cache(_MOST_OUTLINES)
def make_outline(headings: tuple[Heading, ...]) -> Outline:
    """The outline of a note."""
    by_text: defaultdict[str, list[int]] = defaultdict(list)
    by_slug = {str(heading.anchor): heading.anchor for heading in headings}
    ends = [len(headings)] * len(headings)
    open_: list[int] = []  # the headings that the one in hand may be below of, outermost first
    for number, heading in enumerate(headings):
        for text in _spellings(heading):
            by_text[text].append(number)
            by_slug.setdefault(_letters(text), heading.anchor)
        while open_ and headings[open_[-1]].level >= heading.level:
            ends[open_.pop()] = number
        open_.append(number)
    return Outline(
        anchors=tuple(heading.anchor for heading in headings),
        ends=tuple(ends),
        by_text={text: tuple(numbers) for text, numbers in by_text.items()},
        by_slug=by_slug,
    )


def find_section(outline: Outline, wanted: Sequence[str]) -> Anchor | None:
    """The heading that a chain of headings leads to: each is sought below the one before it.

    One that Obsidian does not find may be the slug of a heading, as GitHub, MkDocs and this site write it.
    """
    start, end, found = 0, len(outline.anchors), None
    for text in map(strip_heading, wanted):
        numbers = outline.by_text.get(text, ())
        at = bisect_left(numbers, start)
        if at == len(numbers) or numbers[at] >= end:
            return _by_slug(outline, wanted[0]) if len(wanted) == 1 else None
        found = numbers[at]
        start, end = found + 1, outline.ends[found]
    return None if found is None else outline.anchors[found]


def _spellings(heading: Heading) -> Iterable[str]:
    """By which texts a heading is found: the words that show and, as the app writes its links, the source."""
    shown = strip_heading(heading.text)
    return (shown,) if heading.source is None else dict.fromkeys((shown, strip_heading(heading.source)))


def _by_slug(outline: Outline, slug: str) -> Anchor | None:
    if any(sign.isspace() or sign.isupper() for sign in slug):
        return None
    name = _REPEATED.sub("-", slug)
    return outline.by_slug.get(name) or outline.by_slug.get(_letters(name) or name)


def _letters(text: str) -> str:
    """The letters and digits alone: in this all ways to make a slug agree."""
    return _NO_LETTERS.sub("", fold(text))
