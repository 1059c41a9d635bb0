"""What a rebuild leaves in memory is let go of, and nothing else is lost with it."""

import signal
import weakref

import pytest

from milepost.plugin.leftovers import Leftovers


class Circle:
    """What only the collector frees."""

    def __init__(self) -> None:
        self.own = self


def test_an_interrupt_that_comes_meanwhile_is_heard() -> None:
    circle = Circle()
    watched = weakref.ref(circle, lambda _: signal.raise_signal(signal.SIGINT))
    del circle
    with pytest.raises(KeyboardInterrupt):
        Leftovers().clear()
    assert watched() is None
