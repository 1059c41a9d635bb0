"""Work that need not be done twice: parsed notes by the digest of their file."""

from collections.abc import Callable
from dataclasses import dataclass, field

from milepost.model.note import Note
from milepost.model.path import VaultPath
from milepost.model.problem import Problem
from milepost.model.vault import SourceFile

__all__ = ["Cache"]

Parsed = tuple[Note, tuple[Problem, ...]]


@dataclass(slots=True)
class Cache:
    """Parsed notes of one vault and one set of settings, in memory; what it lacks is made and kept.

    It holds each note's newest version only, so it never outgrows the vault by more than its deleted notes.
    """

    notes: dict[VaultPath, tuple[str, Parsed]] = field(default_factory=dict[VaultPath, tuple[str, Parsed]])

    def note(self, file: SourceFile, parse: Callable[[], Parsed]) -> Parsed:
        """The parsed note of a file: the kept one if the file is the same, else a new one."""
        kept = self.notes.get(file.path)
        if kept is not None and kept[0] == file.digest:
            return kept[1]
        parsed = parse()
        self.notes[file.path] = (file.digest, parsed)
        return parsed
