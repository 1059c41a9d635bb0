"""All that a build knows and has made, on disk: the next process goes on from there.

To write it takes as long as to make a fiftieth of the pages. So while fewer pages have been made anew, and
fewer notes read, it stays as it is, and the next process finds them changed once more. It is written at once
where something was public and is not any more, or something private is not there any more: no cache holds
what its vault has given up. A preview that shows its author more than a build would keeps the public notes
alone, as they were read: any page may say what is private.
"""

import dataclasses
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import Any

from milepost.io.cache import Cache, Kept, Known, Parsed
from milepost.io.store import Store
from milepost.links.index import linked_names
from milepost.model.frozen import Frozen, replace
from milepost.model.note import Note, Properties
from milepost.model.path import VaultPath
from milepost.model.problem import Problem
from milepost.model.site import Site
from milepost.stages import WITH_PRIVATE, WITHOUT_PRIVATE
from milepost.workshop import Workshop

__all__ = ["SNAPSHOT", "Snapshot"]

SNAPSHOT = "site"
"""Its name in the store."""

_WORTH_WRITING = 1 / 50
_NOTES_IN_A_PART = 1_000
_PAGES_IN_A_PART = 1_000

_Row = tuple[str, str, Note, tuple[Problem, ...]]
"""A note by its path, with its digest and what is wrong with it."""

_LONGEST_TICK_NS = 3_000_000_000
"""Of the clock by which a file system dates files."""


class Snapshot:
    """A cache and a workshop; with a store, what they hold outlives the process."""

    def __init__(self, store: Store | None = None, worth_writing: float = _WORTH_WRITING) -> None:
        """As the last process has left them; written when this share of the pages has been made anew."""
        self.cache, self.workshop = Cache(), Workshop()
        self._store, self._worth_writing = store, worth_writing
        self._written: _Holding | None = None
        """What the store has."""
        parts = store.load(SNAPSHOT) if store else None
        if parts:
            try:
                self._restore(parts)
            except (AttributeError, IndexError, KeyError, TypeError, ValueError):  # written by another hand
                self.cache, self.workshop, self._written = Cache(), Workshop(), None

    def save(self) -> bool:
        """Bring to the store what has been made, where that is worth it or must be.

        Whether it must: the vault has given up something that the store has.
        """
        site = self.workshop.site
        if self._store is None or site is None:
            return False
        now, before = _Holding.of(site, self.cache), self._written
        must = before is not None and before.has_more_than(now)
        if before is None:
            self.forget()  # what is there is of other options, or damaged: nobody could tell that it is old
        if before is not None and not must and not self._is_worth_writing(before, now):
            return False
        if not self.shows_private():
            self._written = now if self._store.save(SNAPSHOT, list(self._parts(site))) else None
            self.workshop.unsaved.clear()
        elif before is None or must or before.notes_alone:  # pages that others can use are kept
            notes = self._notes(self._shown_as_read(site))
            is_written = self._store.save(SNAPSHOT, list(self._note_parts(notes)))
            self._written = replace(_Holding.of_notes(notes), read=now.read) if is_written else None
        return must

    def forget(self) -> None:
        """Let go of what the store has; what is in memory stays."""
        self._written = None
        if self._store is not None:
            self._store.forget()

    def shows_private(self) -> bool:
        """Whether a preview shows its author drafts, or is not as new as what was read."""
        site = self.workshop.site
        if site is None or not site.host.is_preview:
            return False
        graph = self.cache.recall("graph")
        if graph is not None and graph[-1] is not site.graph:  # what was read since may be drafts
            return True
        return len(self._shown_as_read(site)) < len(site.notes)

    def _shown_as_read(self, site: Site) -> set[VaultPath]:
        """The notes of the site that are just what stands in their files: drafts are not, nor broken ones."""
        rows = self.cache.notes.rows()
        return {path for path, note in site.notes.items() if path in rows and rows[path][1][0] is note}

    def _is_worth_writing(self, before: "_Holding", now: "_Holding") -> bool:
        pages = 0 if self.shows_private() else len(self.workshop.unsaved) / max(len(now.public), 1)
        notes = len(now.read.items() - before.read.items()) / max(len(now.read), 1)
        return max(pages, notes) > self._worth_writing

    def _notes(self, public: Collection[VaultPath]) -> list[_Row]:
        return [
            (path, key, note if path in public else _without_words(note), problems)
            for path, (key, (note, problems)) in self.cache.notes.rows().items()
            if path in public or not problems  # a private note's problem would tell what the note says
        ]

    def _note_parts(self, notes: list[_Row]) -> Iterator[Any]:
        parts = _split(notes, _NOTES_IN_A_PART)
        yield len(parts)
        yield from parts
        yield _settled(self.cache, {path for path, *_ in notes})

    def _parts(self, site: Site) -> Iterator[Any]:
        cache, workshop, public = self.cache, self.workshop, _public_of(site)
        yield from self._note_parts(self._notes(public))
        boards = [_public(cache.canvases, public), _public(cache.bases, public)]
        private = {WITH_PRIVATE} if WITHOUT_PRIVATE in cache.stages else frozenset[str]()
        stages = {name: stage for name, stage in cache.stages.items() if name not in private}
        yield boards, stages, cache.states, replace(site, problems=())
        yield workshop.questions()  # by themselves: a pickler needs much memory for many things
        yield from _split(workshop.made(), _PAGES_IN_A_PART)

    def _restore(self, parts: list[Any]) -> None:
        cache, count = self.cache, parts[0]
        notes: list[_Row] = list(chain.from_iterable(parts[1 : count + 1]))
        for path, key, note, problems in notes:
            cache.notes.put(path, key, (note, problems))
        cache.files, *others = parts[count + 1 :]
        if not others:
            self._written = _Holding.of_notes(notes)
            return
        ((canvases, bases), cache.stages, cache.states, site), questions, *pages = others
        for kept, rows in ((cache.canvases, canvases), (cache.bases, bases)):
            for path, (key, parsed) in rows.items():
                kept.put(path, key, parsed)
        self.workshop.restore(site, questions, chain.from_iterable(pages))
        self._written = _Holding.of(site, cache)


