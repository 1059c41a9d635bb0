"""Films, posts and pages of other sites as cards: `![](https://youtu.be/…)`. Nothing is asked of them."""

import re

from markdown_it.common.utils import escapeHtml

__all__ = ["external_card", "external_link", "web_card"]

# How the addresses of films and posts begin, each with the name that its card shows.
_KINDS = tuple(
    (kind, re.compile(rf"(?:https?:)?//{beginning}", re.IGNORECASE))
    for kind, beginning in (
        ("YouTube", r"(?:(?:www|m|music)\.)?youtube(?:-nocookie)?\.com/(?:watch\b|(?:shorts|embed|live)/.)"),
        ("YouTube", r"youtu\.be/."),
        ("Vimeo", r"(?:(?:www|player)\.)?vimeo\.com/(?:video/)?[0-9]"),
        ("Post", r"(?:(?:www|mobile)\.)?(?:twitter|x)\.com/[^/?#]+/status/[0-9]"),
    )
)


def external_card(address: str, words: str) -> str | None:
    """A card that leads to the film or post at an address; `None` if it is neither.

    It is a link and no player: the host learns of a reader when the reader goes there.
    """
    kind = next((kind for kind, beginning in _KINDS if beginning.match(address)), None)
    if kind is None:
        return None
    return _card(address, kind, words or address.partition("//")[2])


def web_card(address: str, words: str = "") -> str:
    """A card that leads to any page elsewhere; without words it says where, not what is asked there."""
    host, slash, rest = address.partition("?")[0].partition("//")[2].partition("/")
    return external_card(address, words) or _card(address, host, words or slash + rest)


def _card(address: str, kind: str, words: str) -> str:
    return (
        f'<a class="mp-external" href="{escapeHtml(address)}" rel="noopener">'
        f'<span class="mp-external__kind">{escapeHtml(kind)}</span> {escapeHtml(words)}</a>'
    )


def external_link(address: str, words: str) -> str:
    """A plain link to an image elsewhere, in its place."""
    return (
        f'<a class="mp-file" href="{escapeHtml(address)}" rel="noopener">{escapeHtml(words or address)}</a>'
    )
