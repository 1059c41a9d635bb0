"""A folder of the vault, as readers walk it."""

from milepost.model.frozen import Frozen
from milepost.model.path import PagePath, VaultPath

__all__ = ["Folder", "FolderName"]


class FolderName(Frozen):
    """What the pages below a folder say of it, which does not change with what else is in it."""

    title: str
    note: VaultPath | None
    page: PagePath


class Folder(Frozen):
    """One folder that has public notes in or below it; "" is the vault itself."""

    path: str
    title: str
    """Its note's title, else its name; "All notes" of the vault itself."""
    note: VaultPath | None
    """The note that stands for it, `None` where a list of what it holds does."""
    folders: tuple[str, ...]
    """The folders in it, by title."""
    notes: tuple[VaultPath, ...]
    """The notes in it that stand for no folder, by title."""
    count: int
    """How many notes, canvases and bases are in it and below."""
    noun: str = "note"
    """What they are called: "file" where none of them is a note."""
    pages: tuple[PagePath, ...] = ()
    """Where it is shown: the page of its own first, then those that go on with a long list."""
