"""Nearest names, for "did you mean"."""

import posixpath
from difflib import get_close_matches

from milepost.links.index import fold
from milepost.model.link import LinkIndex
from milepost.model.path import VaultPath

__all__ = ["nearest"]


def nearest(index: LinkIndex, wanted: str, most: int = 1) -> tuple[VaultPath, ...]:
    """The files whose names are most like `wanted`, best first; none where none is much like it.

    Cost is linear in the number of names, so ask only for links that are broken.
    """
    name = fold(posixpath.basename(wanted))
    spelling = name if "." in name else f"{name}.md"
    close = get_close_matches(spelling, index.by_name, n=most, cutoff=0.75)
    return tuple(index.by_name[each][0] for each in close)
