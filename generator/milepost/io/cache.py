"""Work that need not be done twice: what has a name is kept, and is good while its key is the same."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from milepost.io.store import Row, Store
from milepost.model.canvas import Canvas
from milepost.model.history import History
from milepost.model.note import Note, Properties
from milepost.model.problem import Problem

__all__ = ["Cache", "Kept", "Parsed"]

T = TypeVar("T")

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
    """What is known of one vault, read with one set of settings; with stores, it outlives the process.

    What git says depends on no settings: it has a store of its own, and writes to it by itself.
    """

    def __init__(self, store: Store | None = None, history: Store | None = None) -> None:
        self.store = store
        self.history: Kept[History] = Kept("history", history)
        self.notes: Kept[Parsed[Note]] = Kept("note", store)
        self.canvases: Kept[Parsed[Canvas]] = Kept("canvas", store)

    def save(self, public: Collection[str]) -> None:
        """Write what has changed to the store, if there is one: of what is not `public`, no words at all."""
        if self.store is None:
            return
        notes = self.notes.rows()
        for name in notes.keys() - set(public):
            key, (note, problems) = notes[name]
            if note.packed:
                silent = (replace(each, message="", hint="") for each in problems)
                self.notes.put(name, key, (_without_words(note), tuple(silent)))
        self.canvases.retain(self.canvases.rows().keys() & set(public))
        self.notes.save()
        self.canvases.save()


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
