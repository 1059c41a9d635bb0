"""`%%words%%`: comments, gone before anything else looks at them.

A comment that begins a line and is not closed on it runs on to its end over any blocks, or hides what is left
of its container. One that begins inside a paragraph does the same if it is closed at all, else it is text.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_inline import StateInline

from milepost.ofm.container import find_in_container

__all__ = ["comment_plugin"]

_MARK = "%%"
_SIGNS = re.compile(r"\\.|`+|%%", re.DOTALL)


def comment_plugin(md: MarkdownIt) -> None:
    """Drop comments."""
    md.block.ruler.before("table", "comment", parse_block, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.at("paragraph", parse_paragraph)
    md.inline.ruler.after("escape", "comment", parse_inline)


def parse_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Pass over a comment that begins a line, unless it ends on that line before other words."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    end = state.eMarks[start_line]
    if not state.src.startswith(_MARK, start) or start + 2 > end or state.is_code_block(start_line):
        return False
    closing = state.src.find(_MARK, start + 2, end)
    if closing != -1 and (silent or state.src[closing + 2 : end].strip()):
        return False  # a paragraph keeps it, and `parse_inline` finds it there
    if not silent:
        if closing == -1:
            _resume(state, *find_in_container(state, _MARK, start_line + 1, end_line))
        else:
            state.line = start_line + 1
    return True


def parse_paragraph(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse as CommonMark does, and pass over a comment that begins in the paragraph and ends behind it."""
    if not paragraph(state, start_line, end_line, silent):
        return False
    inline = state.tokens[-2]
    opening = _find_open(inline.content)
    if opening != -1:
        line, closing = find_in_container(state, _MARK, state.line, end_line)
        if closing != -1:
            inline.content = inline.content[:opening].rstrip()
            _resume(state, line, closing)
    return True


def parse_inline(state: StateInline, silent: bool) -> bool:
    """Pass over a comment, and over the line break behind one that had its lines for itself."""
    start = state.pos
    if not state.src.startswith(_MARK, start):
        return False
    closing = state.src.find(_MARK, start + 2, state.posMax)
    if closing == -1:
        return False
    state.pos = closing + 2
    if (start == 0 or state.src[start - 1] == "\n") and state.src[state.pos : state.pos + 1] == "\n":
        state.pos += 1
    return True


def _resume(state: StateBlock, line: int, closing: int) -> None:
    """Go on behind a comment: on its last line if there are words left, else below."""
    state.line = line
    if closing == -1:
        return
    rest = state.skipSpaces(closing + 2)
    if rest >= state.eMarks[line]:
        state.line = line + 1
        return
    state.bMarks[line], state.tShift[line], state.sCount[line] = rest, 0, state.blkIndent


def _find_open(content: str) -> int:
    """Where a comment begins that the text does not end, -1 if none does; code spans hold none."""
    if _MARK not in content:
        return -1
    signs = list(_SIGNS.finditer(content))
    runs: dict[str, list[int]] = {}  # runs of backticks, the last one first
    for at in reversed(range(len(signs))):
        runs.setdefault(signs[at][0], []).append(at)
    opening, at = -1, 0
    while at < len(signs):
        sign = signs[at][0]
        if sign == _MARK:
            opening = -1 if opening != -1 else signs[at].start()
        elif opening == -1 and sign[0] == "`":
            while runs[sign] and runs[sign][-1] <= at:
                runs[sign].pop()
            at = runs[sign][-1] if runs[sign] else at
        at += 1
    return opening
