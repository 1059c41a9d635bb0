"""Who has which address, so that no two are written to one file, on any disk."""

import posixpath

from milepost.model.path import PagePath, fold, page_file

__all__ = ["Owners"]


class Owners:
    """The files and folders of the site that are taken.

    Case does not count: some disks hold no two names that differ in nothing else.
    """

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        self._numbers: dict[str, int] = {}  # the last one given, by what was wanted
        self._moved: dict[str, int] = {}  # the numbers of folders that are in the way of files
        self._above: dict[str, tuple[str, ...]] = {"": ()}

    def owner(self, address: PagePath) -> str | None:
        """Who is in the way of the address, `None` if nobody is: one's file may be the other's folder too."""
        file = fold(page_file(address))
        above = map(self._files.get, self._folders_above(file))
        return self._files.get(file) or self._folders.get(file) or next(filter(None, above), None)

    def claim(self, wanted: PagePath, who: str) -> PagePath:
        """The address itself, or with the first number that makes it nobody else's: "note-2/".

        Where a folder that it needs is taken, the folder has the number, and the rest of what is in it too.
        """
        address = wanted = self._clear(wanted)
        number = self._numbers.get(fold(wanted), 1)
        is_folder = wanted == "" or wanted.endswith("/")
        name, ending = (wanted[:-1], "/") if is_folder else posixpath.splitext(wanted)
        while self.owner(address) is not None:
            number += 1
            address = PagePath(f"{name or 'index'}-{number}{ending}")
        self._numbers[fold(wanted)] = number
        file = fold(page_file(address))
        self._files[file] = who
        for folder in self._folders_above(file):
            self._folders.setdefault(folder, who)
        return address

    def reserve(self, folder: PagePath, who: str) -> None:
        """Take a folder and whatever may be in it."""
        self._files[fold(folder.rstrip("/"))] = who

    def _clear(self, address: PagePath) -> PagePath:
        """The address, with numbers at those of its folders that are files or reserved."""
        *folders, name = address.split("/")
        clear = ""
        for folder in folders:
            clear = f"{self._free_folder(clear + folder)}/"
        return PagePath(clear + name)

    def _free_folder(self, wanted: str) -> str:
        key = fold(wanted)
        if key not in self._files:
            return wanted
        number = self._moved.get(key, 2)
        while fold(f"{wanted}-{number}") in self._files:
            number += 1
        self._moved[key] = number
        return f"{wanted}-{number}"

    def _folders_above(self, place: str) -> tuple[str, ...]:
        """The folders above a file or folder, innermost first; most files stand where others do."""
        folder = posixpath.dirname(place)
        if folder not in self._above:
            self._above[folder] = (folder, *self._folders_above(folder))
        return self._above[folder]
