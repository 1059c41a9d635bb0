"""HTML, looked at closely: whether its tags are closed, which ids it has, where it leads."""

import re
from html import unescape
from html.parser import HTMLParser

__all__ = ["Markup", "read_html", "read_meta"]

_EMPTY = frozenset(
    ("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_BLOCKS = frozenset(("div", "p", "figure", "table", "ul", "ol", "dl", "details", "pre", "hr", "blockquote"))
# What may hold only words, and what is among them.
_LINES = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "summary"))
_ADDRESSES = frozenset(("href", "src", "data", "poster"))


class Markup(HTMLParser):
    """What was found."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        """In order, repeated ones too."""
        self.addresses: list[str] = []
        """Of links, images and other files."""
        self.faults: list[str] = []
        """Tags that are not closed, closed without being open, or blocks where only words may stand."""
        self.tags: list[str] = []
        """Every tag that opens, in order."""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag in _BLOCKS and _LINES.intersection(self._open):
            self.faults.append(f"<{tag}> in <{self._open[-1]}>")
        if tag not in _EMPTY:
            self._open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in _ADDRESSES:
                self.addresses.append(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self.faults.append(f"</{tag}> at {self.getpos()} inside {self._open[-3:]}")

    def close(self) -> None:
        super().close()
        self.faults.extend(f"<{tag}> is not closed" for tag in self._open)


def read_html(html: str) -> Markup:
    """What a browser would find in a piece of HTML."""
    markup = Markup()
    markup.feed(html)
    markup.close()
    return markup


def read_meta(page: str) -> dict[str, str]:
    """The contents of a page's meta elements, by name or property, as a browser would read them."""
    found = re.findall(r'<meta (?:name|property)="([^"]*)" content="([^"]*)"', page)
    return {name: unescape(content) for name, content in found}
