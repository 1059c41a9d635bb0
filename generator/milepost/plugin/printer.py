"""Pages in the theme: what it puts around a page's words is made once, and again when it would differ."""

# MkDocs leaves the types of its configuration open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import os
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from milepost.io.cache import Kept
from milepost.io.store import source_digest
from milepost.io.workers import spread
from milepost.pages.sheet import html_of
from milepost.plugin.output import remove, write_if_new
from milepost.plugin.page import NotePage
from milepost.plugin.sidebar import Sidebar

__all__ = ["Printer", "is_alone"]

# Stands for the page's words; the theme asks of them whether there is a heading, and nothing else.
_HOLE = "\x02"
_HOLE_WITH_HEADING = "\x02<h1\x02"
# Events in which a plugin may change what a page looks like, or wants to see each page.
_PAGE_EVENTS = (
    *("files", "nav", "env", "pre_page", "page_read_source"),
    *("page_markdown", "page_content", "page_context", "post_page"),
)
_OURS = frozenset({"milepost", "material/search", "search"})
# Of the configuration, what changes no page; `nav` is in what each page shows of it.
_NOT_SHOWN = frozenset(
    {"site_dir", "docs_dir", "config_file_path", "nav", "watch", "dev_addr", "strict", "validation"}
)


def is_alone(config: MkDocsConfig) -> bool:
    """Whether no other plugin has to do with pages: then each need not go through all of MkDocs."""
    origins = config.plugins._event_origins  # pyright: ignore[reportPrivateUsage]
    handlers = (handler for event in _PAGE_EVENTS for handler in config.plugins.events[event])
    return all(origins.get(handler) in _OURS for handler in handlers)


def _look_of(config: MkDocsConfig) -> str:
    """The digest of what all pages have in common: the theme, the author's templates, `mkdocs.yml`."""
    versions = [version(name) for name in ("mkdocs", "mkdocs-material", "jinja2")]
    own = source_digest([Path(config.theme.custom_dir)] if config.theme.custom_dir else [])
    shown = {key: _plain(value) for key, value in config.items() if key not in _NOT_SHOWN}
    return _digest(repr((versions, own, shown)))


