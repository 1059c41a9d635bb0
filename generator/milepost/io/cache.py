"""Work that need not be done twice: what has a name is kept, and is good while its key is the same."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from milepost.io.store import Row, Store
from milepost.model.base_file import Base
from milepost.model.canvas import Canvas
from milepost.model.note import Note, Properties
from milepost.model.path import VaultPath
from milepost.model.problem import Problem
from milepost.model.vault import SourceFile

__all__ = ["Cache", "FileState", "Kept", "Parsed"]

T = TypeVar("T")

FileState = tuple[int, int, int]
"""Size in bytes, and the times of the last change of words and of the file's entry, in nanoseconds."""

Parsed = tuple[T, tuple[Problem, ...]]


@dataclass(slots=True)
class Kept(Generic[T]):
    """Things of one kind by name, each good while its key is the same: its newest version only."""

    kind: str
    store: Store | None = None
    _rows: dict[str, tuple[str, T]] = field(default_factory=dict[str, tuple[str, T]])
    _changed: set[str] = field(default_factory=set[str])
    _is_loaded: bool = False

    def rows(self) -> Mapping[str, tuple[str, T]]:
        """Everything that is kept."""
        if not self._is_loaded and self.store is not None:
            self._rows.update(self.store.load(self.kind))
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
        self._changed.add(name)

    def drop(self, name: str) -> None:
        """Forget one thing."""
        self._rows.pop(name, None)

    def retain(self, names: Collection[str]) -> None:
        """Forget whatever is called otherwise."""
        for name in self.rows().keys() - set(names):
            del self._rows[name]
            self._changed.discard(name)

    def save(self) -> None:
        """Write what has changed to where it outlives the process."""
        if self.store is None:
            return
        changed: dict[str, Row] = {name: self._rows[name] for name in self._changed}
        self.store.save(self.kind, changed, self._rows.keys())
        self._changed.clear()


class Cache:
    """What was parsed of one vault with one set of settings; with a store, it outlives the process."""

    def __init__(self, store: Store | None = None) -> None:
        self.store = store
        self.notes: Kept[Parsed[Note]] = Kept("note", store)
        self.canvases: Kept[Parsed[Canvas]] = Kept("canvas", store)
        self.bases: Kept[Parsed[Base]] = Kept("base", store)
        self.files: dict[VaultPath, tuple[FileState, SourceFile]] = {}
        """Notes, canvases and bases as they were read, with the size and times of their files."""
        self._stages: dict[str, tuple[object, Any]] = {}
        self._kept: dict[str, object] = {}

    def once(self, stage: str, key: object, make: Callable[[], T]) -> T:
        """What a stage of the work came to, made again only where `key` differs from the last one's."""
        kept = self._stages.get(stage)
        if kept is None or kept[0] != key:
            kept = self._stages[stage] = key, make()
        return kept[1]

    def recall(self, stage: str) -> Any:
        """What `keep` was given for a stage the last time, `None` if nothing."""
        return self._kept.get(stage)

    def keep(self, stage: str, value: object) -> None:
        """Hold on to what the stage can go on from the next time."""
        self._kept[stage] = value

    def save(self, public: Collection[str]) -> None:
        """Write what has changed to the store, if there is one: of what is not `public`, no words at all."""
        if self.store is None:
            return
        notes = self.notes.rows()
        for name in notes.keys() - set(public):
            key, (note, problems) = notes[name]
            if note.packed:
                self.notes.put(name, key, (_without_words(note), problems))
        self.canvases.retain(self.canvases.rows().keys() & set(public))
        self.bases.retain(self.bases.rows().keys() & set(public))
        self.notes.save()
        self.canvases.save()
        self.bases.save()


def _without_words(note: Note) -> Note:
    """What others need to know of a private note: that it is there, and what it is called."""
    return replace(
        note,
        title="",
        properties=Properties(
            aliases=note.properties.aliases,
            is_public=note.properties.is_public,
            is_draft=note.properties.is_draft,
        ),
        headings=(),
        blocks=(),
        links=(),
        embeds=(),
        footnotes={},
        tags=(),
        body="",
        summary="",
        packed=b"",
    )
