"""Reading a vault from disk: what is a note, what is an attachment, what is neither."""

import fnmatch
import hashlib
import os
import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

from milepost.disk import MOST_BYTES
from milepost.errors import VaultError
from milepost.io.cache import Known
from milepost.io.obsidian import APP, app_filters, read_app, templates_folder, unpublished_folders
from milepost.model.path import VaultPath, fold, is_base, is_canvas, is_note
from milepost.model.problem import Code, Problem, Severity
from milepost.model.vault import Attachment, SourceFile, Vault
from milepost.settings import fault_of, is_expression

__all__ = ["excluded_patterns", "ignored_in", "is_ignored", "read_text", "read_vault", "text_of"]

T = TypeVar("T")

# Each folder has a page, which names all above it, and the theme goes down from one to the next.
_MOST_FOLDERS = 50

# An expression may take longer than the world stands, and comes with the vault.
_MOST_SECONDS = 1.0

_GROUP = re.compile(r"\(\?<(?![=!])")


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
    top, known = Path(root), {} if known is None else known
    if not top.is_dir():
        raise VaultError(
            root, "there is no such folder; give the vault with --vault, or docs_dir in mkdocs.yml"
        )
    hidden = exclude if with_excluded else excluded_patterns(top, exclude)
    files: dict[VaultPath, SourceFile] = {}
    canvases: dict[VaultPath, SourceFile] = {}
    bases: dict[VaultPath, SourceFile] = {}
    attachments: dict[VaultPath, Attachment] = {}
    problems = list(_unreadable_filters(hidden))
    left_out: list[VaultPath] = []
    set_aside: dict[VaultPath, SourceFile] = {}
    forms = (templates_folder(top) or "",)
    seen: set[VaultPath] = set()
    links, real_top = dict[VaultPath, VaultPath](), top.resolve()
    for path, file, is_hidden in _walk(top, hidden, problems):
        if file.is_symlink():
            # Not `resolve`, which fails in a loop of links.
            links[path] = _goal(Path(os.path.realpath(file.path)), real_top)
        if is_hidden:
            left_out.append(path)
            is_plain = not file.is_symlink() and file.is_file()
            if sets_aside and is_note(path) and is_plain and not is_ignored(path, forms):
                source = read_text(path, file, problems, known)
                if source is not None:
                    set_aside[path] = source
        elif path in seen:
            message = "has the name of another file, but for how an accent is stored"
            problems.append(_unreadable(path, message, "rename one of them"))
        elif is_note(path) or is_canvas(path) or is_base(path):
            source = read_text(path, file, problems, known)
            if source is None:
                left_out.append(path)
            else:
                seen.add(path)
                (files if is_note(path) else canvases if is_canvas(path) else bases)[path] = source
        else:
            try:
                attachments[path] = Attachment(path, file.path, file.stat().st_size)
                seen.add(path)
            except OSError as error:  # gone since its folder was listed
                problems.append(_unreadable(path, f"cannot be read: {error.strerror}"))
    return Vault(
        str(top),
        _in_order(files),
        _in_order(canvases),
        _in_order(bases),
        _in_order(attachments),
        read_app(top),
        tuple(sorted(left_out)),
        _in_order(set_aside),
        tuple(problems),
        hidden,
        links,
    )


def text_of(root: str, file: SourceFile) -> str | None:
    """The text of one file of the vault in `root` as it is now, `None` where it cannot be read."""
    try:
        return Path(root, file.place).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None


def _in_order(files: Mapping[VaultPath, T]) -> dict[VaultPath, T]:
    return {path: files[path] for path in sorted(files)}


def _unreadable_filters(patterns: tuple[str, ...]) -> Iterator[Problem]:
    """The app's filters that mean nothing to us; `exclude` has been checked with the other options."""
    for pattern in filter(is_expression, patterns):
        if fault := fault_of(pattern):
            message = f"the excluded files {pattern} cannot be read ({fault}), so they are not excluded"
            hint = "name them in the option exclude"
            app = VaultPath(APP)
            yield Problem(app, 1, Code.FILTER_INVALID, message, hint, Severity.ERROR)


def is_ignored(path: str, exclude: tuple[str, ...]) -> bool:
    """Whether a path below the vault is no part of it: hidden, or named in `exclude`.

    An entry of `exclude` is a folder ("Private" or "Private/"), a glob ("*.tmp"), or, between slashes as
    Obsidian writes it, a regular expression ("/^draft/"). None tells cases apart: not every disk does.
    """
    if any(part.startswith(".") for part in path.split("/")):
        return True
    return any(_matches(path, pattern) for pattern in exclude)


