"""Files of a built site: each is put in its place whole, and only where it has other bytes."""

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from milepost.disk import bytes_of, is_regular, patiently

__all__ = ["FRESH", "move_if_new", "remove", "replace", "size_and_time", "status_of", "write_if_new"]

FRESH = ".milepost"
"""How the name of a file ends until it is whole; one that a killed build has left, the next removes."""

_Bytes = bytes | bytearray | memoryview

_ROOM_BYTES = 2**20
_TO_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def size_and_time(file: str | Path) -> tuple[int, int] | None:
    """What tells whether a file is as it was, in bytes and nanoseconds; `None` where there is none."""
    status = status_of(file)
    return (status.st_size, status.st_mtime_ns) if status else None


def remove(file: Path) -> bool:
    """Remove a file, and the folders that have nothing else in them; whether it was there.

    Raises:
        OSError: it is there still: what is private now would go out.
    """
    try:
        patiently(file.unlink)
    except OSError:
        if is_regular(file):
            raise
        return False
    with suppress(OSError):  # ends at the first folder that holds something else
        for folder in file.parents:
            folder.rmdir()
    return True


def write_if_new(file: str | Path, *pieces: _Bytes) -> bool:
    """Give a file its bytes, all at once; whether it had others. They may be in pieces."""
    status = status_of(file)
    if status and status.st_size == sum(map(len, pieces)) and bytes_of(file) == b"".join(pieces):
        return False
    place = os.fspath(file)
    if status is None:  # most often the first of its folder
        with suppress(OSError):
            os.mkdir(os.path.dirname(place))
    replace(place, *pieces)
    return True


def move_if_new(made: Path, file: Path) -> bool:
    """Put what was made elsewhere in a file's place, unless that has the same bytes; whether it had not."""
    status = status_of(file)
    if status and status.st_size == made.stat().st_size and bytes_of(file) == bytes_of(made):
        return False
    with suppress(OSError):  # on another disk, or where there is no such folder yet
        made.replace(file)
        return True
    return write_if_new(file, bytes_of(made))


def replace(file: str, *pieces: _Bytes, times: tuple[int, int] | None = None) -> None:
    """Put a file in its place, whole or not at all, with times of access and change in nanoseconds if given.

    By the system's own calls: `pathlib` and `open` take as long as the system does for the file.

    Raises:
        OSError: it cannot be put there.
    """
    folder = os.path.dirname(file)
    fresh = os.path.join(folder, f".{token_hex(4)}{FRESH}")
    try:
        opened = os.open(fresh, _TO_WRITE, 0o666)
    except (FileNotFoundError, NotADirectoryError):
        _make_folder(folder)
        opened = os.open(fresh, _TO_WRITE, 0o666)
    try:
        try:
            _write(opened, pieces)
        finally:
            os.close(opened)
        if times:
            os.utime(fresh, ns=times)
        _put(fresh, file)
    except OSError as error:  # on a full disk the error names no file
        with suppress(OSError):
            os.unlink(fresh)
        error.filename, error.filename2 = file, None
        raise


def _write(descriptor: int, pieces: Sequence[_Bytes]) -> None:
    if len(pieces) > 1:
        with os.fdopen(descriptor, "wb", _ROOM_BYTES, closefd=False) as stream:
            stream.writelines(pieces)
        return
    for piece in pieces:
        rest = memoryview(piece)
        while rest:  # the system may take a part at a time
            rest = rest[os.write(descriptor, rest) :]


def _put(fresh: str, file: str) -> None:
    """Move a file to its place, where a folder may have been in the build before."""
    try:
        patiently(lambda: os.replace(fresh, file))
    except OSError:
        if not os.path.isdir(file):
            raise
        shutil.rmtree(file)
        os.replace(fresh, file)


def _make_folder(folder: str) -> None:
    """The folder, where a file may have been in the build before."""
    try:
        os.makedirs(folder, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        place = Path(folder)
        in_the_way = next((each for each in (place, *place.parents) if each.is_file()), None)
        if in_the_way is None:
            raise
        in_the_way.unlink()
        os.makedirs(folder, exist_ok=True)


def status_of(file: str | Path) -> os.stat_result | None:
    """What the system says of a file, `None` where there is none."""
    try:
        return os.stat(file)
    except OSError:
        return None
