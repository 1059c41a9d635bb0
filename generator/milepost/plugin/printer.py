"""Pages in the theme: what many share of what it puts around them is made once; nothing is written twice."""

# MkDocs leaves the types of its configuration open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
from milepost.io.site_writing import remove, size_and_time, write_if_new
from milepost.io.store import source_digest
from milepost.io.workers import spread
from milepost.model.frozen import Frozen
from milepost.pages.sheet import encoded_html, html_of
from milepost.plugin.config import loaded_files
from milepost.plugin.contents import Contents
from milepost.plugin.mould import Mould, StandIn, Words, encoded, kind_of, words_of
from milepost.plugin.page import NotePage
from milepost.plugin.sidebar import Sidebar

__all__ = ["Printer", "Seen", "Written", "is_alone"]

Kind = tuple[object, ...]
Written = tuple[int, int]
"""A file's size and time."""
Seen = Mapping[str, os.stat_result] | None
"""What stands in the site's folder, by its place; `None` where nobody has looked."""

_THEMES_FILES = ("assets/", "search/")
# A mould costs what two pages do: itself, and the page that it is held against.
_FEWEST_ALIKE = 3

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
    written: Kept[Written]
    """By address: the file that was written, by the digest of all that it was made from."""
    _look: str = field(init=False, default="")
    _sidebar: Sidebar | None = field(init=False, default=None)
    _pages: Sequence[File] = field(init=False, default=())
    _moulds: dict[Kind, Mould] = field(init=False, default_factory=dict["Kind", Mould])
    _doubtful: set[Kind] = field(init=False, default_factory=set["Kind"])
    """Of which the theme makes something that no mould gives."""
    _contents: Contents = field(init=False)
    _roots: frozenset[str] = field(init=False)
    """The folders at the head of the site in which files stand that every page loads."""

    def __post_init__(self) -> None:
        self._pages = self.files.documentation_pages()
        if not self._shows_anything:
            self._sidebar = cast("Sidebar | None", self.env.globals["milepost_sidebar"])
        told = [(name, value) for name, value in self.env.globals.items() if isinstance(value, str | list)]
        look: list[object] = [self.config.site_dir, _look_of(self.config), told]
        if self._shows_anything:
            pages = (file.page for file in self._pages if file.page is not None)
            look.append([(page.url, page.title, page.meta) for page in pages])
        if self._sidebar is None:
            look.append([_outline(item) for item in self.nav.items])
        if "navigation.tabs" in self._features:
            look.append([_entry(item) for item in self.nav.items])
        if home := self.nav.homepage:
            look.append((home.url, home.title))
        self._look = _digest(repr(look))
        self._contents = Contents(self.env, self.config)
        loaded = (*_THEMES_FILES, *loaded_files(self.config))
        self._roots = frozenset(path.partition("/")[0] for path in loaded)

    @property
    def _features(self) -> Collection[str]:
        return cast("Collection[str]", self.config.theme.get("features") or ())

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
        seen: Seen = None,
    ) -> int:
        """Bring every page that is not there as it should be, remove what is gone; how many files it was.

        All is made before any is written; that is done within `swap`. What was `seen` in the site's folder
        just now is not looked at again.
        """
        due = [self._planned(page, origin) for page, origin in self._outdated(pages, seen)]
        self._cast_moulds(due)
        alone = [each for each in due if each.kind not in self._moulds]
        whole = dict(zip(map(id, alone), spread(self._themed, alone), strict=True))
        with swap:
            count = sum(map(remove, gone))  # first: on many disks what differs in case alone is the same file
            return count + sum(self._write(each, whole.get(id(each))) for each in due)

    def _outdated(self, pages: Iterable[NotePage], seen: Seen) -> Iterator[tuple[NotePage, str]]:
        """The pages that do not stand there, made from the very same, each with the digest of its origin."""
        for page in pages:
            origin = self._origin(page)
            known = self.written.get(page.address, origin)
            if known is None or not _is_on_disk(page, known, seen):
                yield page, origin

    def _origin(self, page: NotePage) -> str:
        """The digest of all that the page is made from; from another one, the same page may be made."""
        beside = self._sidebar.outline(page) if self._sidebar else ""
        # Not their addresses, which MkDocs works out when it is first asked.
        around = [each and (each.file.dest_uri, each.title) for each in (page.previous_page, page.next_page)]
        place = (page.file.dest_uri, page.file.src_uri, page.is_homepage)
        note = page.note.digest if page.note else ""
        own = (page.title, page.sheet.digest, note, page.image, page.image_text)
        return _digest(f"{self._look}{(place, own, around)}{beside}")

    def _planned(self, page: NotePage, origin: str) -> "_Print":
        """What tells how the page looks; its long parts are made when it is written."""
        words = words_of(page)
        kind = kind_of(page, words, self._features)
        if page.url.partition("/")[0] in self._roots:  # its addresses of the theme's files are shorter
            kind = (*kind, page.url)
        return _Print(page, kind, words, origin)

    def _cast_moulds(self, due: Iterable["_Print"]) -> None:
        """Make a mould of each kind of which there are many, and hold it against what the theme makes."""
        alike: dict[Kind, list[_Print]] = {}
        for each in due if self._sidebar else ():
            if each.kind not in self._moulds and each.kind not in self._doubtful:
                alike.setdefault(each.kind, []).append(each)
        for kind, prints in alike.items():
            if len(prints) < _FEWEST_ALIKE:
                continue
            first = prints[0]
            mould = Mould.of(self._in_theme(first.page, StandIn(first.page, first.words)))
            if mould.fill_encoded(self._all_words(first)) == encoded(self._themed(first)):
                self._moulds[kind] = mould
            else:
                self._doubtful.add(kind)

    def _all_words(self, each: "_Print") -> dict[str, bytes]:
        page, contents = each.page, self._contents.of(each.page)
        toc = contents if page.sheet.page.toc else ""
        beside = self._sidebar.html(page, toc, "") if self._sidebar else ""
        words = {**each.words, "contents": contents, "beside": beside}
        return {**{name: encoded(text) for name, text in words.items()}, "html": encoded_html(page.sheet)}

    def _themed(self, each: "_Print") -> str:
        """What the theme makes of a page."""
        return self._in_theme(each.page, each.page)

    def _in_theme(self, page: NotePage, shown: NotePage | StandIn) -> str:
        with page.opened(html_of(page.sheet)):
            context = get_context(self.nav, self._pages, self.config, cast("NotePage", shown))
            return self.env.get_template("main.html").render(cast("Mapping[str, Any]", context))

    def _write(self, each: "_Print", html: str | None) -> bool:
        known = self._moulds[each.kind].fill_encoded(self._all_words(each)) if html is None else encoded(html)
        file = each.page.file.abs_dest_path
        is_new = write_if_new(file, known)
        if status := size_and_time(file):
            self.written.put(each.page.address, each.origin, status)
        return is_new


class _Print(Frozen):
    """A page that is to be there."""

    page: NotePage
    kind: Kind
    words: Words
    """Without the long ones, which are made when it is written."""
    origin: str
    """The digest of all that it is made from."""


def _is_on_disk(page: NotePage, known: Written, seen: Seen) -> bool:
    if seen is None:
        return known == size_and_time(page.file.abs_dest_path)
    status = seen.get(page.file.dest_uri)
    return status is not None and known == (status.st_size, status.st_mtime_ns)


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
