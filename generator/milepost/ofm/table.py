"""Tables, each in a frame that scrolls by itself, by keyboard too, where the page is narrow."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, table
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

__all__ = ["table_plugin"]

# The signs with which the line between a table's head and its rows may begin.
_DIVIDES = ("|", "-", ":")


def table_plugin(md: MarkdownIt) -> None:
    """Put each table into its frame, in the markup that Material styles.

    A table needs a blank line before it, as in the app: directly below a line of text its rows are text. So
    does its second line two hyphens where no bar stands first, for one is the sign of a list.
    """
    md.block.ruler.at("table", parse, {"alt": []})
    md.add_render_rule("table_open", render_open)
    md.add_render_rule("table_close", render_close)


def parse(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse as markdown-it does; what is no table is mostly told by the first sign of its second line."""
    second = state.bMarks[start_line + 1] + state.tShift[start_line + 1]
    return state.src.startswith(_DIVIDES, second) and table(state, start_line, end_line, silent)


def render_open(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The frame's start and the table's."""
    return (
        '<div class="md-typeset__scrollwrap" tabindex="0" role="group" aria-label="Table">'
        '<div class="md-typeset__table">\n' + self.renderToken(tokens, index, options, env)
    )


def render_close(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The table's end and the frame's."""
    return self.renderToken(tokens, index, options, env) + "</div></div>\n"
