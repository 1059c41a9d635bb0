"""The processes that an experiment has started, those too that have left its group for one of their own."""

import os
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

__all__ = ["MARK", "end_marked", "marked"]

MARK = "MILEPOST_RUN"
"""The variable of the environment that tells the processes of one run from all others."""

_GRACE_SECONDS = 5.0


def marked(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment with a mark that no other process has, and whatever is started from it inherits."""
    return {**environment, MARK: token_hex(16)}


def end_marked(mark: str) -> None:
    """End all processes with the mark, this one apart, and what they start meanwhile.

    On Linux, which shows the environments of a user's processes. Elsewhere, as on macOS, none is found, and a
    process group is all that can be ended; nor is one that was started with an environment without the mark.
    """
    given_up = time.monotonic() + _GRACE_SECONDS  # a process may hang in the system, where no signal ends it
    while (found := tuple(_marked_processes(mark))) and time.monotonic() < given_up:
        for each in found:
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        time.sleep(0.01)


def _marked_processes(mark: str) -> Iterator[int]:
    entry, own = f"{MARK}={mark}".encode(), os.getpid()
    for file in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):  # somebody else's, or just gone
            if entry in file.read_bytes().split(b"\0") and (process := int(file.parent.name)) != own:
                yield process
