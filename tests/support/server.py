"""A folder over HTTP, on a free port of this machine only."""

from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

__all__ = ["serve"]


class _Handler(SimpleHTTPRequestHandler):
    """Files as they are, connections kept open, nothing logged."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, seen: Callable[[str], None], **options: Any) -> None:
        self._seen = seen
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        self._seen(self.translate_path(self.path))
        with suppress(ConnectionError):  # a page that is closed no longer waits for its files
            super().do_GET()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the parent calls it so)
        pass


@contextmanager
def serve(folder: Path, seen: Callable[[str], None] = lambda file: None) -> Generator[str]:
    """The address, ending in "/", at which the files of `folder` are served within the context.

    `seen` is told each file that is asked for.
    """
    handler = partial(_Handler, directory=str(folder), seen=seen)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