@dataclass(slots=True)
class Printer:
    """Puts pages into the theme and the result into the site."""

    config: MkDocsConfig
    env: Environment
    files: Files
    nav: Navigation
    shells: Kept[tuple[bytes, bytes]]
    """By address: what stands before and behind a page's words, compressed, by the digest of its facts."""
    written: Kept[tuple[int, int]]
    """By address: the size and time of the file that was written, by the digest of all that is in it."""
    _look: str = field(init=False, default="")
    _sidebar: Sidebar | None = field(init=False, default=None)
    _pages: Sequence[File] = field(init=False, default=())
    _everything: str = field(init=False, default="")

    def __post_init__(self) -> None:
        self._pages = self.files.documentation_pages()
        self._sidebar = cast("Sidebar | None", self.env.globals["milepost_sidebar"])
        told = [(name, value) for name, value in self.env.globals.items() if isinstance(value, str | list)]
        self._look = f"{_look_of(self.config)}{told}"
        if self._shows_anything:
            pages = (file.page for file in self._pages if file.page is not None)
            self._everything = repr([(page.url, page.title, page.meta) for page in pages])
        if self._sidebar is None:
            self._everything += repr([_outline(item) for item in self.nav.items])
        if "navigation.tabs" in (self.config.theme.get("features") or ()):
            self._everything += repr([_entry(item) for item in self.nav.items])
        if home := self.nav.homepage:
            self._everything += repr((home.url, home.title))
        self._everything = _digest(self._everything)

    @property
    def _shows_anything(self) -> bool:
        """Whether templates of the author's may show whatever they like of any page."""
        custom = self.config.theme.custom_dir
        return bool(custom) and any(Path(custom).rglob("*.html"))

    def print(
        self,
        pages: Sequence[NotePage],
        *,
        gone: Iterable[Path] = (),
        swap: AbstractContextManager[object] = nullcontext(),  # noqa: B008 - it keeps nothing
    ) -> int:
        """Bring every page that is not there as it should be, remove what is gone; how many files it was.

        All is made before any is written; that is done within `swap`.
        """
        keys = {page.address: self._key(page) for page in pages}
        due = [page for page in pages if not self._is_there(page, keys[page.address])]
        lacking = [page for page in due if self.shells.get(page.address, keys[page.address]) is None]
        for page, shell in zip(lacking, spread(self._shell, lacking), strict=True):
            self.shells.put(page.address, keys[page.address], shell)
        with swap:
            count = sum(self._write(page, keys[page.address]) for page in due)
            return count + sum(map(remove, gone))

    def _write(self, page: NotePage, key: str) -> bool:
        before, behind = self.shells.rows()[page.address][1]
        words = b"" if self._shows_anything else zlib.decompress(page.sheet.packed)
        file = Path(page.file.abs_dest_path)
        is_new = write_if_new(file, zlib.decompress(before) + words + zlib.decompress(behind))
        status = file.stat()
        self.written.put(page.address, self._whole(page, key), (status.st_size, status.st_mtime_ns))
        return is_new

    def _key(self, page: NotePage) -> str:
        """The digest of all that a page's shell shows."""
        around = [(each.url, each.title) if each else None for each in (page.previous_page, page.next_page)]
        facts = (
            (
                page.url,
                page.title,
                page.meta,
                page.canonical_url,
                page.edit_url,
                page.published,
                page.image,
                page.update_date,
            ),
            (page.trail, page.styles, page.is_homepage, page.sheet.page.toc, page.sheet.has_heading),
            (around, [each.title for each in page.ancestors]),
            page.sheet.digest if self._shows_anything else "",
            self._sidebar.html(page, _HOLE, "") if self._sidebar else "",
        )
        return _digest(f"{self._look}{self._everything}{facts!r}")

    def _whole(self, page: NotePage, key: str) -> str:
        return f"{key}{page.sheet.digest}{page.file.abs_dest_path}"

    def _is_there(self, page: NotePage, key: str) -> bool:
        known = self.written.get(page.address, self._whole(page, key))
        if known is None:
            return False
        try:
            status = os.stat(page.file.abs_dest_path)  # noqa: PTH116 - for every page there is
        except OSError:
            return False
        return known == (status.st_size, status.st_mtime_ns)

    def _shell(self, page: NotePage) -> tuple[bytes, bytes]:
        """What the theme puts around the page's words."""
        hole = _HOLE_WITH_HEADING if page.sheet.has_heading else _HOLE
        with page.opened(html_of(page.sheet) if self._shows_anything else hole):
            context = get_context(self.nav, self._pages, self.config, page)
            html = self.env.get_template("main.html").render(cast("Mapping[str, Any]", context))
        before, _, behind = html.partition(hole)
        return _packed(before), _packed(behind)


def _packed(html: str) -> bytes:
    return zlib.compress(html.encode("utf-8", "xmlcharrefreplace"), 1)


def _entry(item: Any) -> tuple[object, ...]:
    """What the theme's tabs show of an entry at the head of the navigation."""
    first = item
    while first.children:
        first = first.children[0]
    return (item.title, getattr(first, "url", ""), getattr(first, "title", ""))


def _outline(item: Any) -> tuple[object, ...]:
    """All that a navigation of the author's own shows."""
    return (item.title, getattr(item, "url", ""), [_outline(each) for each in item.children or ()])


def _plain(value: object) -> object:
    """A part of the configuration as text that is the same in each process."""
    match value:
        case str() | int() | float() | bool() | None:
            return value
        case Mapping():
            known = cast("Mapping[Any, Any]", value)
            return [(str(key), _plain(each)) for key, each in known.items() if key not in _NOT_SHOWN]
        case list() | tuple():
            return [_plain(each) for each in cast("Sequence[object]", value)]
        case BasePlugin():
            return _plain(cast("BasePlugin[Any]", value).config)
        case _ if callable(value):
            return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', '')}"
        case _:
            text = str(value)
            return f"{type(value).__module__}.{type(value).__qualname__}{'' if ' at 0x' in text else text}"


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()
