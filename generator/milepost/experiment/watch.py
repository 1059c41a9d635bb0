"""Finds out what a running script is made from: the files of the project that it imports, opens or lists."""

import importlib.util
import os
import stat
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, cast

import milepost
from milepost.disk import read_regular
from milepost.experiment.inputs import ABSENT, Inputs, folder_digest
from milepost.experiment.source import file_digest, meaning, text_digest

__all__ = ["Watch"]

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_IMPORTER = "importlib._bootstrap_external"
_SEARCHERS = {"importlib", "pkgutil"}  # they list the folders of the path, looking for modules and versions


class Watch:
    """Listens to what this process opens from now to its end, by Python's audit events.

    Files are remembered as they were when they were first opened. Libraries that open files in a language of
    their own, as MLX does with weights, are not heard, nor are other processes.
    """

    def __init__(self, root: Path, without: Iterable[Path] = ()) -> None:
        """Listen for what lies below the folder `root` and not below one of `without`."""
        self._root = root.resolve()
        itself = Path(milepost.__file__).parent  # its version stands for it
        self._without = tuple(
            f"{each.resolve()}{os.sep}"
            for each in (itself, Path(sys.prefix), Path(sys.base_prefix), *without)
        )
        self._code, self._drawing, self._texts = dict[str, str](), dict[str, str](), dict[str, str]()
        self._data, self._folders = dict[str, str](), dict[str, str]()
        self._written = set[str]()
        self._hearing = threading.local()
        sys.addaudithook(self._hear)

    def inputs(self) -> Inputs:
        """All that has been used so far."""
        unread = self._code.keys() | self._written  # a module's text is shown by tracebacks, too
        data = {path: digest for path, digest in self._data.items() if path not in unread}
        parts = (self._code, self._drawing, data, self._folders, self._texts)
        return Inputs(*(dict(sorted(each.items())) for each in parts))

    def written(self) -> tuple[str, ...]:
        """The project's files that have been opened to be written, those of hidden folders apart."""
        return tuple(sorted(self._written))

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event not in ("open", "os.listdir", "os.scandir") or getattr(self._hearing, "busy", False):
            return
        self._hearing.busy = True  # what follows opens files itself
        try:
            caller = str(sys._getframe(1).f_globals.get("__name__"))  # pyright: ignore[reportPrivateUsage]
            if event == "open":
                self._opened(*arguments, imported=caller == _IMPORTER)
            elif caller.partition(".")[0] not in _SEARCHERS:
                self._remember(self._folders, self._place(arguments[0] or "."), folder_digest)
        finally:
            self._hearing.busy = False

    def _opened(self, path: object, mode: object, flags: int, *, imported: bool) -> None:
        if (place := self._place(path)) is None:
            return
        if imported and place.endswith(".pyc"):
            source = importlib.util.source_from_cache(str(self._root / place))
            place = Path(source).relative_to(self._root).as_posix()
        if (isinstance(mode, str) and set(mode) & set("wax+")) or flags & _WRITES:
            self._written.add(place)
        elif imported and place.endswith(".py"):
            self._remember(self._code, place, lambda file: meaning(read_regular(file)).code)
            self._remember(self._drawing, place, lambda file: meaning(read_regular(file)).drawing)
            self._remember(self._texts, place, lambda file: text_digest(read_regular(file)))
        elif not imported:
            self._remember(self._data, place, file_digest)

    def _place(self, path: object) -> str | None:
        """The path as the record names it; `None` for what is not the project's."""
        if not isinstance(path, (str, bytes, os.PathLike)):
            return None  # a file that is open already, by its number
        full = os.path.realpath(os.fsdecode(cast("str | bytes | os.PathLike[str]", path)))
        if full.startswith(self._without) or not full.startswith(f"{self._root}{os.sep}"):
            return None
        place = Path(full).relative_to(self._root)
        hidden = any(part.startswith(".") for part in place.parts)
        return None if hidden else place.as_posix()

    def _remember(self, kind: dict[str, str], place: str | None, digest: Callable[[Path], str]) -> None:
        if place is None or place in kind:
            return
        file = self._root / place
        try:
            if stat.S_ISREG(file.stat().st_mode) or kind is self._folders:
                kind[place] = digest(file)
        except FileNotFoundError:
            if kind is self._data:  # Python looks for modules in many places
                kind[place] = ABSENT
        except OSError:
            return  # the script will meet the same error, and has to say what it means
