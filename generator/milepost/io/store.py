"""What is kept from one build to the next, in files that may be deleted at any time."""

import gc
import hashlib
import os
import sys
import time
import zlib
from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from secrets import token_hex
from typing import Any, BinaryIO, cast

from milepost.disk import bytes_of, is_regular, mapped
from milepost.io.site_writing import status_of
from milepost.model.link import Mentions, Outline
from milepost.model.note import Note
from milepost.model.page import Sheet
from milepost.model.pickled import Bytes, pickle_parts, unpickled_parts
from milepost.settings import Settings

__all__ = ["Store", "open_store", "source_digest"]

# The packages on which it depends what a page looks like: with another version, what is kept is void.
_MAKERS = (
    "google-re2",
    "jinja2",
    "markdown-it-py",
    "math-core",
    "mmdr",
    "msgspec",
    "nh3",
    "pagefind",
    "pygments",
    "pyyaml",
    "rustworkx",
)

_OWN = Path(__file__).parents[1]
# The fields of a note for which few builds ask, if the note has not changed: they stay packed until then.
_LATE = ("headings", "blocks", "links", "embeds", "footnotes")
# What is long and asked of few: it lies apart, and is not read until then.
_APART = {Note: ("packed",), Sheet: ("packed", "entries"), Mentions: ("packed",), Outline: ("packed",)}
_SUFFIX = ".pickle"
# No writing takes so long: a half-written file that is older was left by a process that was killed.
_LONGEST_SECONDS = 3600
_SUM_BYTES = 4
_PIECE_BYTES = 2**16

# The files lie in the project's folder, which may come from anywhere: nothing but data is read from them.
_PLAIN = frozenset(
    (
        *(("builtins", name) for name in ("set", "frozenset")),
        *(("datetime", name) for name in ("date", "datetime", "timedelta", "timezone")),
    )
)


def open_store(folder: Path, settings: Settings) -> "Store":
    """The store of a project, in its folder for such things: what was made with these settings."""
    return Store(folder, _salt(settings))


class Store:
    """Things by name, each in a file of its own: plain values, and those of `model`.

    A file is written anew as a whole, so it never outgrows the vault. Where one cannot be read or written, or
    its checksum is another, nothing is kept, and a build takes longer: that is no reason to fail.
    """

    def __init__(self, folder: Path, salt: str) -> None:
        """The store in a folder; what was kept with another `salt` is forgotten."""
        self._folder, self._salt = folder, salt

    def load(self, name: str) -> list[Any] | None:
        """The parts of a thing, `None` where it is not there; a file that cannot be read is removed."""
        file = self._file(name)
        if not is_regular(file):  # a pipe would wait for ever; the next saving takes its place
            return None
        try:
            with file.open("rb") as opened, _without_collector():
                parts = unpickled_parts(_whole(opened), Note, _LATE, _PLAIN)
                salt, count = next(parts)
                return [next(parts) for _ in range(count)] if salt == self._salt else None
        except FileNotFoundError:
            return None
        except Exception:  # whatever another hand, or half of a disk, has left there
            with suppress(OSError):
                file.unlink()
            return None

    def save(self, name: str, parts: list[Any]) -> bool:
        """Keep a thing in place of what has its name; whether that could be done."""
        file = self._file(name)
        fresh = file.with_name(f"{file.name}.{token_hex(4)}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._sweep()
            with fresh.open("wb") as opened:
                summed = _Summed(opened)
                told = ((self._salt, len(parts)), *parts)
                pickle_parts(cast("BinaryIO", summed), told, Note, _LATE, _APART)
                opened.write(summed.digest())
            fresh.replace(file)
        except OSError:
            with suppress(OSError):
                file.unlink()
            return False
        finally:  # however it ends
            with suppress(OSError):
                fresh.unlink()
        return True

    def mark(self, name: str) -> object:
        """What is another when the thing has been saved again, by whomever; `None` where it is not there."""
        status = status_of(self._file(name))
        return (status.st_ino, status.st_size, status.st_mtime_ns) if status else None

    def retain(self, names: Collection[str]) -> None:
        """Forget whatever is called otherwise."""
        for file in self._folder.glob(f"*{_SUFFIX}"):
            if file.stem not in names:
                with suppress(OSError):
                    file.unlink()

    def remove(self, names: Iterable[str]) -> None:
        """Forget whatever is called so."""
        for name in names:
            with suppress(OSError):
                self._file(name).unlink()

    def forget(self) -> None:
        """Forget everything."""
        self.retain(())

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}{_SUFFIX}"

    def _sweep(self) -> None:
        """Remove what processes have left that were killed while they wrote."""
        for file in self._folder.glob(f"*{_SUFFIX}.*"):
            with suppress(OSError):  # it may be there no more
                if time.time() - file.stat().st_mtime > _LONGEST_SECONDS:
                    file.unlink()


class _Summed:
    """A file with a checksum of what is written: it tells damage of a disk's, if nobody's malice."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._sum = file, 0

    def digest(self) -> bytes:
        """Of all so far."""
        return self._sum.to_bytes(_SUM_BYTES, "little")

    def write(self, data: Bytes) -> int:
        self._sum = zlib.crc32(data, self._sum)
        return self._file.write(data)


def _whole(file: BinaryIO) -> memoryview:
    """What a file holds before its checksum; most of it stays on the disk until somebody looks at it.

    Raises:
        ValueError: the checksum is another.
    """
    found, size = 0, os.fstat(file.fileno()).st_size - _SUM_BYTES
    # It is read, not looked at where it is mapped: what a disk cannot read is an error then, no signal.
    for at in range(0, size, _PIECE_BYTES):
        found = zlib.crc32(file.read(min(_PIECE_BYTES, size - at)), found)
    if size < 0 or file.read() != found.to_bytes(_SUM_BYTES, "little"):
        raise ValueError("something else was written")
    return mapped(file)[:size]


@contextmanager
def _without_collector() -> Generator[None]:
    """Nothing that is read is to be freed; where that is much, the collector never looks through it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > gc.get_threshold()[0]:
            gc.freeze()
        if was_on:
            gc.enable()


def source_digest(folders: Iterable[Path]) -> str:
    """The digest of every file in some folders: of the program itself, of a theme's templates."""
    digest = hashlib.blake2b(digest_size=20)
    for folder in folders:
        for place, file in sorted(_sources(str(folder), "")):
            try:
                data = bytes_of(file)
            except FileNotFoundError:  # an editor's, for a moment
                continue
            digest.update(f"{place}\0{len(data)}\0".encode())
            digest.update(data)
    return digest.hexdigest()


def _sources(folder: str, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":  # where other processes come and go with files of any name
                yield from _sources(entry.path, f"{prefix}{entry.name}/")
        elif "." in entry.name[1:] and not entry.name.endswith(".pyc") and entry.is_file():
            yield f"{prefix}{entry.name}", entry.path


def _salt(settings: Settings) -> str:
    """Everything that all pages depend on beside the vault."""
    own, is_dated = source_digest([_OWN]), "SOURCE_DATE_EPOCH" in os.environ
    return repr((sys.version_info[:3], own, [_version(name) for name in _MAKERS], settings, is_dated))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
