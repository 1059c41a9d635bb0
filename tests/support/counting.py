"""How much a piece of Python does, counted and not timed: the same on every machine, however busy."""

import gc
import sys
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import TraceFunction

__all__ = ["grows_in_line", "lines_run"]


def lines_run(action: Callable[[], object]) -> int:
    """The lines of Python that `action` runs, in whatever module; what C does in one call is one line."""
    count = 0

    def trace(frame: FrameType, event: str, arg: object) -> "TraceFunction":
        nonlocal count
        count += event == "line"
        return trace

    before, collects = sys.gettrace(), gc.isenabled()
    gc.disable()  # others may have asked to be called when it collects
    sys.settrace(trace)
    try:
        action()
    finally:
        sys.settrace(before)
        if collects:
            gc.enable()
    return count


def grows_in_line(small: int, middle: int, large: int) -> bool:
    """Whether what costs so much for n, 2 n and 4 n pieces is linear: the second step is twice the first.

    The steps leave out what is paid once. Of a cost with a square in it, they show a tenth of the square.
    """
    return large - middle <= 2.2 * (middle - small)
