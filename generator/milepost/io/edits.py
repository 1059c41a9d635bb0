"""Writing planned edits into a vault: each file is the old one or the new one, never anything between."""

import os
import secrets
import shutil
import sys
import time
import unicodedata
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from milepost.disk import patiently
from milepost.errors import ChangedError, EditError
from milepost.model.edit import Edit

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

__all__ = ["apply_edits"]

# Hidden, so that neither Obsidian nor most sync tools look at it.
_TEMPORARY = ".milepost-{}.tmp"
_LEFT_BEHIND_SECONDS = 3600


def apply_edits(root: str, edits: Iterable[Edit], *, dry_run: bool = False) -> None:
    """Write the edits into the vault at `root`, or with `dry_run` only check that they can be written.

    All are checked before the first is written: each file still holds what its edit expects, a new file does
    not exist, and no path leads out of the vault. Folders are made as needed.

    Raises:
        ChangedError: a file is not what its edit expects, since somebody else has written it.
        EditError: an edit cannot be made. Nothing was written, unless the reason says how much was.
    """
    planned = [(edit, _locate(Path(root), edit)) for edit in edits]
    _check_distinct(planned)
    with _alone(root) as is_alone:
        for edit, file in planned:
            _check(edit, file)
        if not dry_run:
            _write_all(planned, is_alone=is_alone)


def _write_all(planned: Sequence[tuple[Edit, Path]], *, is_alone: bool) -> None:
    for written, (edit, file) in enumerate(planned):
        try:
            _write(edit, file, is_alone=is_alone)
        except (OSError, EditError) as error:
            reason = error.reason if isinstance(error, EditError) else _words(error)
            if written:
                reason += (
                    f"; {written} of {len(planned)} files are written, run the command again for the rest"
                )
            kind = ChangedError if isinstance(error, ChangedError) else EditError
            raise kind(edit.path, reason) from error


@contextmanager
def _alone(root: str) -> Generator[bool]:
    """Let no other of our commands write into the vault meanwhile; what is locked is the folder, not a file.

    Yields whether that is certain.

    Other programs know nothing of it, and a disk or system that cannot do it does without: `_compare` is
    what keeps their words, but for the moment between it and the rename.
    """
    if fcntl is None or not Path(root).is_dir():
        yield False
        return
    folder = os.open(root, os.O_RDONLY)
    try:
        is_alone = False
        with suppress(OSError):
            fcntl.flock(folder, fcntl.LOCK_EX)
            is_alone = True
        yield is_alone
    finally:
        os.close(folder)


def _locate(root: Path, edit: Edit) -> Path:
    """Where on disk the file is or will be, links followed."""
    try:
        top = root.resolve(strict=True)
        file = top
        for part in PurePosixPath(edit.path).parts:
            file = file / _spelling(file, part)
        real = file.resolve()
    except (OSError, RuntimeError) as error:  # a loop of links is a RuntimeError before Python 3.13
        raise EditError(edit.path, f"cannot be found: {error}") from error
    if real == top or not real.is_relative_to(top):
        raise EditError(edit.path, "leads out of the vault; nothing is written there")
    if edit.before is None and file.is_symlink():
        raise EditError(edit.path, "is there already, as a link; move it away first")
    return real


def _spelling(folder: Path, part: str) -> str:
    """The name as the disk has it: macOS may have taken its accents apart."""
    if os.path.lexists(folder / part) or not folder.is_dir():
        return part
    wanted = unicodedata.normalize("NFC", part)
    names = (file.name for file in folder.iterdir())
    return next((name for name in names if unicodedata.normalize("NFC", name) == wanted), part)


def _check_distinct(planned: Sequence[tuple[Edit, Path]]) -> None:
    seen: set[str] = set()
    for edit, file in planned:
        # Many disks do not tell upper from lower case.
        key = str(file).casefold()
        if key in seen:
            raise EditError(edit.path, "would be written twice")
        seen.add(key)


def _check(edit: Edit, file: Path) -> None:
    if edit.before is not None:
        _compare(edit, file)
        if not os.access(file, os.W_OK):
            raise EditError(edit.path, "is write-protected; allow writing to it first")
    elif os.path.lexists(file):
        raise EditError(edit.path, "is there already; move it away first")
    elif file.with_name(f".{file.name}.icloud").exists():
        raise EditError(edit.path, "is in iCloud but not on this machine yet; download it first")
    folder = next(each for each in file.parents if os.path.lexists(each))
    if not folder.is_dir():
        raise EditError(edit.path, f"cannot be written: {folder.name} is no folder")
    if not os.access(folder, os.W_OK):
        raise EditError(edit.path, "cannot be written: its folder is write-protected")


def _compare(edit: Edit, file: Path) -> None:
    try:
        found = file.read_bytes()
    except FileNotFoundError as error:
        raise ChangedError(edit.path, "is no longer there; run the command again") from error
    except OSError as error:
        raise EditError(edit.path, f"cannot be read: {_words(error)}") from error
    if edit.before is None or found != edit.before.encode():
        raise ChangedError(edit.path, "has changed since it was read; run the command again")


def _write(edit: Edit, file: Path, *, is_alone: bool) -> None:
    if edit.before == edit.after:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    _sweep(file.parent, at_once=is_alone)
    temporary = file.with_name(_TEMPORARY.format(secrets.token_hex(8)))
    try:
        with temporary.open("xb") as stream:
            stream.write(edit.after.encode())
            stream.flush()
            os.fsync(stream.fileno())
        if edit.before is None:
            _create(edit, temporary, file)
        else:
            shutil.copymode(file, temporary)
            _keep_birth(file, temporary)
            _compare(edit, file)
            patiently(lambda: temporary.replace(file))
    finally:
        temporary.unlink(missing_ok=True)


def _keep_birth(file: Path, temporary: Path) -> None:
    """Let the finished file be as old as the one whose place it takes: Obsidian sorts by that.

    What macOS is told to have been written before its birth was born then; Windows sees to it by itself.
    """
    birth: float | None = getattr(file.stat(), "st_birthtime", None)
    if sys.platform == "darwin" and birth is not None:
        os.utime(temporary, (birth, birth))
        os.utime(temporary)


def _create(edit: Edit, temporary: Path, file: Path) -> None:
    """Give the finished file its name, unless another file has taken it meanwhile."""
    try:
        try:
            os.link(temporary, file)
        except FileExistsError:
            raise
        except OSError:  # no hard links on this disk (exFAT, some network drives)
            _reserve_and_replace(temporary, file)
    except FileExistsError as error:
        raise ChangedError(
            edit.path, "has been made by somebody else meanwhile; run the command again"
        ) from error


def _reserve_and_replace(temporary: Path, file: Path) -> None:
    file.touch(exist_ok=False)
    try:
        temporary.replace(file)
    except OSError:
        file.unlink()
        raise


def _sweep(folder: Path, *, at_once: bool) -> None:
    """Remove what a run that was killed left behind; unless `at_once`, a young file may be another's work."""
    for file in folder.glob(_TEMPORARY.format("*")):
        try:
            if at_once or time.time() - file.stat().st_mtime > _LEFT_BEHIND_SECONDS:
                file.unlink()
        except FileNotFoundError:
            continue  # the other run has just finished


def _words(error: OSError) -> str:
    return error.strerror or str(error)
