"""Blocks inside blocks: those nested too deep are shown as text, where markdown-it would leave them out."""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

__all__ = ["has_room", "nesting_plugin"]

# A list is two levels: its own and its item's.
_DEEPEST_STEP = 2


def nesting_plugin(md: MarkdownIt) -> None:
    """Keep the words of what is nested deeper than the parser goes."""
    md.block.ruler.before("blockquote", "nesting", parse)


def has_room(state: StateBlock) -> bool:
    """Whether a block that stands here may hold others."""
    return state.level < state.md.options.maxNesting - _DEEPEST_STEP


def parse(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse a paragraph, whatever stands here, where what it might be would have no room inside itself."""
    if silent or has_room(state):
        return False
    paragraph = state.md.block.ruler.getRules("")[-1]  # the last rule, for it takes any text
    return paragraph(state, start_line, end_line, False)
