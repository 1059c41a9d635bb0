"""How a preview ends where another program asks it to: a container, an editor, a system that shuts down."""

import signal
from contextlib import suppress
from types import FrameType

__all__ = ["end_as_interrupted"]


def end_as_interrupted() -> None:
    """Let SIGTERM end this process as Ctrl-C does: what was made is kept, and no temporary folder stays.

    A second one ends it on the spot.
    """
    with suppress(ValueError):  # in another thread than the main one, which alone hears signals
        signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)
    raise KeyboardInterrupt
