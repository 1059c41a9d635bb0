"""The names by which a base knows properties, and what readers are shown instead."""

import re
from collections.abc import Mapping

from milepost.model.base_file import Base

__all__ = ["label", "property_id"]

_KEYED = re.compile(r"""(note|file|formula)\[(["'])(.+)\2\]""")
_LABELS: Mapping[str, str] = {
    "name": "file name", "basename": "file base name", "path": "file path", "ext": "file extension",
    "size": "file size", "ctime": "created time", "mtime": "modified time",
}  # fmt: skip


def property_id(text: str) -> str:
    """The property with what it is one of: a bare one is the note's.

    >>> property_id("price"), property_id('note["x y"]'), property_id("file.name"), property_id("a.b")
    ('note.price', 'note.x y', 'file.name', 'note.a.b')
    """
    text = text.strip()
    if keyed := _KEYED.fullmatch(text):
        return f"{keyed[1]}.{keyed[3]}"
    return text if text.startswith(("note.", "file.", "formula.")) else f"note.{text}"


def label(base: Base, name: str) -> str:
    """What a property is called above its values."""
    owner, _, rest = name.partition(".")
    return base.names.get(name) or (_LABELS.get(rest, rest) if owner == "file" else rest)
