"""The address that a note asks for: `permalink: guides/softmax`."""

import re
import unicodedata

from milepost.model.path import LONGEST_ADDRESS
from milepost.model.url import unquoted
from milepost.notes.values import read_text

__all__ = ["read_permalink"]

_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|(?:mailto|javascript|data):", re.IGNORECASE)
# What no file of Windows may be called, and what ends the path in an address.
_UNFIT = frozenset('<>:"|?*\\#')


def read_permalink(value: object) -> str | None:
    """The path on the site, without slashes around; "" is the site's root. `None` for nothing but blanks.

    It may be written with "%20" for a blank, as addresses are. The reasons do not repeat the value: the note
    may turn out to be private.

    Raises:
        ValueError: the value is no such path; says why.
    """
    try:
        words = read_text(value)
    except ValueError:
        raise ValueError("is not text") from None
    if words is None:
        return None
    path = unicodedata.normalize("NFC", unquoted(words))
    if _ELSEWHERE.match(path):
        raise ValueError("is an address elsewhere")
    if any(char in _UNFIT or unicodedata.category(char) in ("Cc", "Cs") for char in path):
        unfit = " ".join(sorted(_UNFIT))
        raise ValueError(f"has a control character or one of {unfit}, which no address of a page may have")
    parts = path.strip("/").split("/")
    if parts == [""]:
        return ""
    if any(part.strip() in ("", ".", "..") for part in parts):
        raise ValueError('has a part that is empty, "." or ".."')
    if len(path.encode()) > LONGEST_ADDRESS:
        raise ValueError(f"is longer than {LONGEST_ADDRESS} bytes")
    return "/".join(part.strip() for part in parts)
