"""HTML that leaves so many tags open that what reads it for the search would take minutes."""

import re

__all__ = ["leaves_tags_open"]

_MOST = 1_000
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)", re.IGNORECASE)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


def leaves_tags_open(html: str) -> bool:
    """Whether a thousand tags are open at some place, or so many never end.

    The theme's index asks all open tags about each new one, and begins again at each that has no end.
    """
    if html.count("<") - html.count(">") > _MOST:
        return True
    depth = 0
    for found in _TAG.finditer(html):
        if found[2].lower() not in _VOID:
            depth = max(0, depth - 1) if found[1] else depth + 1
            if depth > _MOST:
                return True
    return False
