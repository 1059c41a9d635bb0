"""What a rebuild leaves in memory, which a preview would gather for as long as somebody writes."""

import ctypes
import gc
import sys
from contextlib import suppress
from threading import Thread

__all__ = ["Leftovers"]

# MkDocs' tree of pages is full of circles, which only the collector frees. It is called when a page is out
# and there are so many more objects than it left the last time: the larger a vault, the longer it takes.
_MOST_GARBAGE = 0.1


class Leftovers:
    """Objects that nobody needs any more, and memory that nobody uses."""

    def __init__(self) -> None:
        self._objects = 0
        """How many the collector left the last time."""

    def clear(self) -> None:
        """Let go of them, where they are worth it.

        A thread of its own does it. In the main thread, who is told by the collector of what has gone would
        be the first to hear of a Ctrl-C that came meanwhile, and Python ignores whatever is raised there.
        """
        thread = Thread(target=self._clear)
        thread.start()
        thread.join()

    def _clear(self) -> None:
        if _new_objects() > _MOST_GARBAGE * self._objects:
            gc.collect()
            self._objects = len(gc.get_objects())
        _give_back()  # pages are text, of which the collector knows nothing


def _new_objects() -> int:
    """About how many there are that the collector has not looked at yet, or only when they were young."""
    young, middle, _ = gc.get_count()
    return young + middle * gc.get_threshold()[0]


def _give_back() -> None:
    """Let the system have what is free; glibc keeps the room of a great rebuild for ever, in pieces."""
    if sys.platform == "linux":
        with suppress(AttributeError):  # other C libraries keep less
            ctypes.CDLL(None).malloc_trim(0)
