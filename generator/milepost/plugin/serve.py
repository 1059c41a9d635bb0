"""Live preview: which changes in the vault are changes of the site."""

from collections.abc import Callable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

__all__ = ["watch_vault"]

# Reading a file changes nothing; watchers report it all the same.
_HARMLESS = frozenset({"opened", "closed_no_write"})


class _VaultHandler(FileSystemEventHandler):
    """Asks the server for a rebuild when a file changes that belongs to the site."""

    def __init__(self, server: LiveReloadServer, vault: Path, is_ignored: Callable[[str], bool]) -> None:
        self._server, self._vault, self._is_ignored = server, vault, is_ignored

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type in _HARMLESS:
            return
        places = [Path(str(place)) for place in (event.src_path, event.dest_path) if place]
        if all(self._is_ignored(place.relative_to(self._vault).as_posix()) for place in places):
            return
        # MkDocs has no public way to ask for a rebuild from one's own handler; 1.6 is its last release.
        with self._server._rebuild_cond:  # pyright: ignore[reportPrivateUsage]
            self._server._want_rebuild = True  # pyright: ignore[reportPrivateUsage]
            self._server._rebuild_cond.notify_all()  # pyright: ignore[reportPrivateUsage]


def watch_vault(server: LiveReloadServer, vault: str, is_ignored: Callable[[str], bool]) -> None:
    """Watch the vault in place of MkDocs, which would rebuild whenever Obsidian saves its window's layout.

    `is_ignored` is asked with a path relative to the vault.
    """
    server.unwatch(vault)
    server.observer.schedule(_VaultHandler(server, Path(vault), is_ignored), vault, recursive=True)
