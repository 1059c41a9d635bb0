"""What a new project begins with: a small vault and the files that publish it, kept in `scaffold/`."""

import hashlib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from milepost.authoring.bases import base_text
from milepost.model.edit import Edit
from milepost.model.path import VaultPath, vault_path
from milepost.model.vault import SourceFile
from milepost.settings import Settings

__all__ = ["scaffold_edits", "scaffold_template", "starter_notes"]

# The package holds no hidden files: tools that pack it, and those that copy it, pass over some of them.
_DOT = "dot-"
_TEMPLATES = "vault/Templates"


def scaffold_edits() -> tuple[Edit, ...]:
    """Every file of a new project, in path order. Paths are relative to the project, not to its vault."""
    base = Edit(vault_path("vault/Roadmap/Roadmap.base"), None, base_text(Settings()))
    return tuple(sorted((*_edits(_scaffold(), ""), base), key=lambda edit: edit.path))


def scaffold_template(name: str) -> SourceFile:
    """The template of that file name, for a vault that has none of its own."""
    path = vault_path(f"{_TEMPLATES}/{name}")
    text = next(edit.after for edit in scaffold_edits() if edit.path == path)
    return SourceFile(path, text, hashlib.sha256(text.encode()).hexdigest())


def starter_notes() -> Mapping[VaultPath, str]:
    """The notes of a new project's vault, by their path in it."""
    texts = {
        edit.path.removeprefix("vault/"): edit.after for edit in scaffold_edits() if edit.path.endswith(".md")
    }
    return {vault_path(path): text for path, text in texts.items()}


def _scaffold() -> Traversable:
    # The one read that this layer is allowed: its own files, out of the package.
    return files("milepost.authoring") / "scaffold"


def _edits(folder: Traversable, prefix: str) -> Iterator[Edit]:
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue  # left there by an operating system, not by us
        name = f".{entry.name.removeprefix(_DOT)}" if entry.name.startswith(_DOT) else entry.name
        if entry.is_dir():
            yield from _edits(entry, f"{prefix}{name}/")
        else:
            yield Edit(vault_path(f"{prefix}{name}"), None, entry.read_text(encoding="utf-8"))
