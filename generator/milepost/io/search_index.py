"""An index that a browser reads in pieces, made by Pagefind."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from milepost.errors import SearchError
from milepost.model.path import PagePath, page_file

__all__ = ["Indexing", "can_index", "check_installed"]

_COMMON = "common.json"
# Of what Pagefind writes: its own boxes and buttons are not used.
_WANTED = ("pagefind.js", "pagefind-entry.json", "*.pf_meta", "wasm.*", "index/*", "fragment/*", _COMMON)
# Said elsewhere on the page, or by other pages.
_LEFT_OUT = "[data-search-exclude], svg, annotation"


def can_index() -> bool:
    """Whether Pagefind is installed, which the extra "search" brings."""
    return all(importlib.util.find_spec(name) for name in ("pagefind", "pagefind_bin"))


def check_installed() -> None:
    """Make sure that Pagefind is there.

    Raises:
        SearchError: it is not.
    """
    if not can_index():
        raise SearchError("Pagefind is not installed; pip install 'milepost[search]'")


class Indexing:
    """Pagefind at work, in a process beside this one."""

    def __init__(self, documents: Mapping[PagePath, str], common: Sequence[str]) -> None:
        """Begin to index the HTML documents, each at its page's address.

        The `common` words are put beside the index, for who asks it.

        Raises:
            SearchError: Pagefind is not installed.
        """
        check_installed()
        self._common = common
        self._place = TemporaryDirectory(prefix="milepost-search-", ignore_cleanup_errors=True)
        source, self._made = Path(self._place.name, "site"), Path(self._place.name, "index")
        for address, text in documents.items():
            file = source / page_file(address)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        options = ("--site", source, "--output-path", self._made, "--exclude-selectors", _LEFT_OUT, "--quiet")
        command = [sys.executable, "-m", "pagefind", *map(str, options)]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
        )

    def files(self) -> Iterator[tuple[str, Path]]:
        """The index when it is made, file by file: its place in the folder of all, and where it lies.

        There it may be taken away until the next is asked for.

        Raises:
            SearchError: Pagefind fails.
        """
        try:
            said, _ = self._process.communicate()
            if self._process.returncode:
                raise SearchError(f"Pagefind could not index the site: {said.strip()}")
            common = json.dumps(self._common, ensure_ascii=False, separators=(",", ":"))
            (self._made / _COMMON).write_text(common, encoding="utf-8")
            for file in [file for pattern in _WANTED for file in self._made.glob(pattern)]:
                yield file.relative_to(self._made).as_posix(), file
        finally:
            self.end()

    def end(self) -> None:
        """Stop, and leave nothing behind."""
        with self._process:  # which waits for it
            self._process.kill()
        self._place.cleanup()
