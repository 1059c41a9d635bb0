"""Tokens as bytes: a note is parsed once, and what was found waits in little room until it is rendered."""

import pickle
import zlib
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from markdown_it.token import Token

__all__ = ["pack", "unpack"]

# In the order of `Token`'s parameters.
_values = attrgetter(
    *("type", "tag", "nesting", "attrs", "map", "level", "children"),
    *("content", "markup", "info", "meta", "block", "hidden"),
)
_CHILDREN = 6


def pack(tokens: Sequence[Token]) -> bytes:
    """The tokens of one text, about as long as the text itself."""
    return zlib.compress(pickle.dumps(_rows(tokens), pickle.HIGHEST_PROTOCOL), 1)


def unpack(packed: bytes) -> tuple[Token, ...]:
    """New tokens, equal to those that were packed. Give it nothing that this process did not pack."""
    return tuple(_tokens(pickle.loads(zlib.decompress(packed))))


def _rows(tokens: Sequence[Token]) -> list[list[Any]]:
    """Each token's values: lists cost pickle a fraction of what objects do."""
    rows = [list(_values(token)) for token in tokens]
    for row in rows:
        if row[_CHILDREN]:
            row[_CHILDREN] = _rows(row[_CHILDREN])
    return rows


def _tokens(rows: list[list[Any]]) -> list[Token]:
    for row in rows:
        if row[_CHILDREN]:
            row[_CHILDREN] = _tokens(row[_CHILDREN])
    return [Token(*row) for row in rows]
