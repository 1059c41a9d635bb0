"""Reading a vault from disk: what is a note, what is an attachment, what is neither."""

import hashlib
import os
import time
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field

from milepost.disk import MOST_BYTES
from milepost.errors import VaultError
from milepost.io.cache import Known
from milepost.io.excluded import excluded_in, is_ignored, unreadable_filters
from milepost.io.obsidian import read_app, read_preamble
from milepost.model.path import VaultPath, is_base, is_canvas, is_note
from milepost.model.problem import Code, Problem, Severity
from milepost.model.vault import Attachment, Excluded, SourceFile, Vault

__all__ = ["read_text", "read_vault", "text_of"]

T = TypeVar("T")

# Each folder has a page, which names all above it, and the theme goes down from one to the next.
_MOST_FOLDERS = 50

# What `.Note.md.icloud` stands for was moved there to save room.
_IN_ICLOUD = ".icloud"


def read_vault(
    root: str,
    exclude: tuple[str, ...] = (),
    *,
    with_excluded: bool = False,
    sets_aside: bool = False,
    known: Known | None = None,
) -> Vault:
    """Everything in the folder `root` that Obsidian would show, less what `exclude` names.

    With `with_excluded`, also what the vault's own options leave out. With `sets_aside`, notes that are left
    out are read all the same and stand apart; not the forms in the templates' folder. What is `known` is not
    read again while its file has the same size and times; whatever is read is known from then on.

    Raises:
        VaultError: the folder does not exist or cannot be listed, or what is excluded cannot be told.
    """
    top = Path(root)
    if not top.is_dir():
        raise VaultError(
            root, "there is no such folder; give the vault with --vault, or docs_dir in mkdocs.yml"
        )
    hidden = Excluded(exclude) if with_excluded else excluded_in(top, exclude)
    found = _Found({} if known is None else known, list(unreadable_filters(hidden.patterns)))
    forms = Excluded(forms=hidden.forms)
    links, real_top = dict[VaultPath, VaultPath](), top.resolve()
    for path, file, is_hidden in _walk(top, hidden, found.problems):
        if file.is_symlink():
            # Not `resolve`, which fails in a loop of links.
            links[path] = _goal(Path(os.path.realpath(file.path)), real_top)
        if not is_hidden:
            found.take(path, file)
            continue
        found.left_out.append(path)
        if sets_aside and is_note(path) and not is_ignored(path, forms):
            found.put_aside(path, file)
    return Vault(
        str(top),
        _in_order(found.files),
        _in_order(found.canvases),
        _in_order(found.bases),
        _in_order(found.attachments),
        read_app(top),
        tuple(sorted(found.left_out)),
        _in_order(found.set_aside),
        tuple(found.problems),
        hidden,
        read_preamble(top),
        links,
    )


class _Found(Struct):
    """What has been found of a vault so far, by kind."""

    known: Known
    problems: list[Problem]
    files: dict[VaultPath, SourceFile] = field(default_factory=dict[VaultPath, SourceFile])
    canvases: dict[VaultPath, SourceFile] = field(default_factory=dict[VaultPath, SourceFile])
    bases: dict[VaultPath, SourceFile] = field(default_factory=dict[VaultPath, SourceFile])
    attachments: dict[VaultPath, Attachment] = field(default_factory=dict[VaultPath, Attachment])
    set_aside: dict[VaultPath, SourceFile] = field(default_factory=dict[VaultPath, SourceFile])
    left_out: list[VaultPath] = field(default_factory=list[VaultPath])
    _taken: set[VaultPath] = field(default_factory=set[VaultPath])

    def take(self, path: VaultPath, file: "os.DirEntry[str]") -> None:
        """Read a file that is not excluded, or note down why it cannot be read."""
        if path in self._taken:
            message = "has the name of another file, but for how an accent is stored"
            self.problems.append(_unreadable(path, message, "rename one of them"))
        elif (texts := self._texts(path)) is not None:
            source = read_text(path, file, self.problems, self.known)
            if source is None:
                self.left_out.append(path)
            else:
                self._taken.add(path)
                texts[path] = source
        else:
            try:
                self.attachments[path] = Attachment(path, file.path, file.stat().st_size)
                self._taken.add(path)
            except OSError as error:  # gone since its folder was listed
                self.problems.append(_unreadable(path, f"cannot be read: {error.strerror}"))

    def put_aside(self, path: VaultPath, file: "os.DirEntry[str]") -> None:
        """Read an excluded note, which may ask to be published; not by way of a link."""
        if file.is_symlink() or not file.is_file():
            return
        source = read_text(path, file, self.problems, self.known)
        if source is not None:
            self.set_aside[path] = source

    def _texts(self, path: VaultPath) -> dict[VaultPath, SourceFile] | None:
        """Where a file of this kind belongs if it is read as text, `None` for attachments."""
        if is_note(path):
            return self.files
        if is_canvas(path):
            return self.canvases
        return self.bases if is_base(path) else None


def text_of(root: str, file: SourceFile) -> str | None:
    """The text of one file of the vault in `root` as it is now, `None` where it cannot be read."""
    try:
        return Path(root, file.place).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None


def _in_order(files: Mapping[VaultPath, T]) -> dict[VaultPath, T]:
    return {path: files[path] for path in sorted(files)}


