"""HTML as the words that a reader sees, so that tests say what is shown and not how."""

import re
from html.parser import HTMLParser

__all__ = ["outline"]

_BLOCKS = re.compile(
    r"p|div|section|[uod]l|li|d[td]|table|thead|tbody|tr|h[1-6r]|nav|aside|details|summary|fig\w+|blockquote|pre"
)
_SILENT = frozenset({"svg", "style", "script", "math"})


def outline(html: str) -> str:
    """A line for each block: headings as `# words`, links as `[words](address)`, images as `![alt](address)`.

    A row of a table is one line, `| cell | cell |`; drawings say nothing.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self._parts: list[str] = []
        self._hrefs: list[str] = []
        self._silent = 0

    def text(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self._parts).split("\n"))
        return "".join(f"{line}\n" for line in lines if line)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _SILENT:
            self._silent += 1
        if self._silent:
            return
        if _BLOCKS.fullmatch(tag):
            self._parts.append("\n")
        if tag in ("td", "th"):
            self._parts.append("| ")
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._parts.append("#" * int(tag[1]) + " ")
        elif tag == "a":
            self._hrefs.append(values.get("href") or "")
            self._parts.append("[")
        elif tag == "img":
            self._parts.append(f"![{values.get('alt')}]({values.get('src')})")
        elif tag == "br":
            self._parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent -= tag in _SILENT
            return
        if tag == "a":
            self._parts.append(f"]({self._hrefs.pop()})")
        elif tag in ("td", "th"):
            self._parts.append(" ")
        elif tag == "tr":
            self._parts.append("|")
        if _BLOCKS.fullmatch(tag):
            self._parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(data.replace("\n", " "))
