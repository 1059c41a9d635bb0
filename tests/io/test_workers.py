"""Work goes to all cores once enough of it is left; what comes of it is the same."""

import os
import subprocess
import sys

import pytest

from milepost.io.workers import pieces, spread

on_two_cores = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="nothing forks here"
)

_HERE = os.getpid()

# In a process of its own, for none that has threads forks; any work is enough.
_WORTH_IT = """
import os
from milepost.io import workers
workers._MEASURED_SECONDS = workers._LEAST_SECONDS = 0.0
here = os.getpid()
"""
_DONE_ELSEWHERE = """
import time

def doubled(number):
    time.sleep(0.001)
    return number * 2, os.getpid()

found = list(workers.spread(doubled, range(100)))
assert [each for each, _ in found] == [each * 2 for each in range(100)]
assert len({process for _, process in found}) == len(os.sched_getaffinity(0))
"""
_KNOWN = """
import importlib, time
importlib.reload(workers)  # as much must be there as ever, were it not known

def doubled(number):
    time.sleep(0.005)
    return number * 2, os.getpid()

found = list(workers.spread(doubled, range(40), is_much=True))
assert [each for each, _ in found] == [each * 2 for each in range(40)]
assert len({process for _, process in found}) == len(os.sched_getaffinity(0))
"""
_FIRST = """
loaded = []

def process_of(number):
    found = bool(loaded)
    loaded.append(number)
    return os.getpid(), found

first = len(next(workers.pieces(range(200), len(os.sched_getaffinity(0)))))
found = list(workers.spread(process_of, range(200), is_much=True))
assert {process for process, _ in found[:first]} == {here}
assert all(is_loaded for process, is_loaded in found if process != here)
"""
_MEANWHILE = """
import select

begun, tell = os.pipe()
told = []

def wait():
    told.append((os.getpid(), bool(select.select([begun], [], [], 30)[0])))

def doubled(number):
    if os.getpid() != here:
        os.write(tell, b"1")
    return number * 2

found = list(workers.spread(doubled, range(100), is_much=True, meanwhile=wait))
assert found == [each * 2 for each in range(100)]
assert told == [(here, True)]
"""
_LOST = """
def doubled(number):
    if os.getpid() != here:
        os._exit(1)
    return number * 2

assert list(workers.spread(doubled, range(100))) == [each * 2 for each in range(100)]
"""
_KILLED = """
import signal, time

workers._cores = lambda: 4

def doubled(number):
    time.sleep(0.002)
    if os.getpid() != here and number > 40:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 2

assert list(workers.spread(doubled, range(200))) == [each * 2 for each in range(200)]
"""
_NOT_PICKLED = """
class Trouble(Exception):
    def __init__(self, one, other):
        super().__init__(one)

def doubled(number):
    if number == 70:
        raise Trouble("a", "b")
    return number * 2

try:
    list(workers.spread(doubled, range(100)))
except Trouble:
    pass
else:
    raise SystemExit("no trouble")
"""
_ENOUGH = """
many = range(0, 200_000, 2)
found = workers.spread(lambda number: number * 2, range(1_000))
assert [next(found) for _ in range(20)] == list(many[:20])
found.close()
assert list(workers.spread(lambda number: number * 2, range(100_000))) == list(many)
"""
_GIVEN_UP = """
workers._cores = lambda: 4
found = workers.spread(lambda number: bytes(3_000_000), range(1_000), is_much=True)
next(found)
found.close()
"""
_AT_ONCE = """
workers._cores = lambda: 8
one = workers.spread(lambda number: (1, bytes(3_000_000)), range(200), is_much=True)
other = workers.spread(lambda number: (2, b""), range(200), is_much=True)
assert {name for (name, _), _ in zip(one, other)} == {1}
other.close()
one = workers.spread(lambda number: bytes(3_000_000), range(200), is_much=True)
other = workers.spread(lambda number: 2, range(200), is_much=True)
next(one), next(other)
one.close()
assert set(other) == {2}
"""
_WITHIN = """
def many(number):
    return sum(workers.spread(lambda each: each * number, range(50), is_much=True))

assert list(workers.spread(many, range(100), is_much=True)) == [sum(range(50)) * each for each in range(100)]
"""
_HUGE = """
workers._cores = lambda: 4
found = list(workers.spread(lambda number: bytes([number]) * 3_000_000, range(40), is_much=True))
assert found == [bytes([number]) * 3_000_000 for number in range(40)]
"""
_ORPHANED = """
import signal, time

workers._cores = lambda: 4
begun, tell = os.pipe()
process = os.fork()
if not process:
    told = lambda number: os.write(tell, b"1") and bytes(3_000_000)
    for _ in workers.spread(told, range(1_000), is_much=True):
        pass
os.read(begun, 1)
os.kill(process, signal.SIGKILL)
os.waitpid(process, 0)
os.close(tell)
while os.read(begun, 1_000):  # ends when no process has the other end any more
    pass
"""


def _doubled(number: int) -> tuple[int, int]:
    return number * 2, os.getpid()


def test_little_work_is_done_here() -> None:
    did: list[int] = []
    found = list(spread(_doubled, range(1_000), meanwhile=lambda: did.append(1)))
    assert found == [(each * 2, _HERE) for each in range(1_000)]
    assert not did  # nobody else had anything to do


@pytest.mark.parametrize("cores", [2, 3, 64])
@pytest.mark.parametrize("count", [1, 7, 64, 1_000, 50_000, 1_000_000])
def test_the_last_pieces_are_small_and_a_pipe_holds_the_numbers_of_all(count: int, cores: int) -> None:
    parts = list(pieces(range(count), cores))
    sizes = [len(piece) for piece in parts]
    assert [each for piece in parts for each in piece] == list(range(count))
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) <= 1_024
    assert sizes[0] <= max(1, count // 16)
    assert sizes[-1] <= max(1, count / 1_000)


@on_two_cores
@pytest.mark.parametrize(
    "work",
    [
        _DONE_ELSEWHERE,
        _KNOWN,
        _FIRST,
        _MEANWHILE,
        _LOST,
        _KILLED,
        _NOT_PICKLED,
        _ENOUGH,
        _GIVEN_UP,
        _AT_ONCE,
        _WITHIN,
        _HUGE,
        _ORPHANED,
    ],
    ids=[
        "done elsewhere",
        "known to be much",
        "the first here, and what it loads is there elsewhere",
        "something else is done here meanwhile",
        "lost and done here",
        "killed",
        "an error that cannot be sent",
        "enough",
        "given up while others wait to be read",
        "two at once",
        "one within another",
        "results that fit in no pipe",
        "the process that gathers them killed",
    ],
)
def test_much_work_is_done_elsewhere_in_its_order_and_none_is_lost(work: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _WORTH_IT + work], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