class _Holding(Frozen):
    """What there is in a vault, and what was read of it."""

    public: frozenset[VaultPath]
    """Every file that may be mentioned."""
    private: frozenset[str]
    """What others are called."""
    named: frozenset[str]
    """What those that may be mentioned are called, in the same way."""
    read: dict[VaultPath, str]
    """Each note's digest."""
    notes_alone: bool = False
    """Whether nothing was made of them."""

    @classmethod
    def of(cls, site: Site, cache: Cache) -> "_Holding":
        """What a site has, and what was read for it."""
        read = {VaultPath(path): key for path, (key, _) in cache.notes.rows().items()}
        index = site.index
        files = chain.from_iterable(index.by_name.values())
        named = (*index.by_name, *(f"{alias}.md" for alias in index.by_alias))
        return cls(frozenset((*site.addresses, *files)), index.private, frozenset(named), read)

    @classmethod
    def of_notes(cls, notes: Iterable[_Row]) -> "_Holding":
        """What there is where nothing but notes was kept."""
        read = {VaultPath(path): key for path, key, *_ in notes}
        public = {note.path for _, _, note, _ in notes if note.packed}
        others = [note for _, _, note, _ in notes if note.path not in public]
        return cls(frozenset(public), linked_names(others), frozenset(), read, notes_alone=True)

    def has_more_than(self, other: "_Holding") -> bool:
        """Whether the vault has given something up that is in this and not in the other."""
        return bool(self.public - other.public or self.private - other.private - other.named)


def _public_of(site: Site) -> set[VaultPath]:
    return {*site.notes, *site.canvases, *site.bases}


def _split(rows: list[Any], size: int) -> list[list[Any]]:
    return [rows[at : at + size] for at in range(0, len(rows), size)]


def _settled(cache: Cache, notes: Collection[str]) -> Known:
    """Of the files of these notes, those that are told by their times, and whose words nobody needs again.

    Not those that were read when they had just been written: they may have been once more in the same tick of
    the file system's clock.
    """
    return {
        path: (state, source, read_ns)
        for path, (state, source, read_ns) in cache.files.items()
        if path in notes and not source.text and max(state[1:]) < read_ns - _LONGEST_TICK_NS
    }


def _public(kept: Kept[Parsed[Any]], public: Collection[str]) -> dict[str, tuple[str, Parsed[Any]]]:
    return {path: row for path, row in kept.rows().items() if path in public}


def _without_words(note: Note) -> Note:
    """What others need to know of a private note: that it is there, and what it is called."""
    return dataclasses.replace(
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
        summary="",
        size=0,
        cjk=0,
        packed=b"",
    )
