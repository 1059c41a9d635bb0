"""Time as it would be if nothing else ran."""

# pyright: reportMissingTypeStubs=false

import time

import mlx.core as mx

__all__ = ["seconds"]


def seconds() -> float:
    """Seconds since some moment: on a processor those of our own work, which other programs do not lengthen.

    On a GPU they are those of the clock on the wall, since we only wait there.
    """
    return time.process_time() if mx.default_device() == mx.Device(mx.cpu) else time.perf_counter()
