"""Pages that the theme's search would take minutes to read: its cost grows with the square of some things."""

import re

__all__ = ["why_unsearchable"]

_MOST_TAGS = 1_000
_MOST_HEADINGS = 5_000
_PIECE = 4_096
_HEADING = re.compile(r"<h[1-6][\s>]")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)", re.IGNORECASE)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
# What looks like the end of a tag, and is none.
_NO_END = re.compile(rf"</(?:(?![a-z])|{'|'.join(sorted(_VOID))})", re.IGNORECASE)


def why_unsearchable(html: str) -> str:
    """Why the theme's index must pass a page over, "" where it need not.

    It looks through all headings for each of them, asks all open tags about each new one, and begins again at
    each that has no end.
    """
    begun = html.count("<")  # far sooner than told apart, and enough for most pages
    if begun <= _MOST_TAGS:
        return ""
    if html.count("<h") > _MOST_HEADINGS and len(_HEADING.findall(html)) > _MOST_HEADINGS:
        return f"there are more than {_MOST_HEADINGS:,} headings"
    ended, closing = html.count(">"), html.count("</")
    if begun - ended > _MOST_TAGS or (
        begun - closing > _MOST_TAGS and _may_be_deep(html) and _depth_exceeds(html)
    ):
        return f"more than {_MOST_TAGS:,} tags of HTML are open at once"
    return ""


def _may_be_deep(html: str) -> bool:
    """Whether the depth could be too large, by the tags in each piece: not in the colours of a long script.

    In a piece all that begins may come first, which is then the deepest, or all that ends, which leaves most.
    """
    if _NO_END.search(html):
        return True
    depth = 0
    for at in range(0, len(html), _PIECE):
        ending = html.count("</", at, at + _PIECE)
        beginning = html.count("<", at, at + _PIECE) - ending
        if depth + beginning > _MOST_TAGS:
            return True
        depth = max(0, depth - ending) + beginning
    return False


def _depth_exceeds(html: str) -> bool:
    depth = 0
    for found in _TAG.finditer(html):
        if found[2].lower() not in _VOID:
            depth = max(0, depth - 1) if found[1] else depth + 1
            if depth > _MOST_TAGS:
                return True
    return False
