"""Finding an item by what a person calls it, and setting its status."""

from collections.abc import Iterable
from difflib import get_close_matches

from milepost.authoring.property import set_property
from milepost.errors import AmbiguousNameError, NoteNotFoundError
from milepost.links.index import fold
from milepost.model.edit import Edit
from milepost.model.note import Note
from milepost.model.path import stem
from milepost.model.vault import SourceFile

__all__ = ["find_item", "mark_status"]


def find_item(notes: Iterable[Note], name: str) -> Note:
    """The item that a person means: by path, else by name, title or alias, else by a part of one of these.

    Raises:
        NoteNotFoundError: no item fits.
        AmbiguousNameError: several do.
    """
    items = {note.path: note for note in notes if note.properties.type == "item"}
    names = {path: [fold(each) for each in _names(note)] for path, note in items.items()}
    wanted = fold(name)
    by_path = [path for path in items if wanted in (fold(path), fold(path.removesuffix(".md")))]
    by_name = [path for path in items if wanted in names[path]]
    by_part = [path for path in items if any(wanted in each for each in names[path])]
    fitting = by_path or by_name or by_part
    if len(fitting) == 1:
        return items[fitting[0]]
    if fitting:
        raise AmbiguousNameError(name, tuple(fitting))
    known = {fold(each): each for note in items.values() for each in _names(note)}
    near = get_close_matches(wanted, known, n=3, cutoff=0.4)
    raise NoteNotFoundError(name, tuple(known[each] for each in near))


def mark_status(file: SourceFile, word: str) -> Edit | None:
    """The edit that sets an item's status to `word`; `None` where it says so already.

    Raises:
        EditError: the note's properties cannot be edited safely.
    """
    after = set_property(file.path, file.text, "status", word)
    return Edit(file.path, file.text, after) if after != file.text else None


def _names(note: Note) -> tuple[str, ...]:
    return (stem(note.path), note.title, *note.properties.aliases)
