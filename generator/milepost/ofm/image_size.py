"""`alt|300x200`: the words and the size that stand together beside an image."""

import re
from typing import NamedTuple

__all__ = ["Sized", "split_size"]

_SIZE = re.compile(r"([1-9][0-9]{0,4})(?:x([1-9][0-9]{0,4}))?", re.ASCII)


class Sized(NamedTuple):
    """What stands beside an image."""

    alt: str
    width_px: int | None
    height_px: int | None
    """`None` where it follows from the width, as the image's shape has it."""


def split_size(text: str) -> Sized:
    """The words and the size in `text`: the last part between bars is the size if it looks like one.

    >>> split_size("a cat|300x200")
    Sized(alt='a cat', width_px=300, height_px=200)
    >>> split_size("a cat")
    Sized(alt='a cat', width_px=None, height_px=None)
    """
    alt, _, last = text.rpartition("|")
    size = _SIZE.fullmatch(last.strip())
    if not size:
        return Sized(text.strip(), None, None)
    width, height = size.groups()
    return Sized(alt.strip(), int(width), int(height) if height else None)
