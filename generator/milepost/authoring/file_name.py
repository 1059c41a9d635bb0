"""Titles to names of files that every system and Obsidian's links can bear."""

import re
import unicodedata
from collections.abc import Container

from milepost.model.path import VaultPath, fold, is_device

__all__ = ["free_path", "safe_name"]

_LIMIT_BYTES = 120
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_JOINERS = "\u200c\u200d"  # a part of words in some scripts, and of emoji


def safe_name(title: str) -> str:
    """A file name, without its ending, that says the title.

    >>> safe_name("KV cache: limits / growth"), safe_name('Say "hello"?')
    ('KV cache - limits - growth', 'Say hello')
    """
    name = unicodedata.normalize("NFC", title).replace("/", "-")
    name = re.sub(r":(?=\s)", " -", name).replace("%%", "")
    name = re.sub(r'[\\*?"<>|#^\[\]:]', "", name)
    name = " ".join(name.split())
    name = "".join(char for char in name if char in _JOINERS or unicodedata.category(char) not in _UNSEEN)
    name = _shortened(" ".join(name.split()), _LIMIT_BYTES)
    # Windows drops a dot at the end, and a dot at the beginning hides the file.
    name = name.rstrip(". ").lstrip(". ")
    return f"_{name}" if is_device(name) else name or "Untitled"


def free_path(folder: str, name: str, taken: Container[str]) -> VaultPath:
    """The note's path in the folder, with " (2)" and so on where the name is taken.

    `taken` holds folded paths, since many disks do not tell upper from lower case.
    """
    number, path = 1, f"{folder}/{name}.md"
    while fold(path) in taken:
        number += 1
        tail = f" ({number})"
        path = f"{folder}/{_shortened(name, _LIMIT_BYTES - len(tail))}{tail}.md"
    return VaultPath(path)


def _shortened(name: str, limit_bytes: int) -> str:
    return name.encode()[:limit_bytes].decode(errors="ignore").rstrip()
