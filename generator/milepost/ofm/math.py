r"""`$…$` and `$$…$$`: where formulas stand among words and between blocks.

mdit-py-plugins' own rules look at the end of a text where it begins, and so take "$x$ is 5" for money.
"""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from milepost.ofm.container import find_in_container
from milepost.ofm.line import mark
from milepost.ofm.renderer import attributes

__all__ = ["formula_at", "math_plugin"]

_FENCE = "$$"
_DISPLAY = re.compile(r"\$\$((?:[^$\\]|\\.|\$(?!\$))+)\$\$", re.DOTALL)
# No space inside the dollars, no digit behind them: "$5 and $10" is money.
_INLINE = re.compile(r"\$(?![\s$])((?:[^$\\]|\\.)+)(?<!\s)\$(?!\d)", re.DOTALL)
# What may hold, or be, the dollars of a formula among words.
_SIGN = re.compile(r"\\.|(`+)(?!`).*?(?<!`)\1(?!`)|`+|\$+", re.DOTALL)
_LOOKED = "where a formula may be open in a paragraph"


def math_plugin(md: MarkdownIt) -> None:
    """Recognise formulas and set them."""
    ends = ["paragraph", "reference", "blockquote"]
    md.block.ruler.before("fence", "math_block", parse_block, {"alt": ends})
    md.inline.ruler.before("escape", "math_inline", parse_inline)
    md.add_render_rule("math_block", render_block)
    md.add_render_rule("math_inline", render_inline)


def parse_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Push a `math_block` for lines from `$$` to `$$` with nothing behind it, blank lines among them too."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    end = state.eMarks[start_line]
    if not state.src.startswith(_FENCE, start, end) or state.is_code_block(start_line):
        return False
    if silent and _is_open_above(state, start):
        return False  # here that one ends, and `parse_inline` finds it
    line, closing = start_line, state.src.find(_FENCE, start + 2, end)
    if closing == -1:
        line, closing = find_in_container(state, _FENCE, start_line + 1, end_line)
    if closing == -1 or state.src[closing + 2 : state.eMarks[line]].strip():
        return False
    if line == start_line:
        source = state.src[start + 2 : closing]
    else:
        between = state.getLines(start_line + 1, line, state.blkIndent, True)
        source = f"{state.src[start + 2 : end]}\n{between}{state.src[state.bMarks[line] : closing]}"
    if not source.strip():
        return False
    if not silent:
        token = state.push("math_block", "math", 0)
        token.content, token.map = source.strip(), [start_line, line + 1]
        state.line = line + 1
    return True


def _is_open_above(state: StateBlock, end: int) -> bool:
    """Whether a formula among the words of the paragraph being parsed goes on to the dollars at `end`.

    Each word is looked at once, however many lines of a paragraph begin with dollars.
    """
    first, at = state.env.get(_LOOKED, (-1, 0))
    if first != state.line or at > end:  # a quote is parsed again
        at = state.bMarks[state.line]
    while sign := _SIGN.search(state.src, at, end):
        is_display = sign[0].startswith(_FENCE)
        found = formula_at(state.src, sign.start(), end + is_display * 2) if "$" in sign[0] else None
        if found and found.end() > end:
            break
        at = found.end() if found else sign.end()
    state.env[_LOOKED] = state.line, at
    return sign is not None


def parse_inline(state: StateInline, silent: bool) -> bool:
    """Push a `math_inline`; its markup says whether it is set as a line of its own."""
    if state.src[state.pos] != "$":
        return False
    found = formula_at(state.src, state.pos, state.posMax)
    markup = _FENCE if state.src.startswith(_FENCE, state.pos) else "$"
    if found is None:
        return markup == _FENCE and _pass_over(state, silent)
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content, token.markup = found[1].strip(), markup
        mark(token, state.pos)
    state.pos = found.end()
    return True


def formula_at(text: str, at: int, end: int) -> re.Match[str] | None:
    """The formula among words that the dollar at `at` begins, if it does; its first group is what it says."""
    found = (_DISPLAY if text.startswith(_FENCE, at) else _INLINE).match(text, at, end)
    return found if found and found[1].strip() else None


def _pass_over(state: StateInline, silent: bool) -> bool:
    """Take dollars that begin nothing as they are, all at once, lest the second of them begin something."""
    start = state.pos
    while state.pos < state.posMax and state.src[state.pos] == "$":
        state.pos += 1
    if not silent:
        state.pending += state.src[start : state.pos]
    return True


def render_inline(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The formula among words."""
    return _set(tokens[index], tokens[index].markup == _FENCE, env)


def render_block(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The formula in its own block, which scrolls where the page is narrow."""
    token = tokens[index]
    return f'<div class="math"{attributes(token, env)}>{_set(token, True, env)}</div>\n'


def _set(token: Token, is_display: bool, env: EnvType) -> str:
    from milepost.ofm.formula import token_html  # takes a while to load, and many notes have none

    return token_html(token, is_display, env)
