"""A site that is kept up with its vault, in this process: what `mkdocs serve` does, without a server."""

import logging
from collections.abc import Collection, Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, cast
from unittest.mock import patch

from mkdocs.commands.build import build
from mkdocs.config import load_config  # pyright: ignore[reportUnknownVariableType]
from mkdocs.config.defaults import MkDocsConfig

from milepost.model.path import PagePath, VaultPath
from milepost.plugin.follow import Follower, NeedsBuildError
from milepost.plugin.hooks import MilepostPlugin
from milepost.plugin.memory import Memory
from milepost.snapshot import Snapshot
from support.project import Project
from support.tree import tree_of

__all__ = ["LiveSite"]


class LiveSite:
    """The site of a project in a folder of its own."""

    def __init__(
        self,
        project: Project,
        site: Path,
        address: str = "http://127.0.0.1:8000/",
        worth_writing: float = 0.02,
    ) -> None:
        """Built whole, as by a new process that serves it at the address.

        What it knows is kept on the disk when this share of its pages has been made anew.
        """
        self._project, self.site, self._address = project, site, address
        self._snapshot = partial(Snapshot, worth_writing=worth_writing)
        self.build()

    def build(self) -> None:
        """Build it in the way of a new process, which finds what the one before has kept on the disk."""
        # MkDocs itself would give the plugin of the build before, with all that it knows.
        options: dict[str, Any] = dict(cast("Any", MkDocsConfig)._schema)
        options["plugins"].plugin_cache.clear()
        self._build()

    def _build(self) -> None:
        with _silence(), patch("milepost.plugin.memory.Snapshot", self._snapshot):
            self._config = load_config(str(self._project.root / "mkdocs.yml"), site_dir=str(self.site))
            self._config.plugins.on_startup(command="serve", dirty=False)
            self._config.site_url = self._address
            build(self._config, serve_url=self._address)
        plugin = cast("MilepostPlugin", self._config.plugins["milepost"])
        assert plugin.publication is not None
        self._publication = plugin.publication
        self._follower = Follower(self._publication)

    def follow(self, written: Collection[VaultPath] | None = None) -> None:
        """Bring it up to the vault, as while it is served: notes were `written`, `None` for any change."""
        with _silence():
            try:
                self._follower.update(lambda: False, written)
            except NeedsBuildError:
                self._build()
            self._follower.check()

    def close(self) -> None:
        """Keep what was made, as a server that ends."""
        with _silence():
            self._publication.save()

    def search(self) -> None:
        """Ask for the search's index, as a browser does when somebody searches."""
        self._follower.bring_index()

    @property
    def memory(self) -> Memory:
        """What outlives a change of the vault."""
        return self._publication.memory

    @property
    def renewed(self) -> frozenset[PagePath]:
        """The plans that the newest edition did not find made."""
        return self._publication.edition.renewed

    def files(self) -> dict[str, bytes]:
        """Every file, those too that are made when somebody asks for them."""
        with _silence():
            self._follower.settle()
        return tree_of(self.site)


@contextmanager
def _silence() -> Generator[None]:
    """Without what a vault with faults is told."""
    log = logging.getLogger("mkdocs")
    before, log.disabled = log.level, False
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)