def ignored_in(root: str, exclude: tuple[str, ...]) -> Callable[[str], bool]:
    """What `read_vault` leaves out of the vault in `root`, as a question about paths."""
    return partial(is_ignored, exclude=excluded_patterns(Path(root), exclude))


def _matches(path: str, pattern: str) -> bool:
    if is_expression(pattern):
        import regex  # takes a while to load, and few vaults leave anything out by such

        try:
            found = regex.search(pattern[1:-1], path, regex.IGNORECASE, timeout=_MOST_SECONDS)
        except regex.error:
            return False  # Obsidian passes over what it cannot read
        except TimeoutError as error:  # whether the file is private cannot be known
            reason = "the expression takes for ever to be held against names of files"
            raise VaultError(
                pattern, f"{reason}; mend it in exclude, or in the app's excluded files"
            ) from error
        return found is not None
    plain, path = fold(pattern).strip("/"), fold(path)
    return path == plain or path.startswith(f"{plain}/") or fnmatch.fnmatchcase(path, plain)


def excluded_patterns(root: Path, exclude: tuple[str, ...]) -> tuple[str, ...]:
    """All that `is_ignored` is to leave out of the vault in `root`.

    Beside `exclude` that is the folder of the core plugin Templates, whose files are forms, what the app
    itself calls "excluded files", and the folders that Obsidian Publish leaves out.

    Raises:
        VaultError: what the app has written of that cannot be read.
    """
    templates = templates_folder(root)
    folders = (*((templates,) if templates else ()), *unpublished_folders(root))
    plain = (unicodedata.normalize("NFC", each) for each in folders)
    return (*exclude, *plain, *map(_as_expression, app_filters(root)))


def _as_expression(pattern: str) -> str:
    """One of the app's "excluded files" for `is_ignored`: to the app, a plain one is how a path begins."""
    text = unicodedata.normalize("NFC", pattern)
    # JavaScript and Python write the name of a group in different ways.
    return _GROUP.sub("(?P<", text) if is_expression(text) else f"/^{re.escape(text)}/"


def _walk(
    top: Path, hidden: tuple[str, ...], problems: list[Problem]
) -> Iterator[tuple[VaultPath, "os.DirEntry[str]", bool]]:
    """The regular files below `top`, folder by folder, each with whether it is excluded; of these, any file.

    Links are followed only to files of the vault that are of the same kind and not left out: what decides
    whether the one goes out decides it for the other. A folder has its place in it already, or is excluded.
    """
    real_top = top.resolve()
    pending = [("", top)]
    while pending:
        prefix, folder = pending.pop()
        try:
            entries = sorted(os.scandir(folder), key=attrgetter("name"))
        except OSError as error:
            if not prefix:
                raise VaultError(str(top), f"cannot be listed: {error.strerror}") from error
            problems.append(_unreadable(VaultPath(prefix.rstrip("/")), f"cannot be listed: {error.strerror}"))
            continue
        for entry in entries:
            name = entry.name
            path = VaultPath(prefix + name)
            if not path.isascii():
                name = os.fsencode(name).decode("utf-8", "replace")
                path = VaultPath(unicodedata.normalize("NFC", prefix + name))
            if name.startswith("."):
                continue
            is_folder = entry.is_dir(follow_symlinks=False)
            if hidden and is_ignored(path, hidden):
                if is_folder:
                    pending.append((f"{path}/", Path(entry.path)))
                else:
                    yield path, entry, True
            elif name != entry.name:
                problems.append(_unreadable(path, "has a name that is not UTF-8", "rename it"))
            elif entry.is_symlink() and (wrong := _wrong_link(Path(entry.path), real_top, hidden)):
                problems.append(_unreadable(path, wrong))
            elif is_folder and path.count("/") >= _MOST_FOLDERS:
                message = f"is a folder in more than {_MOST_FOLDERS} others"
                problems.append(_unreadable(path, message, "move it up"))
            elif is_folder:
                pending.append((f"{path}/", Path(entry.path)))
            elif entry.is_file():  # reading a named pipe would wait for ever
                yield path, entry, False


def _wrong_link(file: Path, top: Path, hidden: tuple[str, ...]) -> str:
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
    if "/." in f"/{goal}" or (hidden and is_ignored(goal, hidden)):
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
        data, read_ns = Path(file).read_bytes(), time.time_ns()
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
