"""From a vault's files to its notes, canvases and bases, public apart from private; each understood once."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from itertools import chain
from operator import attrgetter
from typing import TypeVar, cast

from milepost.io.cache import Cache, Kept, Parsed
from milepost.io.reread import reread
from milepost.io.vault import read_vault, text_of
from milepost.io.workers import spread
from milepost.model.base_file import Base
from milepost.model.canvas import Canvas
from milepost.model.compressed import FEW
from milepost.model.frozen import Frozen, replace
from milepost.model.note import Note
from milepost.model.path import VaultPath
from milepost.model.problem import Problem
from milepost.model.site import Host
from milepost.model.vault import SourceFile, Vault
from milepost.notes.broken import stand_ins
from milepost.notes.canvas import parse_canvas
from milepost.notes.copies import copy_problems, find_backups, find_copies
from milepost.notes.parse import parse_note
from milepost.notes.publish import is_published, released, shown_drafts, split_public
from milepost.ofm.code import load_lexers
from milepost.ofm.parser import create_parser
from milepost.settings import Settings

__all__ = ["Reading", "load_notes", "read_site"]

T = TypeVar("T")

_News = list[tuple[Parsed[Note], Parsed[Note]]]
"""What notes were, and what they are now."""

# To parse so many characters takes half a second or more.
_MUCH_TEXT = 1_500_000


class Reading(Frozen):
    """What a vault says, by who may see it."""

    vault: Vault
    host: Host
    """As it was given; copies that sync conflicts have left are excluded, too."""
    public: tuple[Note, ...]
    """In path order."""
    private: tuple[Note, ...]
    """They may be without words: nothing else of them counts than that they are there."""
    canvases: tuple[Canvas, ...]
    """All there are: whether one goes out depends on who mentions it."""
    bases: tuple[Base, ...]
    """Likewise."""
    problems: tuple[Problem, ...]
    """What is wrong with any of it."""
    notes: Mapping[VaultPath, Note]
    """The public notes by path."""
    before: tuple[Note, ...] | None = None
    """The public notes as they were read before, where it is known which of them have been written since."""
    renewed: tuple[Note, ...] = ()
    """Those, as they are now."""


def load_notes(
    root: str, settings: Settings, cache: Cache | None = None
) -> tuple[Vault, tuple[Parsed[Note], ...]]:
    """The vault in the folder `root`, and each of its notes, private ones too, with what is wrong with it.

    Of a file that is as it was when it was read with the cache, the text may not be there.

    Raises:
        VaultError: the vault does not exist or cannot be read.
    """
    cache = cache or Cache()
    cache.forget_wordless([note for _, (note, _) in cache.notes.rows().values()])
    return _load_notes(root, settings, cache)


def _load_notes(root: str, settings: Settings, cache: Cache) -> tuple[Vault, tuple[Parsed[Note], ...]]:
    """The same, but that of private notes there may be no words."""
    vault = read_vault(root, settings.exclude, sets_aside=settings.publish_excluded, known=cache.files)
    parsed = _parsed(vault.files.values(), settings, cache)
    cache.notes.retain(vault.files.keys() | vault.set_aside.keys())
    for gone in cache.files.keys() - {*vault.files, *vault.canvases, *vault.bases, *vault.set_aside}:
        del cache.files[gone]
    cache.vault = replace(vault, files={path: cache.files[path][1] for path in vault.files})
    return vault, parsed


def read_site(
    root: str, settings: Settings, host: Host, cache: Cache, written: Collection[VaultPath] | None = None
) -> Reading:
    """What the vault in the folder `root` says; its public notes have all their words.

    Nothing but the files of the notes `written` has changed since it was read with this cache; `None` where
    nobody knows.

    Raises:
        VaultError: the vault does not exist or cannot be read.
    """
    known, cache.reading = cast("_Known | None", cache.reading), None  # until this one has come to its end
    again = _read_again(frozenset(written), settings, cache) if written is not None else None
    if again is None:
        vault, parsed = _load_notes(root, settings, cache)
    else:
        vault, news = again
        if known and known.asked == host and (reading := _reworded(known, vault, news, settings)):
            cache.reading = replace(known, reading=replace(reading, vault=cache.vault))
            return reading
        rows = cache.notes.rows()
        parsed = tuple(rows[path][1] for path in vault.files)
    copies = _copies(vault)
    asked, excluded = host, host.excluded | copies.keys()
    links = {path for path, goal in vault.links.items() if goal in excluded}
    host = replace(host, excluded=excluded | links)
    freed = _freed(vault, settings, host, cache)
    public, private = split_public((note for note, _ in parsed), settings.publish, host.excluded)
    shown = [*public, *(note for note, _ in freed)]
    if host.is_preview:
        broken = {each.path: each for each in stand_ins(parsed, host.excluded, create_parser(), settings)}
        shown += broken.values()
        private = tuple(note for note in private if note.path not in broken)
    if host.is_preview and settings.preview_drafts:
        drafts, private = shown_drafts(private, host.excluded)
        shown += drafts

    if cache.forget_wordless(shown):  # were private until now
        return read_site(root, settings, asked, cache)

    canvases = _known(cache.canvases, vault.canvases, partial(parse_canvas, parser=create_parser()))
    bases = _known(cache.bases, vault.bases, _parse_base)
    problems = chain.from_iterable(each for _, each in (*parsed, *freed, *canvases, *bases))
    public = tuple(sorted(shown, key=attrgetter("path")))
    reading = Reading(
        vault,
        host,
        public,
        private,
        tuple(canvas for canvas, _ in canvases),
        tuple(base for base, _ in bases),
        (*vault.problems, *copy_problems(copies), *problems),
        {note.path: note for note in public},
    )
    cache.reading = _Known(asked, copies, replace(reading, vault=cache.vault))
    return reading


class _Known(Frozen):
    """A vault as it was read."""

    asked: Host
    """As it was given."""
    copies: Mapping[VaultPath, VaultPath]
    reading: Reading


def _read_again(
    written: frozenset[VaultPath], settings: Settings, cache: Cache
) -> tuple[Vault, _News] | None:
    """The vault with these notes as they are now, and what each was; `None` where it has to be read anew."""
    vault = reread(cache.vault, written, settings.exclude, cache.files) if cache.vault else None
    rows = cache.notes.rows()
    if vault is None or not written <= rows.keys():
        return None
    old = [rows[path][1] for path in written]
    new = _parsed([vault.files[path] for path in written], settings, cache)
    wordless = {path: cache.files[path][1] for path in written}
    cache.vault = replace(vault, files={**vault.files, **wordless})
    return vault, list(zip(old, new, strict=True))


def _reworded(known: _Known, vault: Vault, news: _News, settings: Settings) -> Reading | None:
    """The same notes but for some public ones' words, which spares a look at all the others.

    `None` where more may have changed: whether one of them is public, or whether it is a copy.
    """
    if _copies(vault) != known.copies:
        return None
    before, renewed = known.reading, tuple(new for _, (new, _) in news)
    public, problems = list(before.public), before.problems
    for (old, gone), (new, found) in news:
        at = bisect_left(public, old.path, key=attrgetter("path"))
        if at == len(public) or public[at] is not old or not is_published(new, settings.publish):
            return None
        public[at] = new
        if gone or found:
            problems = (*(each for each in problems if each not in gone), *found)
    return replace(
        before,
        vault=vault,
        public=tuple(public),
        problems=problems,
        notes={**before.notes, **{note.path: note for note in renewed}},
        before=before.public,
        renewed=renewed,
    )


def _copies(vault: Vault) -> dict[VaultPath, VaultPath]:
    """What sync programs and editors have left of other files."""
    read = partial(text_of, vault.root)
    return {
        **find_copies(vault.files, read),
        **find_copies(vault.canvases, read),
        **find_copies(vault.bases, read),
        **find_backups(vault.attachments),
    }


def _parsed(files: Iterable[SourceFile], settings: Settings, cache: Cache) -> tuple[Parsed[Note], ...]:
    """Each note with what is wrong with it; what is not known as it is now is understood, and kept."""
    files = tuple(files)
    rows = cache.notes.rows()
    new = [file for file in files if (row := rows.get(file.path)) is None or row[0] != file.digest]
    parse = partial(parse_note, parser=create_parser(), settings=settings, are_few=len(new) <= FEW)
    is_much = sum(len(file.text) for file in new) >= _MUCH_TEXT
    # Loaded here, where the processes that will make the pages are forked from.
    load = partial(load_lexers, (file.text for file in new))
    for file, parsed in zip(new, spread(parse, new, is_much=is_much, meanwhile=load), strict=True):
        cache.notes.put(file.path, file.digest, parsed)
    for file in files if settings.private_names == "keep" else ():  # nobody needs the text again
        if file.text:
            state, _, read_ns = cache.files[file.path]
            cache.files[file.path] = state, replace(file, text=""), read_ns
    return tuple(rows[file.path][1] for file in files)


def _freed(vault: Vault, settings: Settings, host: Host, cache: Cache) -> tuple[Parsed[Note], ...]:
    """The excluded notes that go out because they ask for it."""
    parsed = _parsed(vault.set_aside.values(), settings, cache)
    asking = {note.path for note in released(note for note, _ in parsed)}
    return tuple(each for each in parsed if each[0].path in asking - host.excluded)


def _parse_base(file: SourceFile) -> Parsed[Base]:
    from milepost.bases.definition import parse_base  # takes a while to load, and few vaults have a base

    return parse_base(file)


def _known(
    kept: Kept[Parsed[T]], files: Mapping[VaultPath, SourceFile], parse: Callable[[SourceFile], Parsed[T]]
) -> tuple[Parsed[T], ...]:
    """Each file understood, with what is wrong with it; what is not known as it is now is parsed, kept."""
    found: list[Parsed[T]] = []
    for file in files.values():
        parsed = kept.get(file.path, file.digest)
        if parsed is None:
            parsed = parse(file)
            kept.put(file.path, file.digest, parsed)
        found.append(parsed)
    kept.retain(files.keys())
    return tuple(found)
