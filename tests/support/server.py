"""A folder over HTTP, on a free port of this machine only."""

from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

__all__ = ["serve"]


class _Handler(SimpleHTTPRequestHandler):
    """Files as they are, connections kept open, nothing logged."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the parent calls it so)
        pass


@contextmanager
def serve(folder: Path) -> Generator[str]:
    """The address, ending in "/", at which the files of `folder` are served within the context."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
