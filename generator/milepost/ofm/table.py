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
    before = len(state.tokens)
    if not (state.src.startswith(_DIVIDES, second) and table(state, start_line, end_line, silent)):
        return False
    if not silent and "%%" in state.src[state.bMarks[start_line] : state.eMarks[state.line - 1]]:
        _keep_lost_marks(state, before)
    return True


def _keep_lost_marks(state: StateBlock, before: int) -> None:
    """Write behind a row's last cell the mark of a comment that stands in cells for which there is no column.

    They are not shown; a comment that ends there would be.
    """
    marks, cell = 0, None
    for token in state.tokens[before:]:
        if token.type == "tr_open" and token.map:
            line = token.map[0]
            marks = state.src.count("%%", state.bMarks[line], state.eMarks[line])
        elif token.type == "inline":
            marks -= token.content.count("%%")
            cell = token
        elif token.type == "tr_close" and cell and marks % 2 == 1:
            cell.content += " %%"


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
