"""One process with its descendants, watched, and ended with it."""

import contextlib
import math
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

from milepost.experiment.descendants import MARK, end_marked, marked
from milepost.model.frozen import Frozen

__all__ = ["Ending", "Limits", "lab_environment", "run_process"]

_TICK_SECONDS = 0.1
_GRACE_SECONDS = 5.0
_OUTPUT_BYTES = 64 * 1024
_MIB = 2**20

# What a script may know of the machine. Everything else, keys and tokens above all, stays outside.
_PASSED_ON = (
    "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "TEMP", "TMP", "TMPDIR", "TZ", "VIRTUAL_ENV",
    "APPDATA", "LOCALAPPDATA", "SYSTEMROOT", "USERPROFILE",
)  # fmt: skip

# What makes two runs alike: one thread, so that sums are taken in the same order; no window; one hash seed.
_FIXED = {
    "HF_HUB_OFFLINE": "1",  # the model is there before a run begins
    "MPLBACKEND": "Agg",
    "PYTHONHASHSEED": "0",
    "PYTHONUNBUFFERED": "1",
    "PYTHONUTF8": "1",
    "TOKENIZERS_PARALLELISM": "false",
    **dict.fromkeys(
        (
            "BLIS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "OMP_NUM_THREADS",
            "OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS",
        ),
        "1",
    ),
}  # fmt: skip


class Limits(Frozen):
    """What a process and its descendants may use together; beyond it they are ended."""

    seconds: float
    """Wall time."""
    memory_gib: float = math.inf
    """Memory held at one time."""
    output_mib: float = 64
    """Bytes written to stdout and stderr."""
    files_mib: float = 1024
    """Bytes left in the folder that it works in."""


class Ending(Frozen):
    """How a process ended."""

    status: int
    """Its exit status; negative for the signal that killed it."""
    exceeded: str
    """The field of `Limits` that it went beyond; "" if none."""
    seconds: float
    """Wall time."""
    output: str
    """The end of what it wrote to stdout and stderr."""


def lab_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment an experiment runs in: little of `environ`, and what makes runs alike."""
    passed = {name: environ[name] for name in _PASSED_ON if name in environ}
    if path := environ.get("PYTHONPATH"):  # its parts may be relative, and the process works elsewhere
        passed["PYTHONPATH"] = os.pathsep.join(map(os.path.abspath, path.split(os.pathsep)))
    return passed | _FIXED


def run_process(command: Sequence[str], folder: Path, limits: Limits, on_tick: Callable[[], None]) -> Ending:
    """Run the command in `folder` until it ends or exceeds a limit; nothing that it started outlives it.

    What leaves its group is found by a mark, where the system shows it (`end_marked`).
    Its stdin is a pipe that nobody writes to, and that breaks when this process dies (`guard`). `on_tick` is
    called about ten times a second.
    """
    environment = marked(lab_environment(os.environ))
    started = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # a group of its own, which descendants belong to
    )
    assert process.stdout is not None, "a pipe was asked for"
    tail = _Tail(process.stdout)
    exceeded = ""
    try:
        while (status := _wait(process, _TICK_SECONDS)) is None:
            on_tick()
            used = {
                "seconds": time.monotonic() - started,
                "memory_gib": _memory_gib(process.pid),
                "output_mib": tail.seen_bytes / _MIB,
                "files_mib": _size_mib(folder),
            }
            if exceeded := next((name for name, much in used.items() if much > getattr(limits, name)), ""):
                # Who only takes too long may still write down what it knows.
                _end_group(process, gently=exceeded == "seconds")
                status = _wait(process, _GRACE_SECONDS)
                break
    finally:  # also when the user interrupts us, and for what the process left behind
        _end_group(process)
        end_marked(environment[MARK])
    seconds = time.monotonic() - started
    if process.stdin is not None:
        process.stdin.close()
    return Ending(process.wait() if status is None else status, exceeded, seconds, tail.text())


def _memory_gib(pid: int) -> float:
    """What the process and its descendants hold; 0 where psutil is not there to ask."""
    try:
        import psutil  # of the extra "lab"
    except ModuleNotFoundError:
        return 0
    try:
        parent = psutil.Process(pid)
        family = (parent, *parent.children(recursive=True))
    except psutil.Error:
        return 0
    total = 0
    for each in family:
        with contextlib.suppress(psutil.Error):  # it has just ended
            total += each.memory_info().rss
    return total / 2**30


def _size_mib(folder: Path) -> float:
    """What the files of the folder take, those in folders inside it apart."""
    total = 0
    with os.scandir(folder) as entries:
        for each in entries:
            with contextlib.suppress(FileNotFoundError):
                total += each.stat(follow_symlinks=False).st_size
    return total / _MIB


def _wait(process: subprocess.Popen[bytes], seconds: float) -> int | None:
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None


def _end_group(process: subprocess.Popen[bytes], *, gently: bool = False) -> None:
    """End what still runs of the group; `gently` where it may do a last thing, if the system knows that."""
    if sys.platform == "win32":
        process.kill()
    else:
        # Nothing is left to end; macOS says "not permitted" of a group of zombies.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGTERM if gently else signal.SIGKILL)


class _Tail(threading.Thread):
    """Reads a stream to its end, keeping the last of it: no flood fills memory, no full pipe blocks."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._stream, self._kept = stream, b""
        self.seen_bytes = 0
        self.start()

    def run(self) -> None:
        with self._stream:
            while chunk := os.read(self._stream.fileno(), _OUTPUT_BYTES):
                self.seen_bytes += len(chunk)
                self._kept = (self._kept + chunk)[-_OUTPUT_BYTES:]

    def text(self) -> str:
        self.join(timeout=_GRACE_SECONDS)  # a descendant that fled the group may hold the stream open
        return self._kept.decode("utf-8", errors="replace")
