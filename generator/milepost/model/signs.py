"""The signs of scripts that put no blanks between words."""

__all__ = ["SIGNS"]

SIGNS = r"\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Han and kana, as a regular expression has them in brackets, in Python and in a browser."""
