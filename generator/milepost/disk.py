"""Files that somebody else has put there or named: none is waited for, fills memory, or leads elsewhere."""

import errno
import os
import stat
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import BinaryIO

from milepost.model.path import project_path

__all__ = [
    "MOST_BYTES",
    "bytes_of",
    "find_script",
    "folder_around",
    "is_inside",
    "is_regular",
    "mapped",
    "open_regular",
    "patiently",
    "read_regular",
    "read_text",
]

MOST_BYTES = 10_000_000
"""Of a file that is read as a whole: more than a shelf of books helps nobody, and its page takes minutes."""

_SCRIPTS = "experiments"
# In all no longer than a scanner of viruses looks at a file.
_PATIENCE_SECONDS = (0.01, 0.05, 0.2, 0.5)
# Without the second, to open a pipe is to wait for its writer; the third is Windows' own.
_AT_ONCE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def is_regular(file: Path) -> bool:
    """Whether a regular file is there, or a link to one; whatever the name is, this is an answer."""
    return os.path.isfile(file)  # noqa: PTH113 - `Path.is_file` raises where a name is too long


def is_inside(file: Path, folder: Path) -> bool:
    """Whether the place lies below the folder once all links are followed; it need not exist."""
    real, top = Path(os.path.realpath(file)), Path(os.path.realpath(folder))
    return real != top and real.is_relative_to(top)


def open_regular(file: Path) -> BinaryIO:
    """The file, opened to be read.

    Raises:
        OSError: it cannot be opened, or is no regular file: a pipe waits for its writer, a device never ends.
    """
    try:
        descriptor = os.open(file, _AT_ONCE)
    except ValueError as error:  # null bytes, half a pair of surrogates
        raise OSError(errno.EINVAL, "it has a name that no file can have") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is no regular file")
    return os.fdopen(descriptor, "rb")


def read_regular(file: Path, most_bytes: int = MOST_BYTES) -> bytes:
    """The bytes of a regular file.

    Raises:
        OSError: it cannot be opened, is no regular file, or is longer than `most_bytes`.
    """
    with open_regular(file) as stream:
        data = stream.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise OSError(errno.EFBIG, f"it is longer than {most_bytes / 1e6:g} MB")
    return data


def bytes_of(file: str | Path) -> bytes:
    """All that a file of ours holds.

    Raises:
        OSError: it cannot be read.
    """
    with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 - `Path.read_bytes` takes twice as long
        return opened.read()


def read_text(file: Path, most_bytes: int = MOST_BYTES) -> str:
    r"""The text of a regular file, with lines that end in "\n".

    Raises:
        OSError: as for `read_regular`.
        UnicodeDecodeError: it is not UTF-8.
    """
    return read_regular(file, most_bytes).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def mapped(file: BinaryIO) -> memoryview:
    """All that an opened file holds, most of which stays on the disk until somebody looks at it.

    Windows replaces no file that is mapped, and some file systems map none: there it is read. Who writes
    into the file changes what was given, and who cuts it short ends this process: it is to be replaced.

    Raises:
        OSError: it cannot be read.
    """
    if sys.platform != "win32":
        with suppress(OSError, ValueError):  # an empty one is not mapped
            return memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    file.seek(0)
    return memoryview(file.read())


def folder_around(place: str) -> str:
    """The folder that holds another one, wherever links lead."""
    return os.path.dirname(os.path.realpath(place))  # noqa: PTH120 - as text, for rooms that know no disk


def find_script(project: Path, vault: Path, script: str) -> Path | None:
    """The script that a record names, from the project's folder; its text is published.

    `None` where it is not there, or where no site looks for scripts: outside of `experiments/`.

    Raises:
        ValueError: no run has recorded that; the text says what is wrong with it.
    """
    root = Path(os.path.realpath(project))
    file = root / project_path(script)
    if file.suffix != ".py":
        raise ValueError(f"{script!r} is no Python file")
    if is_inside(file, vault):
        raise ValueError(f"{script!r} lies in the vault")
    if not is_inside(file, root):
        raise ValueError(f"{script!r} leads out of the project")
    if not script.startswith(f"{_SCRIPTS}/"):
        return None
    if not is_inside(file, root / _SCRIPTS):
        raise ValueError(f"{script!r} leads out of {_SCRIPTS}/")
    if is_regular(file):
        return file
    if os.path.exists(file):  # noqa: PTH110 - as in `is_regular`
        raise ValueError(f"{script!r} is no regular file")
    return None


def patiently(act: Callable[[], object]) -> None:
    """Move or remove a file, which Windows refuses while any other program has it open.

    Raises:
        OSError: that is refused to the end, or is not to be.
    """
    for seconds in _PATIENCE_SECONDS if sys.platform == "win32" else ():
        try:
            act()
            return
        except PermissionError:
            time.sleep(seconds)
    act()
