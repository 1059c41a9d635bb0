"""Work on all cores, where there is enough of it to pay for that."""

import multiprocessing
import os
import pickle
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from math import ceil
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar, cast

__all__ = ["MOST_IN_A_PIECE", "pieces", "spread"]

T = TypeVar("T")
R = TypeVar("R")

# Helpers must be worth their cost: to begin one takes some 50 ms, results have to be sent back, and each has
# to load and compile what it is the first to use. So this process begins alone, and tells from how long that
# takes how long the rest would; by then it has loaded most of what helpers need.
_MEASURED_SECONDS = 0.25
_LEAST_SECONDS = 1.0
_PIECES_PER_CORE = 8
MOST_IN_A_PIECE = 32
"""So many things, the first of all, this process does itself before others begin, which take the next."""

# The largest buffer of a pipe that Linux gives to programs without special rights.
_ROOM_BYTES = 2**20

# So many numbers of so many bytes fit into the smallest pipe that a system gives.
_BYTES, _MOST_PIECES = 4, 1_024

Helper = tuple[BaseProcess, Connection]
"""A process that helps, and what it sends to this one: numbers of pieces, each with what came of it."""


def spread(
    work: Callable[[T], R],
    things: Sequence[T],
    *,
    is_much: bool = False,
    meanwhile: Callable[[], object] | None = None,
) -> Iterator[R]:
    """`work(each)` for each thing, in their order; the results must be fit to be pickled.

    Where it is known that this `is_much`, none is done here to find out. Only Linux forks without danger, and
    only while there are no other threads; who has helpers already, or is one, gets no more. Where there are
    none, or one comes to grief, all is done here. Once others have begun, this process does `meanwhile` what
    it has to do beside.
    """
    spent = 0.0
    for done, thing in enumerate(things):
        is_much |= spent >= _MEASURED_SECONDS and spent * (len(things) - done) >= _LEAST_SECONDS * done
        if is_much and _may_fork():
            yield from _on_all_cores(work, things[done:], meanwhile)
            return
        begun = time.process_time()
        result = work(thing)
        spent += time.process_time() - begun
        yield result


def _may_fork() -> bool:
    if sys.platform != "linux" or _cores() == 1 or threading.active_count() > 1:
        return False
    return not (multiprocessing.active_children() or multiprocessing.current_process().daemon)


def _on_all_cores(
    work: Callable[[T], R], things: Sequence[T], meanwhile: Callable[[], object] | None
) -> Iterator[R]:
    """One process less than there are cores helps; this one does as much, and gathers what they have done."""
    parts, made = list(pieces(things, _cores())), dict[int, list[R]]()
    numbers = _filled_pipe(range(1, len(parts)))

    def do(number: int) -> list[R]:
        return [work(thing) for thing in parts[number]]

    helpers: list[Helper] = []
    try:
        made[0] = do(0)  # what is loaded and compiled for these, helpers find done
        _begin(helpers, min(_cores(), len(parts)) - 1, do, numbers)
        readers = [reader for _, reader in helpers]
        if meanwhile is not None:
            meanwhile()
        for number in range(len(parts)):
            while number not in made:
                if _take(readers, made, may_wait=False):
                    continue
                if (own := _claimed(numbers)) is not None:
                    made[own] = do(own)
                elif not _take(readers, made, may_wait=True):  # the helper that began it has died
                    made[number] = do(number)
            yield from made.pop(number)
    finally:
        while _claimed(numbers) is not None:  # so that no helper begins another piece
            pass
        for _, reader in helpers:
            reader.close()
        for process, _ in helpers:
            process.join()
        os.close(numbers)


def _begin(helpers: list[Helper], count: int, do: Callable[[int], list[Any]], numbers: int) -> None:
    """Add helpers that `do` the pieces whose `numbers` they read; fewer where there is no room for more."""
    context = multiprocessing.get_context("fork")  # which hands all over as it is
    with suppress(OSError):
        for _ in range(count):
            reader, writer = context.Pipe(duplex=False)
            with writer:
                _widen(reader)
                inherited = [reader, *(each for _, each in helpers)]
                process = context.Process(target=_help, args=(inherited, writer, do, numbers), daemon=True)
                process.start()
            helpers.append((process, reader))


def _widen(pipe: Connection) -> None:
    """Give a pipe room for several pieces, so that who fills it need not wait until they are taken."""
    import fcntl  # which only some systems have

    with suppress(OSError):
        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _ROOM_BYTES)


def _help(
    inherited: Sequence[Connection], writer: Connection, do: Callable[[int], list[Any]], numbers: int
) -> None:
    """Do, in another process, what nobody has begun. What goes wrong does so again where it is awaited."""
    for reader in inherited:  # while one copy is open, no writer notices that the reading process is gone
        reader.close()
    with suppress(BaseException):
        while (number := _claimed(numbers)) is not None:
            # As bytes: `send` asks for each value in a table of tables, which are slow, how it is pickled.
            writer.send_bytes(pickle.dumps((number, do(number)), pickle.HIGHEST_PROTOCOL))


def _take(readers: list[Connection], made: dict[int, list[Any]], *, may_wait: bool) -> bool:
    """Take what has been sent, or will be by those that are left; whether anybody said anything."""
    ready = cast("list[Connection]", wait(readers, None if may_wait else 0)) if readers else []
    for reader in ready:
        try:
            number, results = pickle.loads(reader.recv_bytes())
            made[number] = results
        except Exception:  # it has ended, or sends what nobody can read
            readers.remove(reader)
            reader.close()
    return bool(ready)


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


def _claimed(numbers: int) -> int | None:
    """The first number that nobody has read, if there is one."""
    told = os.read(numbers, _BYTES)
    return int.from_bytes(told, "little") if told else None


def _cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
