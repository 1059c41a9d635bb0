"""An index that a browser reads in pieces, written by Pagefind."""

import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from milepost.errors import SearchError
from milepost.model.path import PagePath, page_file

__all__ = ["can_index", "write_index"]

# Of what Pagefind writes: its own boxes and buttons are not used.
_WANTED = ("pagefind.js", "pagefind-entry.json", "*.pf_meta", "wasm.*", "index", "fragment")
_COMMON = "common.json"
# Said elsewhere on the page, or by other pages.
_LEFT_OUT = "[data-search-exclude], svg, annotation"


def can_index() -> bool:
    """Whether Pagefind is installed, which the extra "search" brings."""
    return all(importlib.util.find_spec(name) for name in ("pagefind", "pagefind_bin"))


def write_index(documents: Mapping[PagePath, str], common: Sequence[str], folder: Path) -> None:
    """Index the HTML documents, each at its page's address, into `folder`, which is made anew.

    The `common` words are put beside the index, for who asks it.

    Raises:
        SearchError: Pagefind is not installed, or fails.
    """
    if not can_index():
        raise SearchError("Pagefind is not installed; pip install 'milepost[search]'")
    with TemporaryDirectory(prefix="milepost-search-") as place:
        source, made = Path(place, "site"), Path(place, "index")
        for address, text in documents.items():
            file = source / page_file(address)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        options = ("--site", source, "--output-path", made, "--exclude-selectors", _LEFT_OUT, "--quiet")
        command = [sys.executable, "-m", "pagefind", *map(str, options)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        if result.returncode:
            raise SearchError(
                f"Pagefind could not index the site: {(result.stderr or result.stdout).strip()}"
            )
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for pattern in _WANTED:
            for found in made.glob(pattern):
                shutil.move(found, folder / found.name)
        text = json.dumps(common, ensure_ascii=False, separators=(",", ":"))
        Path(folder, _COMMON).write_text(text, encoding="utf-8")
