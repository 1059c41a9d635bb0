"""`> [!kind]± title`: callouts, in the markup of Material's admonitions so that the theme styles them."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote
from markdown_it.token import Token

__all__ = ["callout_plugin"]

_FIRST_LINE = re.compile(r">[ \t\u00a0]{0,4}\[!([^\]|\n]+)(?:\|([^\]\n]*))?\]([+-]?)[ \t\u00a0]*([^\n]*)")

# Obsidian's kinds and their other names, each with the admonition of Material that looks like it.
_LOOKS = {
    "note": "note",
    "abstract": "abstract", "summary": "abstract", "tldr": "abstract",
    "info": "info", "todo": "info",
    "tip": "tip", "hint": "tip", "important": "tip",
    "success": "success", "check": "success", "done": "success",
    "question": "question", "help": "question", "faq": "question",
    "warning": "warning", "caution": "warning", "attention": "warning",
    "failure": "failure", "fail": "failure", "missing": "failure",
    "danger": "danger", "error": "danger",
    "bug": "bug",
    "example": "example",
    "quote": "quote", "cite": "quote",
}  # fmt: skip


def callout_plugin(md: MarkdownIt) -> None:
    """Recognise callouts; the default renderer knows how to write their tags."""
    md.block.ruler.before("blockquote", "callout", parse)


def parse(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Push the tokens of a quote, the first line of which has become a title."""
    start, end = state.bMarks[start_line] + state.tShift[start_line], state.eMarks[start_line]
    found = _FIRST_LINE.fullmatch(state.src, start, end)
    if silent or not found or not found[1].strip():  # as a quote it ends whatever stands before it anyway
        return False
    count = len(state.tokens)
    state.eMarks[start_line] = start + 1  # the quote's first line is empty, for the title is ours
    is_quote = blockquote(state, start_line, end_line, False)
    state.eMarks[start_line] = end
    if is_quote:
        _transform(state.tokens, count, found)
    return is_quote


def _transform(tokens: list[Token], at: int, found: re.Match[str]) -> None:
    kind, metadata, fold, title = found.groups()
    opening, closing = tokens[at], tokens[-1]
    look = _LOOKS.get(kind.strip().lower(), "note")
    opening.type, closing.type = "callout_open", "callout_close"
    opening.tag = closing.tag = "details" if fold else "div"
    opening.attrs = {"class": f"{look} callout" if fold else f"admonition {look} callout"}
    opening.attrs["data-callout"] = kind.strip().lower()
    if metadata:
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
    if not fold:
        opening.attrs["class"] = "admonition-title"
    inline = Token("inline", "", 0, block=True, level=level + 1, map=lines, content=words, children=[])
    return [opening, inline, Token("callout_title_close", tag, -1, block=True, level=level)]


def _title_of(kind: str) -> str:
    """The kind as a title: "See Also" for `see-also`."""
    return " ".join(word.capitalize() for word in kind.replace("-", " ").split())
