"""Live preview: a change of the vault shows at once, and what is there is served until then."""

# MkDocs has no public way to ask for a rebuild from one's own handler, or to serve during one; 1.6 is its
# last release.
# pyright: reportPrivateUsage=false, reportUnknownMemberType=false

import time
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, cast
from unicodedata import normalize

from mkdocs.commands.build import log as build_log
from mkdocs.exceptions import ConfigurationError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import DuplicateFilter
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from milepost.errors import MilepostError
from milepost.io.git import log_folder
from milepost.links.addresses import SEARCH_INDEX
from milepost.model.path import VaultPath
from milepost.plugin.config import is_for_another, is_named_here, named_files
from milepost.plugin.follow import Follower, NeedsBuildError
from milepost.plugin.leftovers import Leftovers
from milepost.plugin.publication import Publication
from milepost.plugin.report import sentence_of
from milepost.plugin.watch import HARMLESS, Teller, Watch
from milepost.workshop import AbandonedError

__all__ = ["Preview"]

_log = get_plugin_logger("milepost")

_WRITINGS = frozenset({"modified", "closed"})

# Where more files change at a time than anybody writes by hand, the system may lose some of what it tells.
_MOST_WRITTEN = 8
# Now and then all files are looked at nevertheless.
_TRUST_SECONDS = 60

# So long nothing more may happen before a rebuild begins: programs save in several steps.
_QUIET_SECONDS = 0.04
# So long a rebuild is given up for a newer one: who goes on typing wants to see something, too.
_PATIENCE_SECONDS = 2.0


