"""Small vaults, written to a folder and read as any other."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from milepost.build import check_site, load_site, render_site
from milepost.model.page import Document, Page
from milepost.model.path import VaultPath
from milepost.model.site import Host, Site
from milepost.settings import Settings

__all__ = [
    "VaultFactory",
    "canvas",
    "document_of",
    "files_in",
    "item",
    "load",
    "note",
    "page_at",
    "page_of",
    "phase",
    "problems_of",
    "write_up",
    "write_vault",
]


class VaultFactory(Protocol):
    """Writes the files into a new folder and loads them; `options` are those of `mkdocs.yml`."""

    def __call__(
        self,
        files: Mapping[str, str | bytes],
        *,
        url: str | None = None,
        directory_urls: bool = True,
        **options: object,
    ) -> Site: ...


def write_vault(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """The folder `root` with the files in it, by path, every byte as given."""
    root.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def load(root: Path, *, url: str | None = None, directory_urls: bool = True, **options: object) -> Site:
    """The site of the vault in a folder, called "Journal of tests"."""
    host = Host("Journal of tests", url, directory_urls)
    return load_site(str(root), Settings.from_options(options), host)


def files_in(text: str) -> dict[str, str]:
    """The files that a case writes one after the other, each below a line `=== path`."""
    files: dict[str, str] = {}
    path = ""
    for line in text.splitlines(keepends=True):
        if line.startswith("=== "):
            path = line.removeprefix("=== ").strip()
            files[path] = ""
        else:
            files[path] += line
    return files


REPORTED: Mapping[str, Any] = {
    "reported_percent": 69,
    "reported_done": 114,
    "reported_partial": 41,
    "reported_todo": 39,
}
"""The properties by which an imported note says what its source reported."""


def note(body: str = "", **properties: object) -> str:
    """A note's text. Values are written as they are, so they are YAML; a list becomes one line."""
    head = "".join(f"{name}: {_yaml(value)}\n" for name, value in properties.items())
    return f"---\n{head}---\n{body}" if head else body


def item(status: str | None = None, body: str = "", **properties: object) -> str:
    """An item; one without a status says nothing of it."""
    said = {} if status is None else {"status": status}
    return note(body, type="item", **said, **properties)


def phase(order: int | None = None, body: str = "", **properties: object) -> str:
    """A phase."""
    said = {} if order is None else {"order": order}
    return note(body, type="phase", **said, **properties)


def write_up(date: str | None = None, body: str = "", **properties: object) -> str:
    """A write-up."""
    said = {} if date is None else {"date": date}
    return note(body, type="writeup", **said, **properties)


def problems_of(site: Site) -> list[str]:
    """Everything that is wrong in the site's vault, as a user reads it."""
    pages, _ = render_site(site)
    return [str(problem) for problem in check_site(site, pages)]


def page_of(site: Site, source: str) -> Page:
    """The one page that shows the note at a path."""
    (page,) = (page for page in render_site(site)[0] if page.source == VaultPath(source))
    return page


def page_at(site: Site, address: str) -> Page:
    """The one page at an address."""
    (page,) = (page for page in render_site(site)[0] if page.path == address)
    return page


def document_of(site: Site, address: str) -> Document:
    """The one document at an address."""
    (document,) = (document for document in render_site(site)[1] if document.path == address)
    return document


def canvas(*files: str, text: str | None = None) -> str:
    """A canvas's text: a card for each file, from left to right, and one with words if they are given."""
    cards = [{"type": "file", "file": file} for file in files]
    if text is not None:
        cards.append({"type": "text", "text": text})
    places = ({"id": f"n{n}", "x": 300 * n, "y": 0, "width": 250, "height": 120} for n in range(len(cards)))
    return json.dumps({"nodes": [{**place, **card} for place, card in zip(places, cards, strict=True)]})


def _yaml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_yaml, value))}]"  # pyright: ignore[reportUnknownArgumentType]
    return str(value)
