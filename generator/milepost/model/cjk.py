"""Chinese and Japanese characters: their scripts put no spaces between words."""

import re

__all__ = ["CJK", "count_cjk"]

CJK = r"\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Han and kana, for the brackets of a regular expression in Python or a browser. Korean has spaces."""

_RUN = re.compile(f"[{CJK}]+")


def count_cjk(text: str) -> int:
    """How many of a text's characters are Han or kana."""
    return 0 if text.isascii() else sum(map(len, _RUN.findall(text)))
