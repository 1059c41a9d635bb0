"""Work on all cores, where there is enough of it to pay for that."""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

__all__ = ["spread"]

T = TypeVar("T")
R = TypeVar("R")

# Beginning takes some 50 ms, and what is done elsewhere has to be brought back.
_LEAST = 100
_PIECES_PER_CORE = 16
_MOST_IN_A_PIECE = 32

# What the processes are to do: they inherit it, so that nothing needs to be sent to them but numbers.
_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


def spread(work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
    """`work(each)` for each thing, in their order; the results must be fit to be pickled.

    Only Linux forks without danger, and only while there are no other threads. Where it is not done, or a
    process comes to grief, the work is done here.
    """
    global _work
    cores = _cores()
    done = 0
    if cores > 1 and len(things) >= _LEAST and sys.platform == "linux" and threading.active_count() == 1:
        piece = min(_MOST_IN_A_PIECE, max(1, len(things) // (cores * _PIECES_PER_CORE)))
        _work = work, things
        try:
            with ProcessPoolExecutor(cores, multiprocessing.get_context("fork")) as pool:
                for result in pool.map(_do, range(len(things)), chunksize=piece):
                    yield result
                    done += 1
        except BrokenProcessPool:  # such as for want of memory
            pass
        finally:
            _work = None
    yield from map(work, things[done:])


def _do(number: int) -> Any:
    assert _work is not None
    work, things = _work
    return work(things[number])


def _cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
