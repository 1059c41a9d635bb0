"""Notes for pure tests, understood without a disk."""

import hashlib
from collections.abc import Mapping

from milepost.model.note import Note
from milepost.model.path import vault_path
from milepost.model.vault import SourceFile
from milepost.notes.parse import parse_note
from milepost.ofm.parser import create_parser
from milepost.settings import Settings

__all__ = ["parse", "source"]

_PARSER = create_parser()


def source(path: str, text: str) -> SourceFile:
    """The file of a note."""
    return SourceFile(vault_path(path), text, hashlib.sha256(text.encode()).hexdigest())


def parse(texts: Mapping[str, str]) -> list[Note]:
    """The notes, by path, in path order."""
    return [parse_note(source(path, text), _PARSER, Settings())[0] for path, text in sorted(texts.items())]
