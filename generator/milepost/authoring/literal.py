"""Plain text as Markdown that shows it literally, in Obsidian and in CommonMark, with few backslashes.

Code spans stay, and bare addresses are links. All else that would be markup is escaped: emphasis, links and
footnotes, HTML and entities, math, tags, highlights, comments, block ids.
"""

import re

from milepost.authoring.resources import bare_address

__all__ = ["destination", "inline", "label", "paragraph"]

_CODE = r"(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
_ADDRESS = r"(?P<address>https?://[A-Za-z0-9][\w.-]*(?:[/?#:][^\s<>`\[\]]*)?)"
# Markup in its place only: `personal_docs`, `~45 min`, `a < b` and `C#` are none.
_MARKUP = (
    r"(?P<markup>[\\`*\[$]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w+;)"
    r"|~(?=~)|(?<=~)~|=(?==)|(?<==)=|%(?=%)|(?<=%)%"
    r"|(?<!\S)#(?=\S)"
    r"|(?<!\S)\^(?=[A-Za-z0-9-]+$))"
)
_INLINE = re.compile(f"{_CODE}|{_ADDRESS}|{_MARKUP}", re.IGNORECASE)
_LABEL = re.compile(rf"{_CODE}|{_MARKUP}|(?P<bracket>\])")
_BLOCK_START = re.compile(r"(?=(?:[-+#](?:\s|$))|-[-\s]*$|>)|(?<=^)([0-9]{1,9})(?=[.)](?:\s|$))")


def inline(text: str) -> str:
    r"""The text for the middle of a line.

    >>> print(inline("use personal_docs for $5, ~45 min, `a_*b`, not *x* or #y"))
    use personal_docs for \$5, ~45 min, `a_*b`, not \*x\* or \#y
    """
    return _INLINE.sub(_safe, text)


def paragraph(text: str) -> str:
    r"""The text for the beginning of a paragraph or of a list's line.

    >>> print(paragraph("1. is no list"), paragraph("- nor this"))
    1\. is no list \- nor this
    """
    written = inline(text)
    if start := _BLOCK_START.match(written):
        return f"{written[: start.end()]}\\{written[start.end() :]}"
    return written


def label(text: str) -> str:
    """The text for the brackets of a link."""
    return _LABEL.sub(_safe, text)


def destination(url: str) -> str:
    """The address for the round brackets of a link.

    >>> destination("https://example.org/Heron_(bird)"), destination("https://example.org/a)b")
    ('https://example.org/Heron_(bird)', 'https://example.org/a%29b')
    """
    special = r"[<>\\\x00-\x20]" if _is_balanced(url) else r"[<>\\()\x00-\x20]"
    encoded = re.sub(special, lambda found: f"%{ord(found[0]):02X}", url)
    return re.sub(r"&(?=#?\w+;)", "&amp;", encoded)


def _safe(found: re.Match[str]) -> str:
    groups = found.groupdict()
    if groups.get("address"):
        address = bare_address(found[0])
        return f"<{address}>{inline(found[0][len(address) :])}"
    return found[0] if groups["ticks"] else f"\\{found[0]}"


def _is_balanced(url: str) -> bool:
    depth = 0
    for char in url:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0
