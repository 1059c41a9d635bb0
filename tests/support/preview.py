"""A running `mkdocs serve`."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from support.project import Project

__all__ = ["Preview", "serve_live"]

PATIENCE_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Preview:
    """What a running preview says and shows."""

    address: str
    """Ends with "/"."""
    log_file: Path
    process: subprocess.Popen[bytes]

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8")

    @property
    def builds(self) -> int:
        """How many builds have come to their end."""
        return self.log.count("Documentation built")

    def get(self, path: str) -> str:
        """The page at a path; "" where there is none."""
        try:
            with urlopen(self.address + path, timeout=PATIENCE_SECONDS) as answer:
                return answer.read().decode("utf-8")
        except HTTPError as error:
            with error:
                return ""

    def wait_until(self, condition: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
        """Look again and again until the condition holds.

        Raises:
            AssertionError: it did not in the time given, or the server has ended; with what the server said.
        """
        end = time.monotonic() + seconds
        while not condition():
            assert self.process.poll() is None, self.log
            assert time.monotonic() < end, self.log
            time.sleep(0.05)

    def builds_within(self, seconds: float) -> int:
        """How many builds end in the next seconds."""
        before, end = self.builds, time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(0.05)
        return self.builds - before


@contextmanager
def serve_live(project: Project, patience_seconds: float = 60) -> Generator[Preview]:
    """The preview of a project, ready to answer, within the context."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    log_file = project.root / "serve.log"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", host]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
    with (
        log_file.open("wb") as log,
        subprocess.Popen(command, cwd=project.root, env=env, stdout=log, stderr=log) as process,
    ):
        preview = Preview(f"http://{host}/", log_file, process)
        try:
            preview.wait_until(lambda: "Serving on" in preview.log, patience_seconds)
            yield preview
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(PATIENCE_SECONDS)  # it keeps what it has made, and removes its folder
            process.kill()
