"""`==words==`: highlighted text, `<mark>`. Works as `**` does, inside it and around it."""

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

__all__ = ["highlight_plugin"]

_MARKER = "="


def highlight_plugin(md: MarkdownIt) -> None:
    """Recognise highlights; the default renderer knows how to write their tags."""
    md.inline.ruler.after("strikethrough", "highlight", parse)
    md.inline.ruler2.after("emphasis", "highlight", pair)


def parse(state: StateInline, silent: bool) -> bool:
    """Push `==` as text and note it down as one that may open or close; other runs of `=` are text."""
    if silent or state.src[state.pos] != _MARKER:
        return False
    run = state.scanDelims(state.pos, True)
    token = state.push("text", "", 0)
    token.content = _MARKER * run.length
    if run.length == 2:
        at = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(_MARKER), 0, at, -1, run.can_open, run.can_close))
    state.pos += run.length
    return True


def pair(state: StateInline) -> None:
    """Turn the pairs that markdown-it has found into opening and closing tokens."""
    _pair(state, state.delimiters)
    for meta in state.tokens_meta:
        if meta and "delimiters" in meta:
            _pair(state, meta["delimiters"])


def _pair(state: StateInline, delimiters: list[Delimiter]) -> None:
    for opener in delimiters:
        if opener.marker != ord(_MARKER) or opener.end == -1:
            continue
        opening, closing = state.tokens[opener.token], state.tokens[delimiters[opener.end].token]
        opening.type, opening.nesting = "mark_open", 1
        closing.type, closing.nesting = "mark_close", -1
        for token in (opening, closing):
            token.tag, token.markup, token.content = "mark", _MARKER * 2, ""
