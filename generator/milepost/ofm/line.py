"""Tokens to lines of the file: `token.meta["line"]` for whatever a problem or a fact may point at."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from milepost.model.frozen import replace
from milepost.ofm.env import RenderEnv, env_of

__all__ = ["line_of", "line_plugin", "mark"]

_AT = "at"


def line_plugin(md: MarkdownIt) -> None:
    """Give tokens their line of the file; comes after all that makes or moves tokens."""
    md.core.ruler.push("line", find_lines)


def mark(token: Token, at: int) -> None:
    """Remember that an inline token was written at `at` of its text, so that its line can be told."""
    token.meta[_AT] = at


def line_of(token: Token, env: RenderEnv) -> int:
    """The line of the file on which the token begins; the first of the text where none is known."""
    return token.meta.get("line", env.first_line)


def find_lines(state: StateCore) -> None:
    """Turn maps of block tokens and marks of inline tokens into lines of the file."""
    first_line = env_of(state.env).first_line
    referred: dict[int, int] = {}  # footnote to the line of its first mention, where an inline one stands
    line = first_line
    for token in state.tokens:
        if token.map:
            line = first_line + token.map[0]
            token.meta["line"] = line
        elif token.type == "footnote_open":
            line = referred.get(token.meta["id"], line)
        if token.type == "inline" and token.children and not _is_plain(token.children):
            _find_in_inline(token.children, token.content, line, referred)


def _is_plain(children: Sequence[Token]) -> bool:
    """Whether they are one text, as half of all are: nothing in it has a line of its own."""
    return len(children) == 1 and children[0].type == "text"


def _find_in_inline(children: Sequence[Token], content: str, line: int, referred: dict[int, int]) -> None:
    seen = 0
    for child in children:
        at = child.meta.pop(_AT, None)
        if at is not None:
            line += content.count("\n", seen, at)
            seen = at
            child.meta["line"] = line
            for key in ("link", "embed"):
                if key in child.meta:
                    child.meta[key] = replace(child.meta[key], line=line)
        if child.type == "footnote_ref":
            referred.setdefault(child.meta["id"], line)
