"""Blocks as markdown-it finds them; a token is made of each in two thirds of the time.

Its dataclass is made by a call that calls two more. A third of what is done for a block is that.
"""

from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_core import block as parse_as_usual
from markdown_it.token import Token

__all__ = ["blocks_plugin"]

_new = Token.__new__


def blocks_plugin(md: MarkdownIt) -> None:
    """Find blocks sooner."""
    md.core.ruler.at("block", parse)


def parse(state: StateCore) -> None:
    """Find the blocks of a text."""
    if state.inlineMode:
        parse_as_usual(state)
    elif state.src:
        blocks = _Blocks(state.src, state.md, state.env, state.tokens)
        state.md.block.tokenize(blocks, blocks.line, blocks.lineMax)


class _Blocks(StateBlock):
    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token as markdown-it does."""
        if nesting < 0:
            self.level -= 1
        token = _new(Token)
        token.type, token.tag, token.nesting, token.level = ttype, tag, nesting, self.level
        token.attrs, token.map, token.children, token.meta = {}, None, None, {}
        token.content = token.markup = token.info = ""
        token.block, token.hidden = True, False
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token