def _walk(
    top: Path, hidden: Excluded, problems: list[Problem]
) -> Iterator[tuple[VaultPath, "os.DirEntry[str]", bool]]:
    """The regular files below `top`, folder by folder, each with whether it is excluded; of these, any file.

    Links are followed only to files of the vault that are of the same kind and not left out: what decides
    whether the one goes out decides it for the other. A folder has its place in it already, or is excluded.
    """
    real_top = top.resolve()
    pending = [("", top)]
    while pending:
        prefix, folder = pending.pop()
        for entry in _entries(folder, prefix, problems):
            path = _path(prefix, entry.name)
            if entry.name.startswith("."):
                problems += _left_in_icloud(top, prefix, path, hidden)
                continue
            is_hidden = is_ignored(path, hidden)
            if not is_hidden and (fault := _fault(path, entry, real_top, hidden)):
                problems.append(fault)
            elif entry.is_dir(follow_symlinks=False):
                pending.append((f"{path}/", Path(entry.path)))
            elif is_hidden or entry.is_file():  # reading a named pipe would wait for ever
                yield path, entry, is_hidden


def _entries(folder: Path, prefix: str, problems: list[Problem]) -> "list[os.DirEntry[str]]":
    """What a folder holds, by name; nothing of one below the vault that cannot be listed, but a problem."""
    try:
        return sorted(os.scandir(folder), key=attrgetter("name"))
    except OSError as error:
        reason = f"cannot be listed: {error.strerror}"
        if not prefix:
            raise VaultError(str(folder), reason) from error
        problems.append(_unreadable(VaultPath(prefix.rstrip("/")), reason))
        return []


def _path(prefix: str, name: str) -> VaultPath:
    """The path of what a folder holds; bytes of its name that are no UTF-8 are marked in it."""
    if name.isascii() and prefix.isascii():
        return VaultPath(prefix + name)
    return VaultPath(unicodedata.normalize("NFC", prefix + _readable(name)))


def _readable(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "replace")


def _left_in_icloud(top: Path, prefix: str, path: VaultPath, hidden: Excluded) -> Iterator[Problem]:
    """What is wrong with a hidden file, if it stands for one that is elsewhere: `.Note.md.icloud`."""
    shown = path[len(prefix) + 1 :]
    wanted = VaultPath(prefix + shown.removesuffix(_IN_ICLOUD))
    is_gone = shown.endswith(_IN_ICLOUD) and not (top / wanted).exists()
    if is_gone and not is_ignored(wanted, hidden):
        yield _unreadable(wanted, "is in iCloud but not on this machine yet", "download it first")


def _fault(path: VaultPath, entry: "os.DirEntry[str]", top: Path, hidden: Excluded) -> Problem | None:
    """Why a file or folder that is not excluded is left out all the same; `None` where it is not."""
    if not entry.name.isascii() and _readable(entry.name) != entry.name:
        return _unreadable(path, "has a name that is not UTF-8", "rename it")
    if entry.is_symlink() and (wrong := _wrong_link(Path(entry.path), top, hidden)):
        return _unreadable(path, wrong, "put the file itself there, or delete the link")
    if entry.is_dir(follow_symlinks=False) and path.count("/") >= _MOST_FOLDERS:
        return _unreadable(path, f"is a folder in more than {_MOST_FOLDERS} others", "move it up")
    return None


def _wrong_link(file: Path, top: Path, hidden: Excluded) -> str:
    """What is wrong with a link, "" if nothing is."""
    try:
        real = file.resolve(strict=True)
    except (OSError, RuntimeError):  # a loop of links is a RuntimeError before Python 3.13
        return "is a link that leads nowhere"
    if not real.is_relative_to(top):
        return "is a link that leads out of the vault"
    if real.is_dir():
        return ""
    goal = _goal(real, top)
    if is_ignored(goal, hidden):
        return "is a link to what is left out of the vault"
    if real.suffix.lower() != file.suffix.lower():
        return "is a link to a file of another kind"
    return ""


def _goal(real: Path, top: Path) -> VaultPath:
    """The path of a file in the vault; one outside is called by all of its own."""
    place = real.relative_to(top) if real.is_relative_to(top) else real
    return VaultPath(unicodedata.normalize("NFC", place.as_posix()))


def read_text(
    path: VaultPath, file: "os.DirEntry[str] | Path", problems: list[Problem], known: Known
) -> SourceFile | None:
    """The text of a file, `None` with a problem where it cannot be read; from `known` if it is as it was."""
    try:
        status = file.stat()
        size, state = status.st_size, (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        before = known.get(path)
        if before is not None and before[0] == state:
            return before[1]
        if size > MOST_BYTES:
            message = f"is {size / 1e6:,.0f} MB long, more than {MOST_BYTES / 1e6:.0f}; it is left out"
            hint = "part it, or make it a file of another kind"
            problems.append(Problem(path, 1, Code.FILE_TOO_LARGE, message, hint, Severity.ERROR))
            return None
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 - `Path.open` takes twice as long
            data, read_ns = opened.read(), time.time_ns()
        modified = datetime.fromtimestamp(status.st_mtime, UTC)
        if "SOURCE_DATE_EPOCH" in os.environ:  # who asks for the same bytes everywhere has no use for it
            modified = None
    except OSError as error:
        problems.append(_unreadable(path, f"cannot be read: {error.strerror}"))
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8; it is left out"
        hint = "save the file as UTF-8"
        problems.append(Problem(path, line, Code.FILE_ENCODING, message, hint, Severity.ERROR))
        return None
    place = "" if path.isascii() else "/".join(Path(file).parts[-path.count("/") - 1 :])
    spelled = "" if place == path else place
    source = SourceFile(path, text, hashlib.sha256(data).hexdigest(), modified, spelled)
    known[path] = state, source, read_ns
    return source


def _unreadable(path: VaultPath, message: str, hint: str = "") -> Problem:
    return Problem(path, 1, Code.FILE_UNREADABLE, f"{message}; it is left out", hint, Severity.ERROR)
