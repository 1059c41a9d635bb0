"""Tokens as bytes: a note is parsed once, and what was found waits in little room until it is rendered."""

import pickle
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from markdown_it.token import Token

from milepost.model.compressed import kept, unkept
from milepost.model.pickled import Bytes, unpickled
from milepost.ofm.settled import Written

__all__ = ["pack", "unpack"]

# The fields that are alike in many tokens of a text: each combination of them is kept once.
_kind = attrgetter("type", "tag", "nesting", "level", "markup", "info", "block", "hidden")
_new = Token.__new__

_Kind = tuple[Any, ...]
_Row = int | str | tuple[int, str] | tuple[int, str, dict[str, Any], list[int] | None, dict[str, Any], Any]
"""One token: HTML that is written, else its kind's number, alone, with its content, or with all else."""


def pack(tokens: Sequence[Token], *, are_few: bool = False) -> bytes:
    """The tokens of one text, about as long as the text itself, or more where `are_few` texts."""
    kinds: dict[_Kind, int] = {}
    rows = _rows(tokens, kinds)
    return kept(pickle.dumps((list(kinds), rows), pickle.HIGHEST_PROTOCOL), are_few=are_few)


def unpack(packed: Bytes) -> tuple[Token, ...]:
    """Tokens equal to those that were packed. Those that are alike are one: they are to be left as they are.

    Raises:
        pickle.UnpicklingError: these are no tokens; nothing that they hold is run.
    """
    kinds, rows = unpickled(unkept(packed))
    return tuple(_tokens(rows, kinds, [_token(kind) for kind in kinds]))


def _rows(tokens: Sequence[Token], kinds: dict[_Kind, int]) -> list[_Row]:
    rows: list[_Row] = []
    for token in tokens:
        if isinstance(token, Written):
            rows.append(token.content)
            continue
        kind, children = kinds.setdefault(_kind(token), len(kinds)), token.children
        if token.attrs or token.meta or token.map is not None or children is not None:
            inside = _rows(children, kinds) if children else children
            rows.append((kind, token.content, token.attrs, token.map, token.meta, inside))
        else:  # of all tokens half are closing ones, which say nothing more, and a quarter are text
            rows.append((kind, token.content) if token.content else kind)
    return rows


def _tokens(rows: list[_Row], kinds: list[_Kind], bare: list[Token]) -> list[Token]:
    """The tokens of some rows; `bare` holds those that are no more than their kind, each made once."""
    tokens: list[Token] = []
    for row in rows:
        if isinstance(row, str):
            tokens.append(Written(row))
        elif isinstance(row, int):
            tokens.append(bare[row])
        elif len(row) == 2:
            tokens.append(_token(kinds[row[0]], row[1]))
        else:
            number, content, attrs, map_, meta, inside = row
            children = _tokens(inside, kinds, bare) if inside else inside
            tokens.append(_token(kinds[number], content, attrs, map_, meta, children))
    return tokens


def _token(
    kind: _Kind,
    content: str = "",
    attrs: dict[str, Any] | None = None,
    map_: list[int] | None = None,
    meta: dict[str, Any] | None = None,
    children: list[Token] | None = None,
) -> Token:
    """The token with these values: what its own class does to make one takes twice as long."""
    token = _new(Token)
    token.type, token.tag, token.nesting, token.level, token.markup, token.info, token.block, token.hidden = (
        kind
    )
    token.content, token.map, token.children = content, map_, children
    token.attrs = {} if attrs is None else attrs
    token.meta = {} if meta is None else meta
    return token
