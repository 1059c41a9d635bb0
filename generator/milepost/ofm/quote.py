"""`> words`: quotes, for which no more lines are looked at than they may reach.

A line without a `>` goes on a quote that ends in a paragraph. markdown-it takes all such lines ahead for the
quote's before it knows how the quote ends, and does so again for the next: quadratic where they alternate.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote

from milepost.ofm.env import env_of

__all__ = ["is_quoted", "parse", "quote_plugin"]

# A quote is first parsed as if it ended behind so many lines without a `>`; if it takes them all, again with
# `_GROWTH` times as many. All that is parsed in vain adds a seventh to the work, for each level of quotes.
_FEW = 16
_GROWTH = 8
_STATE = "quotes"


def quote_plugin(md: MarkdownIt) -> None:
    """Parse quotes in linear time."""
    md.block.ruler.at("blockquote", parse, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def parse(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse as CommonMark does."""
    if silent or not is_quoted(state, start_line):
        return blockquote(state, start_line, end_line, silent)
    place, count = (start_line, state.level), len(state.tokens)
    known: dict[tuple[int, int], int] = env_of(state.env).state.setdefault(_STATE, {})
    few = known.get(place, _FEW)
    while True:
        reach = _reach(state, start_line, end_line, few)
        is_quote = blockquote(state, start_line, reach, False)
        if not is_quote or state.line < reach or reach == end_line:
            return is_quote
        del state.tokens[count:]
        # Remembered for when the quote around this one is parsed again: else each level of quotes would
        # double how often the innermost one is parsed.
        few = known[place] = few * _GROWTH


def is_quoted(state: StateBlock, line: int) -> bool:
    """Whether a line begins with `>`."""
    return state.src.startswith(">", state.bMarks[line] + state.tShift[line])


def _reach(state: StateBlock, start_line: int, end_line: int, few: int) -> int:
    """The line behind `few` without a `>`; `end_line` if a blank line, which ends any quote, is nearer."""
    for line in range(start_line + 1, end_line):
        if state.isEmpty(line):
            break
        if not is_quoted(state, line):
            few -= 1
            if few < 0:
                return line
    return end_line