class Preview(FileSystemEventHandler):
    """Watches the vault in place of MkDocs, and rebuilds what has changed of it by itself.

    MkDocs would rebuild all, and whenever Obsidian saves its window's layout. It still does where something
    else has changed than the vault.
    """

    def __init__(
        self,
        server: LiveReloadServer,
        publication: Callable[[], Publication | None],
        build: Callable[[], None],
        has_drafts: Callable[[], bool],
    ) -> None:
        """`publication` gives the newest one, which a `build` of MkDocs makes anew.

        Where it `has_drafts`, no other name than this machine's own is answered: a page of the web may have
        its own name lead here, and read what comes back.
        """
        self._has_drafts = has_drafts
        self._server, self._publication, self._build = server, publication, build
        self._follower: Follower | None = None
        self._lock, self._swap = Lock(), Lock()
        self._news = 0
        self._leftovers = Leftovers()
        self._needs_build = False
        self._written: set[VaultPath] | None = None
        """The files of which it was told that they were written; `None` where anything may have changed."""
        self._put_off: float | None = None
        """When the first of the rebuilds began that were given up since, on the same clock."""
        self._looked = 0.0
        """When all files were looked at, on the clock of `time.monotonic`."""

    def begin(self, vault: str, is_ignored: Callable[[str], bool]) -> None:
        """Watch from now on; `is_ignored` is asked with a path relative to the vault."""
        server = self._server
        folder = str(Path(vault).resolve())  # a link tells little of its goal
        self._vault, self._is_ignored = _spelled(folder), is_ignored
        self._follow()
        server.build_delay = _QUIET_SECONDS
        server.builder = self.rebuild
        server.set_app(self._answer)
        server.error_handler = self._following(server.error_handler)
        server.server_bind = self._binding(server.server_bind)
        server.unwatch(vault)
        self._watches = [Watch(folder, self)]
        self._watch_commits()

    def _watch_commits(self) -> None:
        """Watch git, too, once there is a commit."""
        at = self._publication() if len(self._watches) == 1 else None
        has_commits = at is not None and at.edition.site.outlook.witness != "notes"
        if at and has_commits and (commits := log_folder(at.config.docs_dir)):
            # They change no file of the vault: pages are dated by them.
            self._watches.append(Watch(str(commits), Teller(lambda _: self.wake(()))))

    def end(self) -> None:
        """Watch no longer."""
        for watch in self._watches:
            watch.end()

    def follows(self, file: str) -> bool:
        """Whether a file is in the vault, of which whoever watches a folder around it need not tell."""
        return _spelled(Path(file).resolve()).is_relative_to(self._vault)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """A file of the vault has changed, perhaps one that belongs to the site."""
        places = [_spelled(str(place)) for place in (event.src_path, event.dest_path) if place]
        inside = [
            place.relative_to(self._vault).as_posix() for place in places if place.is_relative_to(self._vault)
        ]
        if any(map(self._is_for_mkdocs, inside)):
            self.wake(needs_build=True)
            return
        try:
            is_ignored = all(map(self._is_ignored, inside))
        except MilepostError:  # a rebuild will say so
            is_ignored = False
        if not is_ignored:
            is_written = event.event_type in _WRITINGS and not event.is_directory and bool(inside)
            self.wake(map(VaultPath, inside) if is_written else None)

    def _on_event_elsewhere(self, event: FileSystemEvent) -> None:
        """`mkdocs.yml` has changed, the theme, or whatever is watched beside."""
        is_news = not event.is_directory and event.event_type not in HARMLESS
        if is_news and not self.follows(str(event.src_path)):
            self.wake(needs_build=True)

    def _is_for_mkdocs(self, path: str) -> bool:
        """Whether a file of the vault is for MkDocs: `mkdocs.yml` names it, or another plugin reads it."""
        publication = self._publication()
        if publication is None:
            return False
        is_read = is_for_another(path) and not publication.is_alone
        return is_read or path in named_files(publication.config)

    def wake(self, written: Iterable[VaultPath] | None = None, *, needs_build: bool = False) -> None:
        """Ask the server for a rebuild; files of the vault were `written`, or anything may have changed."""
        with self._server._rebuild_cond:
            self._news += 1
            if self._written is None or written is None or len(self._written) >= _MOST_WRITTEN:
                self._written = None
            else:
                self._written.update(written)
            self._needs_build |= needs_build
            self._server._want_rebuild = True
            self._server._rebuild_cond.notify_all()

    def rebuild(self) -> None:
        """Bring the site up to date, while the server goes on with what is there."""
        self._rebuild()
        self._leftovers.clear()

    def _rebuild(self) -> None:
        server, news, begun = self._server, self._news, time.monotonic()
        first, self._put_off = self._put_off or begun, None
        until = first + _PATIENCE_SECONDS
        with server._epoch_cond:
            server._wanted_epoch = server._visible_epoch
            server._epoch_cond.notify_all()
        try:
            with self._lock:
                count = self._update(lambda: self._news != news and time.monotonic() < until)
        except AbandonedError:
            self._put_off = first
            return
        except Exception as error:
            publication = self._publication()
            sentence = sentence_of(error, publication.config if publication is not None else None)
            if sentence is None:
                raise
            _log.error("%s", sentence)
            return
        if count:
            with server._epoch_cond:  # browsers that are open load their page again
                server._wanted_epoch = max(server._visible_epoch + 1, round(time.monotonic() * 1000))
                server._visible_epoch = server._wanted_epoch
                server._epoch_cond.notify_all()
            took = time.monotonic() - begun
            _log.info("Documentation built in %.2f seconds, files changed: %d", took, count)
        if self._follower is not None:
            self._follower.check()
            self._watch_commits()

    def _update(self, is_outdated: Callable[[], bool]) -> int:
        with self._server._rebuild_cond:
            written, self._written = self._written, set[VaultPath]()
        if time.monotonic() - self._looked > _TRUST_SECONDS:
            written = None
        if written is None:
            self._looked = time.monotonic()
        try:
            return self._brought_up(is_outdated, written)
        except Exception:
            self._written = None  # who knows how far it came
            for each in build_log.filters:
                if isinstance(each, DuplicateFilter):  # what is still wrong is to be said again
                    each.msgs.clear()
            raise

    def _brought_up(self, is_outdated: Callable[[], bool], written: Collection[VaultPath] | None) -> int:
        if self._follower is not None and not self._needs_build:
            try:
                return self._follower.update(is_outdated, written)
            except NeedsBuildError:
                pass
        before = self._publication()
        self._follower, self._needs_build = None, False
        self._build()
        if self._publication() is not before:  # else `mkdocs.yml` does not name the plugin any more
            self._follow()
        return 1

    def _follow(self) -> None:
        publication = self._publication()
        self._follower = Follower(publication, self._swap) if publication is not None else None

    def _answer(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """What the server answers; what had to wait until somebody asks is made now."""
        path = str(environ.get("PATH_INFO", ""))
        if "\0" in path:  # to MkDocs a traceback
            return _refused(start_response, "404 Not Found", "No file has such a name.")
        if self._has_drafts() and not is_named_here(str(environ.get("HTTP_HOST", ""))):
            return _refused(start_response, "421 Misdirected Request", "Drafts are shown to localhost alone.")
        address = path.removeprefix(self._server.mount_path)
        if address.startswith(SEARCH_INDEX):
            self._bring_index()
        elif (follower := self._follower) is not None and address.endswith(".json"):
            with self._lock, suppress(OSError):  # a full disk; what is there is served
                follower.ask(address)
        serve = cast("Any", self._server).serve_request
        if path.startswith("/livereload/"):  # waits for the next build
            return serve(environ, start_response)
        with self._swap:
            return serve(environ, start_response)

    def _bring_index(self) -> None:
        """Have ready what somebody searches."""
        follower = self._follower
        if follower is None:
            with self._lock:  # MkDocs is at work
                follower = self._follower
        if follower is not None:
            follower.bring_index()  # without the lock: it takes long, and edits are to show meanwhile

    def _binding(self, bind: Callable[[], None]) -> Callable[[], None]:
        """That, when all is watched, what `watch` names and other plugins, too.

        With a sentence where the address is taken or not this machine's: for MkDocs a traceback.
        """

        def bind_or_say() -> None:
            for watch in self._server._watch_refs.values():
                self._server.observer.add_handler_for_watch(Teller(self._on_event_elsewhere), watch)
            try:
                bind()
            except OSError as error:
                host, port = self._server.server_address[:2]
                said = f"{host}:{port}: cannot be listened on ({error.strerror})"
                hint = "end what listens there, or give another address: mkdocs serve -a localhost:8001"
                raise ConfigurationError(f"{said}; {hint}") from error

        return bind_or_say

    def _following(self, error_page: Callable[[int], bytes | None]) -> Callable[[int], bytes | None]:
        """That page, which loads again after a rebuild, as all others do: a note may be back by then."""

        def follow(code: int) -> bytes | None:
            content = error_page(code)
            if content is None:
                return None
            return self._server._inject_js_into_html(content, self._server._visible_epoch)

        return follow


def _spelled(place: str | Path) -> Path:
    """A place with its accents in one form: macOS tells them in another than the one in which it has them."""
    return Path(normalize("NFC", str(place)))


def _refused(start_response: Any, status: str, reason: str) -> list[bytes]:
    start_response(status, [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{reason}\n".encode()]
