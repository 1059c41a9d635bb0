"""The tokens of notes and of parts of them, parsed once however often they are shown.

Many pages show one note, and one page may show it many times: on its own page, as a card, in embeds. The
tokens are shared, so whoever renders them leaves them as they are.
"""

from collections.abc import Sequence
from functools import lru_cache

from markdown_it.token import Token

from milepost.model.link import Target
from milepost.model.note import Note
from milepost.model.path import Anchor
from milepost.ofm.env import RenderEnv, in_markdown_it
from milepost.ofm.parser import create_parser
from milepost.ofm.slice import Places, block, find_places, footnote, section

__all__ = ["parsed_note", "parsed_part", "parsed_text"]

# Notes are rendered in path order and embed few others: more would only hold memory.
_MOST_NOTES = 128
_MOST_PARTS = 512


def parsed_note(note: Note, *, strict_line_breaks: bool) -> Sequence[Token]:
    """The tokens of a note's body."""
    return _tokens(note.body, note.first_line, strict_line_breaks)


def parsed_text(text: str, *, strict_line_breaks: bool) -> Sequence[Token]:
    """The tokens of a text that is no note's body."""
    return _tokens(text, 1, strict_line_breaks)


def parsed_part(
    note: Note, *, anchor: Anchor | None, target: Target, strict_line_breaks: bool
) -> Sequence[Token]:
    """The tokens of the block or footnote named, else of the section at `anchor`, else of the whole note."""
    if anchor is None:
        return parsed_note(note, strict_line_breaks=strict_line_breaks)
    return _part(note.body, note.first_line, strict_line_breaks, anchor, target.block, target.footnote)


@lru_cache(_MOST_NOTES)
def _tokens(body: str, first_line: int, strict: bool) -> tuple[Token, ...]:
    env = in_markdown_it(RenderEnv(first_line=first_line))
    return tuple(create_parser(strict_line_breaks=strict).parse(body, env))


@lru_cache(_MOST_NOTES)
def _places(body: str, first_line: int, strict: bool) -> Places:
    return find_places(_tokens(body, first_line, strict))


@lru_cache(_MOST_PARTS)
def _part(
    body: str, first_line: int, strict: bool, anchor: Anchor, block_id: str | None, label: str | None
) -> tuple[Token, ...]:
    tokens, places = _tokens(body, first_line, strict), _places(body, first_line, strict)
    if block_id is not None:
        return tuple(block(tokens, places, block_id))
    return tuple(section(tokens, places, anchor) if label is None else footnote(tokens, places, label))
