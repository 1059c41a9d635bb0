"""Work that need not be done twice: what has a name is kept, and is good while its key is the same."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Generic, TypeVar, cast

from msgspec import Struct, field

from milepost.io.store import Store
from milepost.model.base_file import Base
from milepost.model.canvas import Canvas
from milepost.model.note import Note
from milepost.model.path import VaultPath
from milepost.model.problem import Problem
from milepost.model.vault import SourceFile, Vault

__all__ = ["Cache", "FileState", "Kept", "Known", "Parsed"]

T = TypeVar("T")

FileState = tuple[int, int, int]
"""Size in bytes, and the times of the last change of words and of the file's entry, in nanoseconds."""

Known = dict[VaultPath, tuple[FileState, SourceFile, int]]
"""Files as they were read, with their size and times, and with the time when they were, in nanoseconds."""

Parsed = tuple[T, tuple[Problem, ...]]


class Kept(Struct, Generic[T]):
    """Things of one kind by name, each good while its key is the same: its newest version only."""

    kind: str = ""
    store: Store | None = None
    """Where they outlive the process, in a file of their own."""
    _rows: dict[str, tuple[str, T]] = field(default_factory=dict[str, tuple[str, T]])
    _has_changed: bool = False
    _is_loaded: bool = False

    def rows(self) -> Mapping[str, tuple[str, T]]:
        """Everything that is kept."""
        if not self._is_loaded and self.store is not None:
            parts = self.store.load(self.kind) or [{}]
            if len(parts) == 1 and isinstance(parts[0], dict):
                self._rows.update(cast("dict[str, tuple[str, T]]", parts[0]))
        self._is_loaded = True
        return self._rows

    def get(self, name: str, key: str) -> T | None:
        """What is kept under a name, if it has that key."""
        kept = self.rows().get(name)
        return kept[1] if kept is not None and kept[0] == key else None

    def put(self, name: str, key: str, value: T) -> None:
        """Keep a thing in place of what has its name."""
        self.rows()
        self._rows[name] = key, value
        self._has_changed = True

    def drop(self, name: str) -> None:
        """Forget one thing."""
        self._has_changed |= self._rows.pop(name, None) is not None

    def retain(self, names: Collection[str]) -> None:
        """Forget whatever is called otherwise."""
        for name in self.rows().keys() - set(names):
            self.drop(name)

    def save(self) -> None:
        """Write what there is to where it outlives the process."""
        if self.store is not None and self._has_changed:
            self.store.save(self.kind, [self._rows])
            self._has_changed = False


class Cache(Struct):
    """What was parsed of one vault with one set of settings, and what came of it."""

    notes: Kept[Parsed[Note]] = field(default_factory=Kept["Parsed[Note]"])
    canvases: Kept[Parsed[Canvas]] = field(default_factory=Kept["Parsed[Canvas]"])
    bases: Kept[Parsed[Base]] = field(default_factory=Kept["Parsed[Base]"])
    files: Known = field(default_factory=Known)
    """Notes, canvases and bases."""
    vault: Vault | None = None
    """As it was read the last time in this process; without words of notes, where nobody needs them again."""
    reading: object = None
    """What came of that in this process, to go on from."""
    stages: dict[str, tuple[object, Any]] = field(default_factory=dict[str, tuple[object, Any]])
    """What `once` has made, with the key of each."""
    states: dict[str, object] = field(default_factory=dict[str, object])
    """What `keep` was given."""

    def forget_wordless(self, notes: Iterable[Note]) -> bool:
        """Let go of those of which no words were kept, so that they are read anew; whether there are any."""
        wordless = [note.path for note in notes if not note.packed]
        for path in wordless:
            self.files.pop(path, None)
            self.notes.drop(path)
        return bool(wordless)

    def once(self, stage: str, key: object, make: Callable[[], T]) -> T:
        """What a stage of the work came to, made again only where `key` differs from the last one's."""
        kept = self.stages.get(stage)
        made = kept[1] if kept is not None and kept[0] == key else make()
        self.stages[stage] = key, made  # the old key may hold on to what is no more
        return made

    def forget(self, stage: str) -> None:
        """Let go of a stage that is not come to any more."""
        self.stages.pop(stage, None)

    def recall(self, stage: str) -> Any:
        """What `keep` was given for a stage the last time, `None` if nothing."""
        return self.states.get(stage)

    def keep(self, stage: str, value: object) -> None:
        """Hold on to what the stage can go on from the next time."""
        self.states[stage] = value
