"""SIGTERM is heard, whenever it comes."""

import gc
import signal
import sys
import time
from collections.abc import Generator

import pytest

from milepost.plugin.ending import ends_now, heed_sigterm
from support.garbage import leave_circle

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signal can be sent there")


@pytest.fixture(autouse=True)
def _signals() -> Generator[None]:  # pyright: ignore[reportUnusedFunction]
    """As they were before, in the end."""
    before = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    yield
    ends_now()
    signal.signal(signal.SIGTERM, before)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_it_is_heard_though_python_ignores_it() -> None:
    heed_sigterm()
    circle = leave_circle(signal.SIGTERM)
    gc.collect()
    assert circle() is None
    with pytest.raises(KeyboardInterrupt):
        time.sleep(9)


def test_who_ends_already_is_not_interrupted() -> None:
    heed_sigterm()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGTERM)
    ends_now()
    signal.raise_signal(signal.SIGTERM)
    time.sleep(0.6)  # nor again


def test_who_has_another_use_for_it_keeps_that() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    heed_sigterm()
    ends_now()
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
