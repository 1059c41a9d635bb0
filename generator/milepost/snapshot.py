"""All that a build knows and has made, on disk: the next process goes on from there.

To write it takes as long as to make a fiftieth of the pages. So while fewer pages have been made anew, and
fewer notes read, it stays as it is, and the next process finds them changed once more. It is written at once
where something was public and is not any more, or something private is not there any more: no cache holds
what its vault has given up. A preview that shows its author more than a build would keeps what a build could
go on from, and no other page: any may say what is private.
"""

import dataclasses
from collections.abc import Callable, Collection, Iterator
from itertools import chain
from typing import Any

from milepost.io.cache import Cache, Kept, Known, Parsed
from milepost.io.store import Store
from milepost.model.frozen import Frozen, replace
from milepost.model.note import Note, Properties
from milepost.model.path import VaultPath
from milepost.model.problem import Problem
from milepost.model.site import Host, Site
from milepost.stages import WITH_PRIVATE, WITHOUT_PRIVATE
from milepost.workshop import Workshop

__all__ = ["SNAPSHOT", "Snapshot"]

SNAPSHOT = "site"
"""Its name in the store."""

_WORTH_WRITING = 1 / 50
_NOTES_IN_A_PART = 1_000
_PAGES_IN_A_PART = 1_000

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
        self._mark = store.mark(SNAPSHOT) if store else None
        """By which it is told whether another process has written to the store since."""
        self._looked: _Holding | None = None
        """What there was when it was looked at the last time what everybody may see of it."""
        parts = store.load(SNAPSHOT) if store else None
        if parts:
            try:
                self._restore(parts)
            except (AttributeError, IndexError, KeyError, TypeError, ValueError):  # written by another hand
                self.cache, self.workshop, self._written = Cache(), Workshop(), None

    def save(self, read: Callable[[Host, Cache], Site]) -> bool:
        """Bring to the store what has been made, where that is worth it, or the vault has given something up.

        Where the site shows its author more, what everybody may see of the vault is `read` again: of that a
        note may be gone that is still there for its author.

        Returns:
            Whether the vault has given up something that the store had.

        Raises:
            VaultError: it cannot be read any more; what is kept is what it was.
        """
        store, site, cache = self._store, self.workshop.site, self.cache
        if store is None or site is None:
            return False
        if store.mark(SNAPSHOT) != self._mark:
            other = Snapshot(store)
            self._written, self._mark, self._looked = other._written, other._mark, None
        before, now = self._written, _Holding.of(site, cache)
        if before is None:
            self.forget()  # what is there is of other options, or damaged: nobody could tell that it is old
        unsaved, shown = len(self.workshop.unsaved), site.addresses
        if shows_private := self.shows_private():
            if before is not None and (now == self._looked or before.is_as_read(now)):
                return False
            self._looked = now
            unsaved = 0  # some pages are made anew each time: they are no reason
            cache = Cache(cache.notes, cache.canvases, cache.bases, cache.files)
            site = read(replace(site.host, is_preview=False), cache)
            now = _Holding.of(site, cache)
        must = before is not None and before.has_more_than(now)
        if shows_private and site.addresses.keys() - shown:  # what is new, the host may be told to leave out
            self.forget()
        elif before is None or must or self._is_worth_writing(before, now, unsaved):
            is_written = store.save(SNAPSHOT, list(_parts(cache, self.workshop, site)))
            self._written = now if is_written else None
            self._mark = store.mark(SNAPSHOT)
            self.workshop.unsaved.clear()
        return must

    def forget(self) -> None:
        """Let go of what the store has; what is in memory stays."""
        self._written = self._mark = None
        if self._store is not None:
            self._store.forget()

    def shows_private(self) -> bool:
        """Whether a preview shows its author drafts, or is not as new as what was read."""
        rows, site = self.cache.notes.rows(), self.workshop.site
        if site is None or not site.host.is_preview:
            return False
        graph = self.cache.recall("graph")
        if graph is not None and graph[-1] is not site.graph:  # what was read since may be drafts
            return True
        return any(path not in rows or rows[path][1][0] is not note for path, note in site.notes.items())

    def _is_worth_writing(self, before: "_Holding", now: "_Holding", unsaved: int) -> bool:
        pages = unsaved / max(len(now.public), 1)
        notes = len(now.read.items() - before.read.items()) / max(len(now.read), 1)
        return max(pages, notes) > self._worth_writing

    def _restore(self, parts: list[Any]) -> None:
        cache, count = self.cache, parts[0]
        for path, key, note, problems in (row for part in parts[1 : count + 1] for row in part):
            cache.notes.put(path, key, (note, problems))
        cache.files, (canvases, bases), cache.stages, cache.states, site = parts[count + 1]
        questions = parts[count + 2]
        for kept, rows in ((cache.canvases, canvases), (cache.bases, bases)):
            for path, (key, parsed) in rows.items():
                kept.put(path, key, parsed)
        self.workshop.restore(site, questions, (row for part in parts[count + 3 :] for row in part))
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
    """The digest of each note that is kept, and of each canvas and base that may be mentioned."""

    @classmethod
    def of(cls, site: Site, cache: Cache) -> "_Holding":
        """What a site has, and what was read for it."""
        notes = (
            (path, digest)
            for path, (digest, (note, problems)) in cache.notes.rows().items()
            # Of a preview, the site has notes too that are private, as a build has them.
            if _is_kept(problems, path in site.notes and note.properties.is_public is not False)
        )
        boards = (*_public(cache.canvases, site.canvases).items(), *_public(cache.bases, site.bases).items())
        read = {VaultPath(path): digest for path, digest in notes}
        read.update((VaultPath(path), digest) for path, (digest, _) in boards)
        index = site.index
        files = chain.from_iterable(index.by_name.values())
        named = (*index.by_name, *(f"{alias}.md" for alias in index.by_alias))
        return cls(frozenset((*site.addresses, *files)), index.private, frozenset(named), read)

    def has_more_than(self, other: "_Holding") -> bool:
        """Whether the vault has given something up that is in this and not in the other."""
        return bool(self.public - other.public or self.private - other.private - other.named)

    def is_as_read(self, other: "_Holding") -> bool:
        """Whether the other was read from the same words, and the vault has given up nothing of this."""
        return self.read == other.read and not self.has_more_than(other)


def _parts(cache: Cache, workshop: Workshop, site: Site) -> Iterator[Any]:
    public = _public_of(site)
    notes = [
        (path, key, note if path in public else _without_words(note), problems)
        for path, (key, (note, problems)) in cache.notes.rows().items()
        if _is_kept(problems, path in public)
    ]
    boards = [_public(cache.canvases, public), _public(cache.bases, public)]
    private = {WITH_PRIVATE} if WITHOUT_PRIVATE in cache.stages else frozenset[str]()
    stages = {name: stage for name, stage in cache.stages.items() if name not in private}
    files = _settled(cache, {path for path, *_ in notes})
    made, questions = workshop.made_for(site)
    note_parts, page_parts = _split(notes, _NOTES_IN_A_PART), _split(made, _PAGES_IN_A_PART)
    yield len(note_parts)
    yield from note_parts
    yield files, boards, stages, cache.states, replace(site, problems=())
    yield questions  # by themselves: a pickler needs much memory for many things
    yield from page_parts


def _is_kept(problems: Collection[Problem], is_public: bool) -> bool:
    """Whether a note is: what is wrong with a private one would tell what it says."""
    return is_public or not problems


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
