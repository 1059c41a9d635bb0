"""Work that need not be done twice: parsed notes and canvases by the digest of their file."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from milepost.model.canvas import Canvas
from milepost.model.note import Note
from milepost.model.path import VaultPath
from milepost.model.problem import Problem
from milepost.model.vault import SourceFile

__all__ = ["Cache"]

T = TypeVar("T")

Parsed = tuple[T, tuple[Problem, ...]]
Kept = dict[VaultPath, tuple[str, Parsed[T]]]


@dataclass(slots=True)
class Cache:
    """What was parsed of one vault with one set of settings, in memory; what it lacks is made and kept.

    It holds each file's newest version only, so it never outgrows the vault by more than its deleted files.
    """

    notes: Kept[Note] = field(default_factory=dict[VaultPath, tuple[str, Parsed[Note]]])
    canvases: Kept[Canvas] = field(default_factory=dict[VaultPath, tuple[str, Parsed[Canvas]]])

    def note(self, file: SourceFile, parse: Callable[[], Parsed[Note]]) -> Parsed[Note]:
        """The parsed note of a file: the kept one if the file is the same, else a new one."""
        return _parsed(self.notes, file, parse)

    def canvas(self, file: SourceFile, parse: Callable[[], Parsed[Canvas]]) -> Parsed[Canvas]:
        """The parsed canvas of a file, as `note` does it."""
        return _parsed(self.canvases, file, parse)


def _parsed(known: Kept[T], file: SourceFile, parse: Callable[[], Parsed[T]]) -> Parsed[T]:
    kept = known.get(file.path)
    if kept is not None and kept[0] == file.digest:
        return kept[1]
    parsed = parse()
    known[file.path] = (file.digest, parsed)
    return parsed
