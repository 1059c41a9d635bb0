"""Watching a folder: the system tells at once what has changed, and what it did not tell is looked for."""

# Watchdog leaves the type of its observers open.
# pyright: reportUnknownMemberType=false

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from unicodedata import normalize

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver
from watchdog.utils.dirsnapshot import DirectorySnapshot

__all__ = ["HARMLESS", "Teller", "Watch"]

HARMLESS = frozenset({"opened", "closed_no_write"})
"""Reading a file changes nothing; watchers report it all the same."""

# The system tells nothing of folders on another machine or another system's disk, nor of more than it may.
_LOOK_SECONDS = 1.0
# In a large vault it is looked more seldom: that takes no more than this share of a processor.
_MOST_OF_A_CORE = 0.01
# What a look finds was told so long before the look before it at the most.
_MEMORY_SECONDS = 10.0
_MOST_TOLD = 10_000


class Watch:
    """Tells a handler of each change in a folder, once."""

    def __init__(self, folder: str, handler: FileSystemEventHandler) -> None:
        """Begins at once."""
        self._observers: list[Any] = []
        self._told: dict[str, float] = {}
        """When the system told something of a path."""
        pause = _pause(folder)
        memory = pause + _MEMORY_SECONDS
        for observer, tell in (
            (Observer(), _Told(self._told, memory, handler)),
            (PollingObserver(timeout=pause), _Found(self._told, memory, handler)),
        ):
            try:
                observer.schedule(tell, folder, recursive=True)
                observer.start()
            except OSError:  # the system watches no more folders
                continue
            self._observers.append(observer)

    def end(self) -> None:
        """Watch no longer."""
        for observer in self._observers:
            observer.stop()


class Teller(FileSystemEventHandler):
    """Hands each event to a function."""

    def __init__(self, tell: Callable[[FileSystemEvent], None]) -> None:
        self._tell = tell

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Something has happened."""
        self._tell(event)


def _pause(folder: str) -> float:
    """The seconds between two looks."""
    begun = time.thread_time()
    with suppress(OSError):
        DirectorySnapshot(folder)
    return max(_LOOK_SECONDS, (time.thread_time() - begun) / _MOST_OF_A_CORE)


class _Told(FileSystemEventHandler):
    def __init__(self, told: dict[str, float], memory: float, handler: FileSystemEventHandler) -> None:
        self._told, self._memory, self._handler = told, memory, handler

    def on_any_event(self, event: FileSystemEvent) -> None:
        if not _is_news(event):
            return
        now = time.monotonic()
        self._told.update(dict.fromkeys(_paths(event), now))
        if len(self._told) > _MOST_TOLD:
            for path in [path for path, at in self._told.items() if now - at > self._memory]:
                del self._told[path]
        self._handler.dispatch(event)


class _Found(FileSystemEventHandler):
    def __init__(self, told: dict[str, float], memory: float, handler: FileSystemEventHandler) -> None:
        self._told, self._memory, self._handler = told, memory, handler

    def on_any_event(self, event: FileSystemEvent) -> None:
        if _is_news(event) and not any(self._was_told(path, event) for path in _paths(event)):
            self._handler.dispatch(event)

    def _was_told(self, path: str, event: FileSystemEvent) -> bool:
        """Whether the system told of it; of what goes with a folder it may have told no more than that."""
        since = time.monotonic() - self._memory
        while path:
            if self._told.get(path, since) > since:
                return True
            path = path.rpartition("/")[0] if event.event_type in ("deleted", "moved") else ""
        return False


def _is_news(event: FileSystemEvent) -> bool:
    return event.event_type not in HARMLESS and not (event.is_directory and event.event_type == "modified")


def _paths(event: FileSystemEvent) -> list[str]:
    places = (str(place).replace("\\", "/") for place in (event.src_path, event.dest_path) if place)
    return [normalize("NFC", place) for place in places]
