"""A note's headings, and which of them a link means: what Obsidian finds, else the one of that slug."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from milepost.model.link import Outline, Sections
from milepost.model.note import Heading
from milepost.model.path import Anchor, fold

__all__ = ["find_section", "make_outline", "strip_heading"]

# A preview asks again and again for those of all notes, of which a few are new.
_MOST_OUTLINES = 100_000
_MOST_SECTIONS = 256
_DEEPEST = 6

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
    by_text: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    by_slug = {str(heading.anchor): heading.anchor for heading in headings}
    for number, heading in enumerate(headings):
        for text in _spellings(heading):
            by_text[text, heading.level].append(number)
            by_slug.setdefault(_letters(text), heading.anchor)
    return Outline.of(
        Sections(
            anchors=tuple(heading.anchor for heading in headings),
            by_text={text: tuple(numbers) for text, numbers in by_text.items()},
            by_slug=by_slug,
        )
    )


@lru_cache(_MOST_SECTIONS)
def _sections(outline: Outline) -> Sections:
    return outline.sections()


def find_section(outline: Outline, wanted: Sequence[str]) -> Anchor | None:
    """The heading that a chain of headings leads to: of each the first behind the one before it and deeper.

    As in the app, it need not be in the section of that one, and plugins that write contents rely on it. One
    that Obsidian does not find may be the slug of a heading, as GitHub, MkDocs and this site write it.
    """
    sections = _sections(outline)
    number, level = -1, 0
    for text in map(strip_heading, wanted):
        found = _next_below(sections, text, number, level)
        if found is None:
            return _by_slug(sections, wanted[0]) if len(wanted) == 1 else None
        number, level = found
    return sections.anchors[number] if wanted else None


def _next_below(sections: Sections, text: str, number: int, level: int) -> tuple[int, int] | None:
    """The number and level of the first heading of a text behind another that is deeper than it."""
    found: list[tuple[int, int]] = []
    for deeper in range(level + 1, _DEEPEST + 1):
        numbers = sections.by_text.get((text, deeper), ())
        at = bisect_right(numbers, number)
        if at < len(numbers):
            found.append((numbers[at], deeper))
    return min(found, default=None)


def _spellings(heading: Heading) -> Iterable[str]:
    """By which texts a heading is found: the words that show and, as the app writes its links, the source."""
    shown = strip_heading(heading.text)
    return (shown,) if heading.source is None else dict.fromkeys((shown, strip_heading(heading.source)))


def _by_slug(sections: Sections, slug: str) -> Anchor | None:
    if any(map(str.isspace, slug)):
        return None
    name = _REPEATED.sub("-", slug.lower())  # Typora leaves capitals as they are
    return sections.by_slug.get(name) or sections.by_slug.get(_letters(name) or name)


def _letters(text: str) -> str:
    """The letters and digits alone: in this all ways to make a slug agree."""
    return _NO_LETTERS.sub("", fold(text))
