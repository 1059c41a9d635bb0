"""`%%words%%`: comments, gone before anything else looks at them.

A comment that begins a line and is not closed on it runs on to its end over any blocks, or hides what is left
of its container. One that begins among words does the same if it is closed at all, be it in another list
item, cell or quote; else it is text. Where marks are no pairs, so that nobody can tell which of them are
meant as one, all from the first to the last is hidden.
"""

import re
from bisect import bisect_left
from collections.abc import Container, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, heading, paragraph
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from milepost.ofm.comment_mark import MARK, find_open
from milepost.ofm.container import find_in_container

__all__ = ["comment_plugin", "is_cut", "without_comments"]

_CLOSED = re.compile(r"%%.*?%%", re.DOTALL)
# In quotes and items: a fence, a formula or HTML that may go on over blank lines.
_VERBATIM = re.compile(
    r"(?:[\s>]|[-*+]\s|\d{1,9}[.)]\s)*"
    r"(?:(?P<fence>```+(?=[^`]*$)|~~~+)|(?P<formula>\$\$)(?!.*\$\$)|<(?P<tag>pre|script|style|textarea)\b)",
    re.IGNORECASE,
)
_UNEVEN = "lines of uneven marks"
_LEFT_OPEN = "tokens that leave a comment open"
# Where an unclosed comment began that hides what is left of its container.
_TOKEN = "comment"
# Blocks that stay though a comment leaves nothing in them: without a cell, say, a row would be one short.
_STAYS = frozenset({"th_open", "td_open", "callout_title_open"})


