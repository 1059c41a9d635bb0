"""Nearest names, for "did you mean"."""

import posixpath
from collections import defaultdict
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cached_property

from milepost.model.link import LinkIndex
from milepost.model.path import VaultPath, fold

__all__ = ["Suggestions"]


# How alike two names are, from 0 to 1, for one to mean the other: "Grpah" the "Graph", "RAM" not "RSA".
_LIKENESS = 0.8


class Suggestions:
    """The names that somebody may have meant who wrote another."""

    def __init__(self, index: LinkIndex) -> None:
        """Names of files that are public, from the index of links."""
        self._index = index

    def nearest(self, wanted: str) -> VaultPath | None:
        """The file whose name is most like `wanted` and begins as it does; `None` where none is like it.

        With other digits it is another day, phase or screenshot, however alike the names are.

        Cost is linear in the number of names that begin so; ask for links that are broken, and for few.
        """
        spelling = _said(fold(posixpath.basename(wanted)))
        rivals = self._by_first_character.get(spelling[:1], {})
        # Names whose lengths are further apart cannot be as alike; to compare one takes far longer.
        least, most = (len(spelling) * ratio for ratio in (_LIKENESS / (2 - _LIKENESS), 2 / _LIKENESS - 1))
        digits = _digits(spelling)
        likely = [each for each in rivals if least <= len(each) <= most and _digits(each) == digits]
        close = get_close_matches(spelling, likely, n=1, cutoff=_LIKENESS)
        return rivals[close[0]] if close else None

    @cached_property
    def _by_first_character(self) -> Mapping[str, Mapping[str, VaultPath]]:
        found: defaultdict[str, dict[str, VaultPath]] = defaultdict(dict)
        for each, paths in self._index.by_name.items():
            found[each[:1]].setdefault(_said(each), paths[0])
        return found


def _digits(name: str) -> list[str]:
    return [each for each in name if each.isdigit()]


def _said(name: str) -> str:
    """The name as links say it: an ending that all notes share would make short names alike."""
    return name.removesuffix(".md")
