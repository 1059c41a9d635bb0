"""What a rebuild leaves in memory is let go of, and nothing else is lost with it."""

import signal

import pytest

from milepost.plugin.leftovers import Leftovers
from support.garbage import leave_circle


def test_an_interrupt_that_comes_meanwhile_is_heard() -> None:
    circle = leave_circle(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        Leftovers().clear()
    assert circle() is None
