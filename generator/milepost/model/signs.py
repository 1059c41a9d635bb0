"""The signs of scripts that put no blanks between words."""

import re

__all__ = ["SIGNS", "count_signs"]

SIGNS = r"\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Han and kana, as a regular expression has them in brackets, in Python and in a browser."""

_SIGNS = re.compile(f"[{SIGNS}]+")


def count_signs(text: str) -> int:
    """How many of a text's characters are such signs."""
    return 0 if text.isascii() else sum(map(len, _SIGNS.findall(text)))
