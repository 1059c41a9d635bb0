"""`> [!kind]± title`: callouts, in the markup of Material's admonitions so that the theme styles them."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from milepost.ofm import quote
from milepost.ofm.comment import without_comments
from milepost.ofm.nesting import has_room

__all__ = ["callout_plugin"]

_FIRST_LINE = re.compile(r">[ \t\u00a0]{0,4}\[!([^\]|\n]+)(?:\|([^\]\n]*))?\]([+-]?)[ \t\u00a0]*([^\n]*)")

# Obsidian's kinds, each with its other names; they look alike.
_KINDS = {
    "note": (),
    "abstract": ("summary", "tldr"),
    "info": (),
    "todo": (),
    "tip": ("hint", "important"),
    "success": ("check", "done"),
    "question": ("help", "faq"),
    "warning": ("caution", "attention"),
    "failure": ("fail", "missing"),
    "danger": ("error",),
    "bug": (),
    "example": (),
    "quote": ("cite",),
}
_LOOKS = {name: kind for kind, others in _KINDS.items() for name in (kind, *others)}


def callout_plugin(md: MarkdownIt) -> None:
    """Recognise callouts; the default renderer knows how to write their tags."""
    # Before the table: a title with a `|` in it would be taken for a table's head.
    md.block.ruler.before("table", "callout", parse)


def parse(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Push the tokens of a quote, the first line of which has become a title."""
    start, end = state.bMarks[start_line] + state.tShift[start_line], state.eMarks[start_line]
    found = _FIRST_LINE.fullmatch(state.src, start, end)
    if not found or not found[1].strip() or not has_room(state):
        return False
    if silent:
        return False  # as a quote it ends whatever stands before it anyway
    count = len(state.tokens)
    # The title is ours, and the quote gets a first line without it: an empty one, but where the next line is
    # lazy and would go on with a paragraph. There the brackets begin one, and are taken out of it again.
    brackets = state.src[state.src.index("[", start) : found.start(3)]
    is_lazy = start_line + 1 < end_line and not quote.is_quoted(state, start_line + 1)
    state.eMarks[start_line] = found.start(3) if is_lazy else start + 1
    is_quote = quote.parse(state, start_line, end_line, False)
    state.eMarks[start_line] = end
    if is_quote:
        if is_lazy:
            _drop_first_line(state.tokens, count + 1, brackets)
        _transform(state.tokens, count, found)
    return is_quote


def _drop_first_line(tokens: list[Token], at: int, line: str) -> None:
    """Take the first line, and the sign that ends it, out of a paragraph; all of it if there is no other."""
    opening, inline = tokens[at : at + 2]
    if inline.content == line:
        del tokens[at : at + 3]
        return
    inline.content = inline.content[len(line) + 1 :].lstrip()
    for token in (opening, inline):
        assert token.map
        token.map = [token.map[0] + 1, token.map[1]]


def _transform(tokens: list[Token], at: int, found: re.Match[str]) -> None:
    kind, metadata, fold, title = found.groups(default="")
    kind, metadata = without_comments(kind), without_comments(metadata)
    name = kind.strip().lower()
    look = _LOOKS.get(name, "note")
    opening, closing = tokens[at], tokens[-1]
    opening.type, closing.type = "callout_open", "callout_close"
    opening.tag = closing.tag = "details" if fold else "div"
    opening.attrs = {"class": f"{look} callout" if fold else f"admonition {look} callout"}
    opening.attrs["data-callout"] = name
    if metadata.strip():
        opening.attrs["data-callout-metadata"] = metadata.strip()
    if fold == "+":
        opening.attrs["open"] = ""
    assert opening.map
    line = opening.map[0]
    tokens[at + 1 : at + 1] = _title(title.strip() or _title_of(kind), fold, opening.level + 1, line)


def _title(words: str, fold: str, level: int, line: int) -> list[Token]:
    tag = "summary" if fold else "p"
    lines = [line, line + 1]
    opening = Token("callout_title_open", tag, 1, block=True, level=level, map=lines)
    opening.attrs["class"] = "callout-title" if fold else "admonition-title callout-title"
    inline = Token("inline", "", 0, block=True, level=level + 1, map=lines, content=words, children=[])
    return [opening, inline, Token("callout_title_close", tag, -1, block=True, level=level)]


def _title_of(kind: str) -> str:
    """The kind as a title: "See Also" for `see-also`."""
    return " ".join(word.capitalize() for word in kind.replace("-", " ").split())
