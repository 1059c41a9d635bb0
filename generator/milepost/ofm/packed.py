"""Tokens as bytes: a note is parsed once, and what was found waits in little room until it is rendered."""

import pickle
import zlib
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from markdown_it.token import Token

from milepost.model.pickled import unpickled

__all__ = ["pack", "unpack"]

# In the order of `Token`'s parameters.
_values = attrgetter(
    *("type", "tag", "nesting", "attrs", "map", "level", "children"),
    *("content", "markup", "info", "meta", "block", "hidden"),
)
_CHILDREN = 6
_new = Token.__new__


def pack(tokens: Sequence[Token]) -> bytes:
    """The tokens of one text, about as long as the text itself."""
    return zlib.compress(pickle.dumps(_rows(tokens), pickle.HIGHEST_PROTOCOL), 1)


def unpack(packed: bytes) -> tuple[Token, ...]:
    """New tokens, equal to those that were packed.

    Raises:
        pickle.UnpicklingError: these are no tokens; nothing that they hold is run.
    """
    return tuple(_tokens(unpickled(zlib.decompress(packed))))


def _rows(tokens: Sequence[Token]) -> list[list[Any]]:
    """Each token's values: lists cost pickle a fraction of what objects do."""
    rows = [list(_values(token)) for token in tokens]
    for row in rows:
        if row[_CHILDREN]:
            row[_CHILDREN] = _rows(row[_CHILDREN])
    return rows


def _tokens(rows: list[list[Any]]) -> list[Token]:
    return [_token(row) for row in rows]


def _token(row: list[Any]) -> Token:
    """The token with these values: what its own class does to make one takes twice as long."""
    token = _new(Token)
    token.type, token.tag, token.nesting, token.attrs, token.map, token.level, children = row[:7]
    token.content, token.markup, token.info, token.meta, token.block, token.hidden = row[7:]
    token.children = _tokens(children) if children else children
    return token
