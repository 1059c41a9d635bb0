"""The tokens of notes and of parts of them, made once however often they are shown.

Many pages show one note, and one page may show it many times: on its own page, as a card, in embeds. The
tokens are shared, so whoever renders them leaves them as they are.
"""

from collections.abc import Sequence
from functools import lru_cache

from markdown_it.token import Token

from milepost.model.link import Target
from milepost.model.note import Note
from milepost.model.path import Anchor
from milepost.model.pickled import Bytes
from milepost.ofm.env import RenderEnv, in_markdown_it
from milepost.ofm.packed import unpack
from milepost.ofm.parser import create_parser
from milepost.ofm.slice import Places, block, find_places, footnote, section

__all__ = ["parsed_note", "parsed_part", "parsed_text"]

# Notes are rendered in path order and embed few others: more would only hold memory.
_MOST_NOTES = 64
_MOST_PARTS = 256


def parsed_note(note: Note) -> Sequence[Token]:
    """The tokens of a note's body."""
    return _unpacked(note.packed)


@lru_cache(_MOST_NOTES)
def parsed_text(text: str) -> Sequence[Token]:
    """The tokens of a text that is no note's body."""
    return tuple(create_parser().parse(text, in_markdown_it(RenderEnv())))


def parsed_part(note: Note, *, anchor: Anchor | None, target: Target) -> Sequence[Token]:
    """The tokens of the block or footnote named, else of the section at `anchor`, else of the whole note."""
    if anchor is None:
        return parsed_note(note)
    return _part(note.packed, anchor, target.block, target.footnote)


@lru_cache(_MOST_NOTES)
def _unpacked(packed: Bytes) -> tuple[Token, ...]:
    return unpack(packed)


@lru_cache(_MOST_NOTES)
def _places(packed: Bytes) -> Places:
    return find_places(_unpacked(packed))


@lru_cache(_MOST_PARTS)
def _part(packed: Bytes, anchor: Anchor, block_id: str | None, label: str | None) -> tuple[Token, ...]:
    tokens, places = _unpacked(packed), _places(packed)
    if block_id is not None:
        return tuple(block(tokens, places, block_id))
    return tuple(section(tokens, places, anchor) if label is None else footnote(tokens, places, label))
