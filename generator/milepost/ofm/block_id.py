"""`^id`: a name for a block, at the end of its last line or on a line of its own below it."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

__all__ = ["block_id_plugin"]

_ALONE = re.compile(r"\^([A-Za-z0-9-]+)[ \t]*")
# In a whole text: where an id may end a line, a heading, or what stands before a comment over several lines.
_ANYWHERE = re.compile(r"\^[A-Za-z0-9-]+(?:[^\S\n]|#)*(?:\n|%%|\Z)")
_AT_END = re.compile(r"(?<=[ \t\n])\^([A-Za-z0-9-]+)\Z")
# An item's id may stand at the end of any of its lines: its image or second line follows it in many vaults.
_AT_LINE_END = re.compile(r"(?<=[ \t\n])\^([A-Za-z0-9-]+)[ \t]*(?=\n|\Z)")
# Blocks in whose text an id may stand at the end.
_WITH_TEXT = frozenset({"paragraph_open", "heading_open", "callout_title_open"})
_SPOKEN_FOR = frozenset({"list_item_open", "callout_open"})

_Place = tuple[Token, Token | None, Token | None]
"""A block, the token before it, and the list item that it stands in."""


def block_id_plugin(md: MarkdownIt) -> None:
    """Take ids out of the text and set them on their blocks."""
    md.block.ruler.before("paragraph", "block_id", parse, {"alt": ["blockquote"]})
    md.core.ruler.before("inline", "block_id", name_blocks)


def parse(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Push a `block_id` token for a line that is nothing else, where a paragraph would have no other.

    Below a heading, which the app names so, it may have: nothing else there could bear the id.
    """
    at = state.bMarks[start_line] + state.tShift[start_line]
    found = _ALONE.fullmatch(state.src, at, state.eMarks[start_line])
    if not found or state.is_code_block(start_line):
        return False
    if _goes_on(state, start_line + 1, end_line) and not _is_below_heading(state, start_line):
        return False
    if not silent:
        token = state.push("block_id", "", 0)
        token.map = [start_line, start_line + 1]
        token.content = found[1]
        state.line = start_line + 1
    return True


def _goes_on(state: StateBlock, line: int, end_line: int) -> bool:
    """Whether a paragraph above a line would take it in."""
    if line >= end_line or state.isEmpty(line) or state.sCount[line] < state.blkIndent:
        return False
    ends = state.md.block.ruler.getRules("paragraph")
    return not any(rule(state, line, end_line, True) for rule in ends)


def _is_below_heading(state: StateBlock, line: int) -> bool:
    """Whether the line before is, or ends, a heading."""
    if not state.tokens or state.tokens[-1].type != "heading_close":
        return False
    lines = state.tokens[-3].map  # of the opening token
    return lines is not None and lines[1] == line


def name_blocks(state: StateCore) -> None:
    """Set `meta["block"]` and the attribute `id` of each block that has one; the first of a name keeps it."""
    if not _ANYWHERE.search(state.src):  # as in most texts
        return
    kept: list[Token] = []
    taken: set[str] = set()
    last: dict[int, _Place] = {}  # the block that an id would follow, by level
    items: list[Token] = []  # the list items that are open

    def give(name: str, block: Token) -> None:
        if name.lower() not in taken and "block" not in block.meta:
            taken.add(name.lower())
            block.meta["block"] = name
            block.attrs["id"] = f"^{name}"

    before: Token | None = None
    for token in state.tokens:
        kind = token.type
        if kind == "block_id":
            if token.level in last:
                give(token.content, _bearer(*last[token.level]))
            continue
        kept.append(token)
        if kind == "inline":
            if "^" in token.content and before and before.type in _WITH_TEXT:
                bearer = _bearer(*last[before.level])
                pattern = _AT_LINE_END if bearer.type == "list_item_open" else _AT_END
                found = pattern.search(token.content)
                if found:
                    token.content = token.content[: found.start()].rstrip() + token.content[found.end() :]
                    give(found[1], bearer)
        elif token.nesting >= 0:
            if kind == "list_item_open":
                items.append(token)
            last[token.level] = token, before, items[-1] if items else None
            last.pop(token.level + 1, None)
        elif kind == "list_item_close":
            items.pop()
        before = token
    state.tokens = kept


def _bearer(token: Token, before: Token | None, item: Token | None) -> Token:
    """The block that an id of `token` names: the first words of an item or a callout speak for the whole."""
    if token.type in _WITH_TEXT and before and before.type in _SPOKEN_FOR:
        return before
    return item if token.hidden and item else token
