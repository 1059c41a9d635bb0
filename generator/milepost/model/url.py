"""Addresses of the site as links write them."""

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote, unquote

from milepost.model.path import Anchor, PagePath

__all__ = ["absolute_url", "quoted", "relative_url", "unquoted"]

# What `quote` leaves as it is, as most addresses are; to see that takes half of its time.
_PLAIN = re.compile(r"[A-Za-z0-9_.~/-]*")
_SAFE_IN_ANCHOR = "^:=&"
_PLAIN_ANCHOR = re.compile(rf"[A-Za-z0-9_.~{re.escape(_SAFE_IN_ANCHOR)}-]*")


def relative_url(origin: PagePath, goal: PagePath, anchor: Anchor | None = None) -> str:
    """The link from the page `origin` to `goal`, quoted, the same wherever the site is mounted.

    >>> relative_url(PagePath("a/b/"), PagePath("a/c d.svg"))
    '../c%20d.svg'
    >>> relative_url(PagePath("a/b/"), PagePath("a/b/"), Anchor("top"))
    '#top'
    """
    fragment = ""
    if anchor:
        fragment = f"#{anchor if _PLAIN_ANCHOR.fullmatch(anchor) else quote(anchor, safe=_SAFE_IN_ANCHOR)}"
        if origin == goal:
            return fragment
    (_, here), (whole, there) = _steps(origin), _steps(goal)
    if here[0] != there[0]:  # as most, they have no folder in common
        way = "../" * (len(here) - 1) + whole
    else:
        shared, most = 0, min(len(here), len(there)) - 1
        while shared < most and here[shared] == there[shared]:
            shared += 1
        way = "../" * (len(here) - 1 - shared) + "/".join(there[shared:])
    return (way or "./") + fragment


@lru_cache(maxsize=2**14)  # each is asked for some fifty times
def _steps(path: PagePath) -> tuple[str, Sequence[str]]:
    """The address as links write it, and its parts."""
    whole = quoted(path)
    return whole, whole.split("/")


def quoted(address: str) -> str:
    """The address as links write it.

    >>> quoted("Some note/")
    'Some%20note/'
    """
    return address if _PLAIN.fullmatch(address) else quote(address)


def unquoted(address: str) -> str:
    """The address with "%20" and its like written out.

    >>> unquoted("Some%20note.md")
    'Some note.md'
    """
    return unquote(address)


def absolute_url(base: str, path: PagePath) -> str:
    """The page's full address on a site that stands at `base`, which ends in "/"."""
    return base + quoted(path)