def comment_plugin(md: MarkdownIt) -> None:
    """Drop comments."""
    md.block.ruler.before("table", "comment", parse_block, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.at("paragraph", parse_paragraph)
    md.block.ruler.at("heading", parse_heading, {"alt": ["paragraph", "reference", "blockquote"]})
    md.core.ruler.after("block", "comment", hide_across)
    md.inline.ruler.after("escape", "comment", parse_inline)
    md.core.ruler.after("inline", "comment_in_title", hide_in_titles)


def parse_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Pass over a comment that begins a line, unless it ends on that line before other words."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    end = state.eMarks[start_line]
    if not state.src.startswith(MARK, start) or start + 2 > end or state.is_code_block(start_line):
        return False
    closing = state.src.find(MARK, start + 2, end)
    if closing != -1 and (silent or state.src[closing + 2 : end].strip()):
        return False  # a paragraph keeps it, and `parse_inline` finds it there
    if not silent:
        if closing == -1:
            line, closing = find_in_container(state, MARK, start_line + 1, end_line)
            _resume(state, line, closing)
            if closing == -1:
                state.push(_TOKEN, "", 0)
        else:
            state.line = start_line + 1
    return True


def parse_paragraph(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse as CommonMark does, and pass over a comment that begins in the paragraph and ends behind it."""
    return paragraph(state, start_line, end_line, silent) and _go_on(state, start_line, end_line)


def parse_heading(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse as CommonMark does, and pass over a comment that begins in the heading and ends behind it."""
    return heading(state, start_line, end_line, silent) and (silent or _go_on(state, start_line, end_line))


def hide_across(state: StateCore) -> None:
    """Hide what stands between two marks in blocks of which no rule for one reaches the other."""
    if MARK not in state.src:
        return
    tokens = state.tokens
    marks = [at for at, token in enumerate(tokens) if _is_uneven(token)]
    if not marks:
        return
    pairs = zip(marks[::2], marks[1::2], strict=True) if len(marks) % 2 == 0 else ((marks[0], marks[-1]),)
    comments = [0] * len(tokens)  # the number of the comment in which a token stands, 0 for none
    for number, (first, last) in enumerate(pairs, 1):
        if first < last:
            _cut(tokens[first], tokens[last])
            comments[first : last + 1] = [number] * (last + 1 - first)
    state.tokens = _shown(tokens, comments, frozenset(marks))


def parse_inline(state: StateInline, silent: bool) -> bool:
    """Pass over a comment, and over the line break behind one that had its lines for itself."""
    start = state.pos
    if not state.src.startswith(MARK, start):
        return False
    closing = state.src.find(MARK, start + 2, state.posMax)
    if closing == -1:
        return False
    state.pos = closing + 2
    if (start == 0 or state.src[start - 1] == "\n") and state.src[state.pos : state.pos + 1] == "\n":
        state.pos += 1
    return True


def hide_in_titles(state: StateCore) -> None:
    """Hide comments in what links and images say to who points at them, which no inline rule looks at."""
    if MARK not in state.src:
        return
    is_alone = state.src.count(MARK) == 1  # else nobody knows to which mark one of them belongs
    for token in state.tokens:
        for child in token.children or ():
            if MARK in (title := str(child.attrs.get("title", ""))):
                title = without_comments(title)
                child.attrs["title"] = (title if is_alone else title.partition(MARK)[0]).strip()
                if not child.attrs["title"]:
                    del child.attrs["title"]


def without_comments(text: str) -> str:
    """A text that holds no markup, such as the words of a wikilink, without the comments in it."""
    return _CLOSED.sub("", text) if MARK in text else text


def is_cut(text: str, start: int, end: int, last: int) -> bool:
    """Whether a comment that begins in a part of a text ends behind the part, not behind `last`."""
    return text.count(MARK, start, end) % 2 == 1 and text.find(MARK, end, last) != -1


def _go_on(state: StateBlock, start_line: int, end_line: int) -> bool:
    """Hide the comment that begins in the words just parsed, if it is closed behind them."""
    inline = state.tokens[-2]
    opening = find_open(inline.content)
    if opening != -1 and (line := _closing_line(state, start_line, end_line)) != -1:
        inline.content = inline.content[:opening].rstrip()
        _resume(state, line, state.src.rindex(MARK, state.bMarks[line], state.eMarks[line]))
    return True


def _closing_line(state: StateBlock, start_line: int, end_line: int) -> int:
    """The line that closes the comment of a block, -1 if none in its container does.

    It is the next on which marks are no pairs: what stands between pairs is a comment of its own. Is there an
    even number of such lines, one mark is astray, and the last of them closes the comment.
    """
    uneven = state.env.get(_UNEVEN)
    if uneven is None:
        uneven = state.env[_UNEVEN] = _uneven_lines(state.src)
    before, at, found = bisect_left(uneven, start_line), bisect_left(uneven, state.line), -1
    if at == before:
        return -1  # a code span over lines makes the block look open; a search for each would not be linear
    if _is_open_above(state):
        return -1  # the block closes that one, and `hide_across` finds both
    is_paired = (len(uneven) - at) % 2 == 1
    for line in range(state.line, end_line):
        is_inside = state.isEmpty(line) or state.sCount[line] >= state.blkIndent
        if at == len(uneven) or not is_inside or (is_paired and found != -1):
            break
        if line == uneven[at]:
            found, at = line, at + 1
    return found


def _is_open_above(state: StateBlock) -> bool:
    """Whether a block above the one just parsed has left a comment open; each token is looked at once."""
    looked, found = state.env.get(_LEFT_OPEN, (0, []))
    end = len(state.tokens) - 3
    while found and found[-1] >= end:  # a quote is parsed again
        found.pop()
    found += [at for at in range(looked, end) if _is_uneven(state.tokens[at])]
    state.env[_LEFT_OPEN] = end, found
    return len(found) % 2 == 1


def _uneven_lines(text: str) -> list[int]:
    """The lines, counted from 0, whose marks are no pairs; in code, formulas and HTML none count."""
    lines: list[int] = []
    verbatim: re.Match[str] | None = None
    begun = count = 0  # the line where what is verbatim begins, and how many there were before
    for number, line in enumerate(text.split("\n")):
        if verbatim is None:
            verbatim, begun, count = _VERBATIM.match(line), number, len(lines)
        if find_open(line) != -1:
            lines.append(number)
        if verbatim is not None and _is_end(line, verbatim, is_first=number == begun):
            del lines[count:]
            verbatim = None
    return lines


def _is_end(line: str, verbatim: re.Match[str], *, is_first: bool) -> bool:
    """Whether what is verbatim ends on a line, which may be its first."""
    if verbatim["tag"]:
        return f"</{verbatim['tag']}>".lower() in line.lower()
    if verbatim["formula"]:
        return not is_first and line.rstrip().endswith(verbatim["formula"])
    closing = None if is_first else _VERBATIM.match(line)
    if closing is None or line[closing.end() :].strip():
        return False
    return (closing["fence"] or "").startswith(verbatim["fence"])


def _cut(first: Token, last: Token) -> None:
    """Leave of two blocks the words before the first's mark and those behind the last's."""
    if first.type != _TOKEN:
        first.content = first.content[: find_open(first.content)].rstrip()
    if last.type != _TOKEN:
        before, _, last.content = last.content.rpartition(MARK)
        last.content = last.content.lstrip()
        if last.map:
            last.map = [last.map[0] + before.count("\n"), last.map[1]]


def _shown(tokens: Sequence[Token], comments: Sequence[int], ends: Container[int]) -> list[Token]:
    """The tokens without those in comments, and without the blocks that have nothing else in them.

    Of those in which a comment begins or `ends` the words are left that are not in it.
    """
    kept: list[Token] = []
    opened: list[tuple[int, int]] = []  # a block's place in `kept`, and the comment in which it begins
    emptied: set[int] = set()  # places of blocks that have lost something
    for at, token in enumerate(tokens):
        kept.append(token)
        start = at_last = len(kept) - 1
        if token.nesting == 1:
            opened.append((at_last, comments[at]))
            continue
        if token.nesting == -1:
            start, comment = opened.pop()
            is_inside = comment != 0 and comment == comments[at]
            is_gone = is_inside or (start in emptied and start + 1 == at_last)
        else:
            is_gone = token.type == _TOKEN or (comments[at] != 0 and not (at in ends and token.content))
        if not is_gone or kept[start].type in _STAYS:
            continue
        if opened and token.nesting == 0 and kept[opened[-1][0]].type in _STAYS:
            token.content = ""
            continue
        del kept[start:]
        emptied.discard(start)
        if opened:
            emptied.add(opened[-1][0])
    return kept


def _is_uneven(token: Token) -> bool:
    return token.type == _TOKEN or (token.type == "inline" and find_open(token.content) != -1)


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
