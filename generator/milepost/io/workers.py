"""Work on all cores, where there is enough of it to pay for that."""

import multiprocessing
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from math import ceil
from typing import Any, TypeVar

__all__ = ["MOST_IN_A_PIECE", "pieces", "spread"]

T = TypeVar("T")
R = TypeVar("R")

# What is left must be worth it: beginning takes some 50 ms, what is done elsewhere has to be brought back,
# and what is loaded or compiled at its first use is so in each process. What is done here before is the
# measure of it, and leaves less of that.
_MEASURED_SECONDS = 0.25
_LEAST_SECONDS = 1.0
_PIECES_PER_CORE = 8
MOST_IN_A_PIECE = 32
"""So many things, the first of all, this process does itself; with the next, another one begins."""

# A thread takes what other processes have done, and at each piece of it waits so long for this one at most.
_MOST_WAIT_SECONDS = 0.0005

# So many numbers of so many bytes fit into the smallest pipe that a system gives.
_BYTES, _MOST_PIECES = 4, 1_024

# What is to be done, in pieces, and the pipe with the numbers of those that nobody has begun: who reads one
# does it. Other processes inherit all of this.
_work: tuple[Callable[[Any], Any], Sequence[Sequence[Any]], int] | None = None


def spread(work: Callable[[T], R], things: Sequence[T], *, is_much: bool = False) -> Iterator[R]:
    """`work(each)` for each thing, in their order; the results must be fit to be pickled.

    Where it is known that this `is_much`, none is done here to find out. Only Linux forks without danger, and
    only while there are no other threads. Where it does not, or a process comes to grief, all is done here.
    """
    spent = 0.0
    for done, thing in enumerate(things):
        is_much |= spent >= _MEASURED_SECONDS and spent * (len(things) - done) >= _LEAST_SECONDS * done
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
    parts = list(pieces(things, cores))
    done, made = 0, dict[int, list[R]]()
    numbers = _filled_pipe(range(1, len(parts)))
    _work = work, parts, numbers
    usual_wait = sys.getswitchinterval()
    sys.setswitchinterval(_MOST_WAIT_SECONDS)
    pool = ProcessPoolExecutor(cores - 1, multiprocessing.get_context("fork"))
    try:
        elsewhere = deque(pool.submit(_do_next) for _ in parts)
        made[0] = [work(thing) for thing in parts[0]]
        while done < len(parts):
            while done not in made:
                own = None if elsewhere[0].done() else _do_next()
                ended = own or elsewhere.popleft().result()
                if ended is not None:
                    number, results = ended
                    made[number] = results
            yield from made.pop(done)
            done += 1
    except (BrokenProcessPool, OSError):  # such as for want of memory
        pass
    finally:
        while os.read(numbers, _BYTES):  # nobody begins anything any more
            pass
        pool.shutdown()
        os.close(numbers)
        sys.setswitchinterval(usual_wait)
        _work = None
    for number in range(done, len(parts)):
        yield from made.pop(number, None) or map(work, parts[number])


def pieces(things: Sequence[T], cores: int) -> Iterator[Sequence[T]]:
    """The things in their order; the last pieces are the smallest, so that all processes end together."""
    at, least = 0, ceil(len(things) / _MOST_PIECES)
    while at < len(things):
        size = max(min((len(things) - at) // (cores * _PIECES_PER_CORE), MOST_IN_A_PIECE), least, 1)
        yield things[at : at + size]
        at += size


def _filled_pipe(numbers: Iterable[int]) -> int:
    """The end from which the numbers are read, each by one process alone."""
    reader, writer = os.pipe()
    os.write(writer, b"".join(number.to_bytes(_BYTES, "little") for number in numbers))
    os.close(writer)
    return reader


def _do_next() -> tuple[int, list[Any]] | None:
    """Do the first piece that nobody has begun, if there is one: its number, and what came of it."""
    assert _work is not None
    work, parts, numbers = _work
    told = os.read(numbers, _BYTES)
    if not told:
        return None
    number = int.from_bytes(told, "little")
    return number, [work(thing) for thing in parts[number]]


def _cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
