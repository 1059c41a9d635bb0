"""How a preview ends where another program asks it to: a container, an editor, a system that shuts down."""

import signal
from contextlib import suppress

__all__ = ["ends_now", "heed_sigterm"]

_AGAIN_SECONDS = 0.5


def heed_sigterm() -> None:
    """Let SIGTERM end this process as Ctrl-C does, unless somebody has said what it is to do."""
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        with suppress(ValueError):  # in another thread than the main one, which alone hears signals
            signal.signal(signal.SIGTERM, _interrupt)


def ends_now() -> None:
    """The process is about to end, and is not to be interrupted in that."""
    if signal.getsignal(signal.SIGTERM) is _interrupt:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)


def _interrupt(*_: object) -> None:
    """Python ignores what is raised in callbacks of weak references, or around a fork: it is raised again."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _interrupt)
        signal.setitimer(signal.ITIMER_REAL, _AGAIN_SECONDS)
    raise KeyboardInterrupt
