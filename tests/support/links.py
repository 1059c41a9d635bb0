"""The links of a built site, read from its files."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from support.project import Project

__all__ = ["Links", "broken_links", "read_links"]


@dataclass(slots=True)
class Links:
    """What one page refers to, and what can be referred to on it."""

    addresses: list[str] = field(default_factory=list[str])
    """Every `href` and `src`, as written."""
    ids: set[str] = field(default_factory=set[str])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links = Links()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value is not None:
                self.links.addresses.append(value)
            elif name == "id" and value:
                self.links.ids.add(value)


def read_links(project: Project) -> dict[str, Links]:
    """The links of each page by its file; without 404.html, which must name its host's addresses."""
    found: dict[str, Links] = {}
    for name, data in project.files().items():
        if name.endswith(".html") and name != "404.html":
            reader = _Reader()
            reader.feed(data.decode("utf-8"))
            found[name] = reader.links
    return found


def broken_links(project: Project) -> list[tuple[str, str]]:
    """Each local address that leads to no file, or to no place in it, with the file that has it."""
    files, pages = project.files(), read_links(project)

    def is_broken(origin: str, address: str) -> bool:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return False
        goal = normpath(join(dirname(origin), unquote(parts.path))) if parts.path else origin
        if parts.path.endswith("/") or goal == ".":
            goal = normpath(join(goal, "index.html"))
        if goal not in files:
            return True
        return bool(parts.fragment) and goal in pages and unquote(parts.fragment) not in pages[goal].ids

    return [(name, a) for name, links in pages.items() for a in links.addresses if is_broken(name, a)]
