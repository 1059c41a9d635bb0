"""What Python's collector alone frees."""

import signal
import weakref

__all__ = ["leave_circle"]


class _Circle:
    def __init__(self) -> None:
        self.own = self


def leave_circle(number: signal.Signals) -> "weakref.ref[object]":
    """Leave something that raises a signal when it is freed; what is returned gives it until then."""
    return weakref.ref(_Circle(), lambda _: signal.raise_signal(number))
