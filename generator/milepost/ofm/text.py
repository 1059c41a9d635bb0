"""Tokens as a reader would say them: words without markup."""

from collections.abc import Sequence

from markdown_it.token import Token

__all__ = ["BREAKS", "plain_text", "spoken"]

_SPOKEN = frozenset({"text", "text_special", "code_inline", "math_inline", "wikilink", "tag"})
BREAKS = frozenset({"softbreak", "hardbreak", "embed_break"})
"""The kinds of tokens that break a line."""


def plain_text(tokens: Sequence[Token]) -> str:
    """The visible words of inline tokens, on one line, trimmed."""
    return "".join(spoken(token) for token in tokens).strip()


def spoken(token: Token) -> str:
    """The visible words of one inline token, with the blanks around them."""
    if token.type in _SPOKEN:
        return token.content
    if token.type in BREAKS:
        return " "
    if token.type == "image":  # one inside another's words has not been given its own yet
        return str(token.attrs["alt"]) or plain_text(token.children or ())
    return ""
