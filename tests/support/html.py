"""HTML, looked at closely: whether its tags are closed, which ids it has, where it leads."""

from html.parser import HTMLParser

__all__ = ["Markup", "read_html"]

_EMPTY = frozenset(
    ("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
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
        """Tags that are not closed, or closed without being open."""
        self.tags: list[str] = []
        """Every tag that opens, in order."""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
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
