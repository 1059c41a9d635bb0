"""Work on all cores, where there is enough of it to pay for that."""

import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

__all__ = ["spread"]

T = TypeVar("T")
R = TypeVar("R")

# What is left must be worth it: beginning takes some 50 ms, what is done elsewhere has to be brought back,
# and what is loaded or compiled at its first use is so in each process. What is done here before is the
# measure of it, and leaves less of that.
_MEASURED_SECONDS = 0.25
_LEAST_SECONDS = 1.0
_PIECES_PER_CORE = 16
_MOST_IN_A_PIECE = 32

# A thread takes what other processes have done, and at each piece of it waits so long for this one at most.
_MOST_WAIT_SECONDS = 0.0005

# What the processes are to do: they inherit it, so that nothing needs to be sent to them but numbers.
_work: tuple[Callable[[Any], Any], Sequence[Sequence[Any]]] | None = None


def spread(work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
    """`work(each)` for each thing, in their order; the results must be fit to be pickled.

    Only Linux forks without danger, and only while there are no other threads. Where it is not done, or a
    process comes to grief, the work is done here.
    """
    spent = 0.0
    for done, thing in enumerate(things):
        is_much = spent >= _MEASURED_SECONDS and spent * (len(things) - done) >= _LEAST_SECONDS * done
        if is_much and _may_fork():
            yield from _on_all_cores(work, things[done:])
            return
        begun = time.process_time()
        result = work(thing)
        spent += time.process_time() - begun
        yield result


def _may_fork() -> bool:
    return sys.platform == "linux" and _cores() > 1 and threading.active_count() == 1


def _on_all_cores(work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
    """One process less than there are cores helps: while this one waits, it does what nobody has begun."""
    global _work
    cores = _cores()
    size = min(_MOST_IN_A_PIECE, max(1, len(things) // (cores * _PIECES_PER_CORE)))
    pieces = [things[at : at + size] for at in range(0, len(things), size)]
    _work = work, pieces
    done, here = 0, dict[int, list[R]]()
    usual_wait = sys.getswitchinterval()
    sys.setswitchinterval(_MOST_WAIT_SECONDS)
    pool = ProcessPoolExecutor(cores - 1, multiprocessing.get_context("fork"))
    try:
        futures = [pool.submit(_do, number) for number in range(len(pieces))]
        not_begun = (number for number, future in enumerate(futures) if future.cancel())
        for future in futures:
            while not future.done() and (number := next(not_begun, None)) is not None:
                here[number] = [work(thing) for thing in pieces[number]]
            yield from here.pop(done) if future.cancelled() else future.result()
            done += 1
    except (BrokenProcessPool, OSError):  # such as for want of memory
        pass
    finally:
        pool.shutdown(cancel_futures=True)
        sys.setswitchinterval(usual_wait)
        _work = None
    for number in range(done, len(pieces)):
        yield from here.pop(number, None) or map(work, pieces[number])


def _do(number: int) -> list[Any]:
    assert _work is not None
    work, pieces = _work
    return [work(thing) for thing in pieces[number]]


def _cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
