"""Nearest names, for "did you mean"."""

import posixpath
from collections import defaultdict
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property

from milepost.model.link import LinkIndex
from milepost.model.path import VaultPath, fold

__all__ = ["Suggestions"]


# How alike two names are, from 0 to 1, for one to be meant by the other.
_LIKENESS = 0.75


class Suggestions:
    """The names that somebody may have meant who wrote another."""

    def __init__(self, index: LinkIndex) -> None:
        """Names of files that are public, from the index of links."""
        self._index = index

    def nearest(self, wanted: str) -> VaultPath | None:
        """The file whose name is most like `wanted` and begins as it does; `None` where none is like it.

        Cost is linear in the number of names that begin so; ask for links that are broken, and for few.
        """
        name = fold(posixpath.basename(wanted))
        spelling = name if "." in name else f"{name}.md"
        # Names whose lengths are further apart cannot be as alike; to compare one takes far longer.
        least, most = (len(spelling) * ratio for ratio in (_LIKENESS / (2 - _LIKENESS), 2 / _LIKENESS - 1))
        rivals = [each for each in self._by_first_sign.get(spelling[:1], ()) if least <= len(each) <= most]
        close = get_close_matches(spelling, rivals, n=1, cutoff=_LIKENESS)
        return self._index.by_name[close[0]][0] if close else None

    @cached_property
    def _by_first_sign(self) -> Mapping[str, Sequence[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for each in self._index.by_name:
            found[each[:1]].append(each)
        return found
