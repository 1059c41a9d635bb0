"""Finding a note by what a person calls it."""

from collections.abc import Iterable
from difflib import get_close_matches

from milepost.errors import AmbiguousNameError, EditError, NoteNotFoundError
from milepost.model.note import Note
from milepost.model.path import VaultPath, fold, link_path, stem
from milepost.roadmap.collect import of_type

__all__ = ["find_note"]


def find_note(notes: Iterable[Note], type: str, name: str) -> Note:  # noqa: A002  # the property's own name
    """The note of a type that a person means: by path, else by name, title or alias, else by a part of these.

    Raises:
        NoteNotFoundError: none fits.
        AmbiguousNameError: several do.
        EditError: the only note of that path or name is of another type.
    """
    notes = tuple(notes)
    candidates = {note.path: note for note in of_type(notes, type)}
    names = {path: [fold(each) for each in _names(note)] for path, note in candidates.items()}
    wanted = fold(name)
    by_path = [path for path in candidates if wanted in _spellings(path)]
    by_name = [path for path in candidates if wanted in names[path]]
    by_part = [path for path in candidates if any(wanted in each for each in names[path])]
    fitting = by_path or by_name or by_part
    if len(fitting) == 1:
        return candidates[fitting[0]]
    if fitting:
        raise AmbiguousNameError(name, tuple(fitting))
    other = next(
        (note.path for note in notes if wanted in (*_spellings(note.path), fold(stem(note.path)))), None
    )
    if other is not None:
        raise EditError(other, f"is no {type}; write `type: {type}` in its properties, or mend them")
    known = {fold(each): each for note in candidates.values() for each in _names(note)}
    near = get_close_matches(wanted, known, n=3, cutoff=0.4)
    raise NoteNotFoundError(name, tuple(known[each] for each in near))


def _spellings(path: VaultPath) -> tuple[str, str]:
    return fold(path), fold(link_path(path))


def _names(note: Note) -> tuple[str, ...]:
    return (stem(note.path), note.title, *note.properties.aliases)
