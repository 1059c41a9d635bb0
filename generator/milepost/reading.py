"""From a vault's files to its notes and canvases: each is understood once, and again when it has changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from operator import attrgetter
from typing import TypeVar

from milepost.io.cache import Cache, Kept, Parsed
from milepost.io.vault import read_vault
from milepost.io.workers import spread
from milepost.model.canvas import Canvas
from milepost.model.note import Note
from milepost.model.path import VaultPath
from milepost.model.problem import Problem
from milepost.model.site import Host
from milepost.model.vault import SourceFile, Vault
from milepost.notes.canvas import parse_canvas
from milepost.notes.parse import parse_note
from milepost.notes.publish import released, shown_drafts, split_public
from milepost.ofm.parser import create_parser
from milepost.settings import Settings

__all__ = ["Split", "load_canvases", "load_notes", "split_notes"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Split:
    """The notes of a vault by who may see them."""

    public: tuple[Note, ...]
    """In path order."""
    private: tuple[Note, ...]
    """They may be without words: nothing else of them counts than that they are there."""
    problems: tuple[Problem, ...]
    """What is wrong with either."""


def load_notes(
    root: str, settings: Settings, cache: Cache | None = None
) -> tuple[Vault, tuple[Parsed[Note], ...]]:
    """The vault in the folder `root`, and each of its notes, private ones too, with what is wrong with it.

    Raises:
        VaultError: the vault does not exist or cannot be read.
    """
    cache = cache or Cache()
    vault = read_vault(root, settings.exclude, sets_aside=settings.publish_excluded)
    _understand({**vault.files, **vault.set_aside}, _note_parser(settings), cache.notes)
    rows = cache.notes.rows()
    return vault, tuple(rows[path][1] for path in vault.files)


def load_canvases(vault: Vault, cache: Cache) -> tuple[Parsed[Canvas], ...]:
    """Every canvas, with what is wrong with it."""
    _understand(vault.canvases, partial(parse_canvas, parser=create_parser()), cache.canvases)
    rows = cache.canvases.rows()
    return tuple(rows[path][1] for path in vault.canvases)


def split_notes(vault: Vault, settings: Settings, host: Host, cache: Cache) -> Split:
    """The vault's notes, which `cache` holds, by who may see them; the public ones with all their words."""
    split = _split(vault, settings, host, cache)
    files = {**vault.files, **vault.set_aside}
    lacking = [files[note.path] for note in split.public if not note.packed]  # were private until now
    if not lacking:
        return split
    _parse(lacking, _note_parser(settings), cache.notes)
    return _split(vault, settings, host, cache)


def _split(vault: Vault, settings: Settings, host: Host, cache: Cache) -> Split:
    rows = cache.notes.rows()
    parsed = [rows[path][1] for path in vault.files]
    public, private = split_public((note for note, _ in parsed), settings.publish, host.excluded)
    asking = {note.path for note in released(rows[path][1][0] for path in vault.set_aside)}
    freed = [rows[path][1] for path in vault.set_aside if path in asking and path not in host.excluded]
    drafts: tuple[Note, ...] = ()
    if settings.preview_drafts and host.is_preview:
        drafts, private = shown_drafts(private, host.excluded)
    shown = (*public, *drafts, *(note for note, _ in freed))
    problems = chain.from_iterable(each for _, each in (*parsed, *freed))
    return Split(tuple(sorted(shown, key=attrgetter("path"))), private, tuple(problems))


def _note_parser(settings: Settings) -> Callable[[SourceFile], Parsed[Note]]:
    return partial(parse_note, parser=create_parser(), settings=settings)


def _understand(
    files: Mapping[VaultPath, SourceFile], parse: Callable[[SourceFile], Parsed[T]], kept: Kept[Parsed[T]]
) -> None:
    """Have `kept` hold just these files, each as it is now."""
    _parse([file for file in files.values() if kept.get(file.path, file.digest) is None], parse, kept)
    kept.retain(files.keys())


def _parse(
    files: Sequence[SourceFile], parse: Callable[[SourceFile], Parsed[T]], kept: Kept[Parsed[T]]
) -> None:
    for file, parsed in zip(files, spread(parse, files), strict=True):
        kept.put(file.path, file.digest, parsed)
