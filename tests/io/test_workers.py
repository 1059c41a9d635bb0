"""Work goes to all cores once enough of it is left; what comes of it is the same."""

import os
import sys

import pytest

from milepost.io import workers
from milepost.io.workers import spread

_HERE = os.getpid()
on_two_cores = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="nothing forks here"
)


@pytest.fixture
def _worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any work is enough."""
    monkeypatch.setattr(workers, "_MEASURED_SECONDS", 0.0)
    monkeypatch.setattr(workers, "_LEAST_SECONDS", 0.0)


def _doubled(number: int) -> tuple[int, int]:
    return number * 2, os.getpid()


def _ends_elsewhere(number: int) -> int:
    if os.getpid() != _HERE:
        os._exit(1)
    return number * 2


def test_little_work_is_done_here() -> None:
    assert list(spread(_doubled, range(1_000))) == [(each * 2, _HERE) for each in range(1_000)]


@on_two_cores
@pytest.mark.usefixtures("_worth_it")
def test_much_work_is_done_elsewhere_in_its_order() -> None:
    found = list(spread(_doubled, range(100)))
    assert [each for each, _ in found] == [each * 2 for each in range(100)]
    assert any(process != _HERE for _, process in found)


@on_two_cores
@pytest.mark.usefixtures("_worth_it")
def test_what_a_lost_process_leaves_is_done_here() -> None:
    assert list(spread(_ends_elsewhere, range(100))) == [each * 2 for each in range(100)]
