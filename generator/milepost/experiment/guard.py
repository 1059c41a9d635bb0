"""Sees to it that a run does not outlive its runner, even one that is killed outright."""

import os
import signal
import sys
import threading

from milepost.experiment.descendants import MARK, end_marked

__all__ = ["end_with_runner"]


def end_with_runner() -> None:
    """End this process and all that it started once nobody, as the runner does, holds the end of its stdin.

    To be called first, before there are threads. From then on the script's stdin is empty.
    """
    runner = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    if sys.platform == "win32":
        threading.Thread(target=_exit_after, args=(runner,), daemon=True).start()
        return
    # A process of its own keeps watch: a thread of ours would wait while the script holds Python's lock. It
    # is no child of ours, so that a script which waits for its children does not wait for it.
    if (child := os.fork()) == 0:
        if os.fork() != 0:
            os._exit(0)
        for stream in (0, 1, 2):
            os.close(stream)
        while os.read(runner, 64):
            pass
        end_marked(os.environ.get(MARK, ""))
        os.killpg(0, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(runner)


def _exit_after(runner: int) -> None:
    while os.read(runner, 64):
        pass
    os._exit(1)
