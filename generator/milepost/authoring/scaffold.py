"""What a new project begins with: a small vault and the files that publish it, kept in `scaffold/`."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from milepost.authoring.bases import base_text
from milepost.model.edit import Edit
from milepost.model.path import VaultPath, vault_path
from milepost.model.vault import SourceFile
from milepost.settings import Settings

__all__ = ["is_example", "is_scaffold", "scaffold_edits", "scaffold_template"]

# The package holds no hidden files: tools that pack it, and those that copy it, pass over some of them.
_DOT = "dot-"
_VAULT = "vault/"
_TEMPLATES = f"{_VAULT}Templates/"
_EXAMPLES = f"{_VAULT}Journal/", f"{_VAULT}Roadmap/"
# The day on which a project is made; in a template it stays, for the day on which that is used.
_DATE = "{{date}}"


def scaffold_edits(today: date) -> tuple[Edit, ...]:
    """Every file of a project made today, in path order. Paths are relative to it, not to its vault."""
    return tuple(
        Edit(path, None, text if path.startswith(_TEMPLATES) else text.replace(_DATE, today.isoformat()))
        for path, text in sorted(_texts().items())
    )


def is_scaffold(path: str, text: str) -> bool:
    """Whether a new project has exactly that file, whichever day it was made on and git's line ends."""
    known, text = _texts().get(vault_path(path)), text.replace("\r\n", "\n")
    if known is None or path.startswith(_TEMPLATES):
        return text == known
    any_day = re.escape(known).replace(re.escape(_DATE), r"\d{4}-\d\d-\d\d")
    return re.fullmatch(any_day, text) is not None


def is_example(path: VaultPath, text: str) -> bool:
    """Whether the note at a path of a vault shows only how it is done, and nobody has touched it."""
    file = f"{_VAULT}{path}"
    return file.startswith(_EXAMPLES) and is_scaffold(file, text)


def scaffold_template(name: str) -> SourceFile:
    """The template of that file name, for a vault that has none of its own."""
    path = vault_path(f"{_TEMPLATES}{name}")
    text = _texts()[path]
    return SourceFile(path, text, hashlib.sha256(text.encode()).hexdigest())


@cache
def _texts() -> Mapping[VaultPath, str]:
    """The files as the package has them."""
    # The one read that this layer is allowed: its own files, out of the package.
    packed = dict(_files(files("milepost.authoring") / "scaffold", ""))
    return {**packed, vault_path(f"{_VAULT}Roadmap/Roadmap.base"): base_text(Settings())}


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[VaultPath, str]]:
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue  # left there by an operating system, not by us
        name = f".{entry.name.removeprefix(_DOT)}" if entry.name.startswith(_DOT) else entry.name
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{name}/")
        else:
            yield vault_path(f"{prefix}{name}"), entry.read_text(encoding="utf-8")
