"""What outlives a build: in memory while previewing, and on disk from one build to the next."""

from collections.abc import Collection, Set
from functools import partial

from mkdocs.config.defaults import MkDocsConfig

from milepost.build import load_site
from milepost.errors import VaultError
from milepost.io.cache import Cache, Kept
from milepost.io.store import open_store
from milepost.model.path import PagePath, VaultPath
from milepost.model.site import Host, Site
from milepost.plugin.config import project_of, store_of
from milepost.plugin.pagefind import AskedIndex, BuiltIndex
from milepost.plugin.printer import Written
from milepost.plugin.search_entries import EntriesFile
from milepost.plugin.share_cards import Painted
from milepost.settings import Settings
from milepost.snapshot import SNAPSHOT, Snapshot

__all__ = ["Memory"]


class Memory:
    """Parsed notes, pages and the theme around them, all made with one set of settings."""

    def __init__(self, settings: Settings, config: MkDocsConfig, command: str) -> None:
        folder = store_of(config)
        self._store = store = open_store(folder, settings) if folder else None
        self.settings, self.command = settings, command
        self._snapshot = Snapshot(store)
        self.cache, self.workshop = self._snapshot.cache, self._snapshot.workshop
        # A preview shows other addresses around a page than a build does.
        mode = "preview" if command == "serve" else "build"
        self._own = [f"{mode}-{each}" for each in ("files", "entries", "index")]
        files, entries, index = self._own
        self.written: Kept[Written] = Kept(files, store)
        self.cards: Kept[Painted] = Kept("cards", store)
        self.entries = EntriesFile(Kept(entries, store))
        self.index = AskedIndex() if command == "serve" else BuiltIndex(Kept(index, store))

    def save(self, addresses: Set[PagePath], config: MkDocsConfig) -> None:
        """Bring to the disk what has changed; there are pages at these addresses, and no others."""
        try:
            has_given_up = self._snapshot.save(partial(self.read, config))
        except VaultError:  # the folder has gone, as whoever reads it next will be told
            self._snapshot.forget()
            return
        if has_given_up and self._store is not None:
            # What the other command has kept, a preview or a build, goes: it could not tell that it is old.
            cards = [] if self.command == "serve" else ["cards"]  # which builds alone look through
            self._store.retain([SNAPSHOT, *cards, *self._own])
        if self._snapshot.shows_private():
            if self._store is not None:
                self._store.remove(self._own)
            return
        self.written.save()
        self.entries.save(addresses)
        self.index.save()
        if self.command != "serve":  # a preview has none, and leaves a build its own
            self.cards.save()

    def read(
        self,
        config: MkDocsConfig,
        host: Host,
        cache: Cache | None = None,
        written: Collection[VaultPath] | None = None,
    ) -> Site:
        """The site as the vault has it now, understood with the cache, if it is to be another than usual.

        Nothing but the notes `written` has changed since that was used; `None` where nobody knows.

        Raises:
            VaultError: the vault cannot be read.
        """
        folder, cache = store_of(config), cache or self.cache
        store, project = str(folder) if folder else None, str(project_of(config))
        return load_site(config.docs_dir, self.settings, host, cache, store, written, project)

    def forget(self) -> None:
        """Begin from nothing: a build that fails may have found damaged what was kept."""
        self._snapshot.forget()
        self._snapshot = Snapshot(self._store)
        self.cache, self.workshop = self._snapshot.cache, self._snapshot.workshop
