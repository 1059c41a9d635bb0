"""A note's headings as a tree."""

from collections.abc import Sequence

from milepost.model.note import Heading
from milepost.model.page import TocEntry

__all__ = ["toc_of"]


def toc_of(headings: Sequence[Heading]) -> tuple[TocEntry, ...]:
    """The tree of the headings, each below the nearest one before it of a lower level.

    One without words, as drafts and pictures have it, is left out: a link to it would say nothing.
    """
    entries, _ = _below([each for each in headings if each.text], 0, 0)
    return entries


def _below(headings: Sequence[Heading], at: int, level: int) -> tuple[tuple[TocEntry, ...], int]:
    """The entries from `at` on that are deeper than `level`, and the place of the first that is not."""
    entries: list[TocEntry] = []
    while at < len(headings) and headings[at].level > level:
        heading = headings[at]
        children, at = _below(headings, at + 1, heading.level)
        entries.append(TocEntry(heading.level, heading.text, heading.anchor, children))
    return tuple(entries), at
