"""The folder in which Pagefind's search looks: its index is made while pages are written, if it must be.

Of a preview it is made when somebody searches, which who writes seldom does: it takes longer than all pages.
"""

# MkDocs leaves the types of a theme's options open.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

import time
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from threading import Lock

from mkdocs.config.defaults import MkDocsConfig

from milepost.errors import SearchError
from milepost.io.cache import Kept
from milepost.io.search_index import Indexing, check_installed
from milepost.io.site_writing import move_if_new, size_and_time
from milepost.links.addresses import SEARCH_INDEX
from milepost.model.path import PagePath
from milepost.pages.search import common_words, is_searchable, search_document, search_names
from milepost.pages.sheet import whole_page
from milepost.workshop import Edition

__all__ = ["AskedIndex", "BuiltIndex"]

Files = dict[str, tuple[int, int]]
"""The files of an index, by their places in the site: sizes and times."""


class BuiltIndex:
    """Has an index made for each edition that needs another one than the last build has left."""

    def __init__(self, kept: Kept[Files]) -> None:
        """With what is `kept` of the folder from one build to the next."""
        self._kept = kept
        self._key = ""
        self._indexing: Indexing | None = None

    def begin(self, edition: Edition, config: MkDocsConfig) -> None:
        """Set Pagefind to work, unless the index is there.

        Raises:
            SearchError: Pagefind is not installed.
        """
        self.end()
        self._key, there = _key(edition, config), _files(config)
        if not there or there != self._kept.get("index", self._key):
            self._indexing = _set_to_work(edition, config)

    def finish(self, config: MkDocsConfig) -> frozenset[str]:
        """The files of the index, which now are there; those that were keep their times.

        Raises:
            SearchError: Pagefind fails.
        """
        if self._indexing is None:
            return frozenset(_files(config))
        files = _brought(self._indexing, config)
        self._indexing = None
        self._kept.put("index", self._key, files)
        return frozenset(files)

    def ask(self, edition: Edition, config: MkDocsConfig) -> None:
        """Nothing: it is there."""

    def end(self) -> None:
        """Stop Pagefind, whose index nobody waits for any more."""
        indexing, self._indexing = self._indexing, None
        if indexing is not None:
            indexing.end()

    def close(self) -> None:
        """Stop it for good."""
        self.end()

    def save(self) -> None:
        """Keep for the next build which index this one has left."""
        self._kept.save()


class AskedIndex:
    """Has one index made, when somebody asks for it, and keeps nothing of it for the next process."""

    def __init__(self) -> None:
        self._indexing: Indexing | None = None
        self._asking = Lock()
        self._is_wanted = self._is_made = self._has_closed = False
        self._failed = 0.0
        """When the last attempt failed, on the clock of `time.monotonic`."""

    def begin(self, edition: Edition, config: MkDocsConfig) -> None:
        """Make sure that there can be one.

        Raises:
            SearchError: Pagefind is not installed.
        """
        check_installed()

    def finish(self, config: MkDocsConfig) -> frozenset[str]:
        """The files of the index that somebody has asked for; one that was made with other options goes."""
        return frozenset(_files(config) if self._is_wanted else ())

    def ask(self, edition: Edition, config: MkDocsConfig) -> None:
        """Have the index made that somebody waits for, once: of the edition of that time.

        Raises:
            SearchError: Pagefind fails. Of those who wait for the same attempt, one alone gets the error.
            OSError: its files cannot be written.
        """
        begun = time.monotonic()
        with self._asking:
            if self._has_closed or begun < self._failed or (self._is_made and _files(config)):
                return
            self._is_wanted, self._is_made = True, False
            try:
                self._indexing = _set_to_work(edition, config)
                if not self._has_closed:
                    _brought(self._indexing, config, lambda: self._has_closed)
                    self._is_made = True
            except (SearchError, OSError):
                if not self._has_closed:
                    raise
            finally:
                self._stop()
                if not self._is_made:
                    self._is_wanted, self._failed = False, time.monotonic()

    def end(self) -> None:
        """Nothing: somebody may still wait for it."""

    def close(self) -> None:
        """Stop Pagefind for good, and wait until nobody writes into the site any more."""
        self._has_closed = True
        self._stop()
        with self._asking:
            pass

    def _stop(self) -> None:
        indexing, self._indexing = self._indexing, None
        if indexing is not None:
            indexing.end()

    def save(self) -> None:
        """Nothing is kept."""


def _set_to_work(edition: Edition, config: MkDocsConfig) -> Indexing:
    documents = _documents(edition, config)
    return Indexing(documents, common_words(tuple(documents.values())))


def _brought(indexing: Indexing, config: MkDocsConfig, is_over: Callable[[], bool] = lambda: False) -> Files:
    """What Pagefind has made, brought into the site until that `is_over`."""
    files: Files = {}
    for name, made in indexing.files():
        if is_over():
            break
        file = Path(config.site_dir, SEARCH_INDEX, name)
        move_if_new(made, file)
        if status := size_and_time(file):
            files[f"{SEARCH_INDEX}{name}"] = status
    return files


def _files(config: MkDocsConfig) -> Files:
    """What lies in the folder."""
    files = (file for file in Path(config.site_dir, SEARCH_INDEX).rglob("*") if file.is_file())
    found = ((file.relative_to(config.site_dir).as_posix(), size_and_time(file)) for file in files)
    return {name: status for name, status in found if status}


def _documents(edition: Edition, config: MkDocsConfig) -> dict[PagePath, str]:
    """What Pagefind is to index, by the address of each page."""
    site, language = edition.site, _language(config)
    pages = (sheet for sheet in edition.sheets.values() if is_searchable(site, sheet.page))
    return {sheet.page.path: search_document(site, whole_page(sheet), language) for sheet in pages}


def _key(edition: Edition, config: MkDocsConfig) -> str:
    """The digest of all that Pagefind is told."""
    site, digest = edition.site, blake2b(digest_size=20)
    digest.update(_language(config).encode())
    for sheet in edition.sheets.values():
        page = sheet.page
        facts = (page.path, page.title, sheet.digest, search_names(site, page), is_searchable(site, page))
        digest.update(repr(facts).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _language(config: MkDocsConfig) -> str:
    return str(config.theme.get("language") or "en")
