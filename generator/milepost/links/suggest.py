"""Nearest names, for "did you mean"."""

import posixpath
from difflib import get_close_matches

from milepost.model.link import LinkIndex
from milepost.model.path import VaultPath, fold

__all__ = ["nearest"]


# How alike two names are, from 0 to 1, for one to be meant by the other.
_LIKENESS = 0.75


def nearest(index: LinkIndex, wanted: str) -> VaultPath | None:
    """The file whose name is most like `wanted` and begins as it does; `None` where none is much like it.

    Cost is linear in the number of names, so ask only for links that are broken, and for few of them.
    """
    name = fold(posixpath.basename(wanted))
    spelling = name if "." in name else f"{name}.md"
    # Names whose lengths are further apart cannot be as alike; to compare one takes far longer.
    shortest, longest = (len(spelling) * ratio for ratio in (_LIKENESS / (2 - _LIKENESS), 2 / _LIKENESS - 1))
    rivals = [each for each in index.by_name if each[:1] == spelling[:1] and shortest <= len(each) <= longest]
    close = get_close_matches(spelling, rivals, n=1, cutoff=_LIKENESS)
    return index.by_name[close[0]][0] if close else None
