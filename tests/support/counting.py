"""How much a piece of Python does: counted, the same on every machine, or timed where nothing can be."""

import gc
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from _typeshed import TraceFunction

__all__ = ["grows_in_line", "lines_run", "times_as_long"]

T = TypeVar("T")


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


def times_as_long(make: Callable[[int], T], act: Callable[[T], object], few: int, many: int) -> float:
    """How many times as much processor time what is made of `many` pieces takes as of `few`.

    For what regular expressions do, of which no lines are run. Each time is the least of three.
    """

    def seconds(count: int) -> float:
        made = make(count)
        start = time.process_time()
        act(made)
        return time.process_time() - start

    least_few, least_many = (min(seconds(count) for _ in range(3)) for count in (few, many))
    return least_many / least_few
