"""What of an item's note is shown otherwise than in other notes: its steps and its resources."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from milepost.links.outline import strip_heading

__all__ = ["item_tokens"]

_HOST = re.compile(r"https?://(?:[^/?#@]*@)?(?:www\.)?([^/?#:@]+)", re.IGNORECASE)


def item_tokens(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens, the list below "Steps" an ordered one, and links below "Resources" with their hosts.

    In the note the steps are a plain task list. The style sheet shows the host behind a link.
    """
    section = ""
    for token in tokens:
        if token.type == "heading_open" and token.level == 0:
            section = strip_heading(str(token.meta.get("text", "")))
        is_list = token.level == 0 and token.type in ("bullet_list_open", "bullet_list_close")
        if section == "steps" and is_list:
            yield token.copy(tag="ol")
        elif section == "resources" and token.children:
            yield token.copy(children=list(_with_hosts(token.children)))
        else:
            yield token


def _with_hosts(tokens: Sequence[Token]) -> Iterator[Token]:
    for at, token in enumerate(tokens):
        address = str(token.attrs.get("href", "")) if token.type == "link_open" else ""
        host = _HOST.match(address)
        # A bare address is its own words, and says its host already.
        if host and host[1] not in tokens[at + 1].content:
            yield token.copy(attrs={**token.attrs, "data-host": host[1]})
        else:
            yield token
