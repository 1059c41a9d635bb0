"""The files of the project that a run was made from, and which of them have changed since."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Literal

from msgspec import to_builtins

from milepost.disk import is_inside, read_regular
from milepost.experiment.source import file_digest, meaning, text_digest
from milepost.model.frozen import Frozen, field

__all__ = ["ABSENT", "NO_INPUTS", "Inputs", "changed", "changes", "folder_digest", "redrawing"]

ABSENT = "absent"
"""The digest of a file that was looked for and not there: a run depends on that, too."""


class Inputs(Frozen):
    """Digests by path, relative to the project; each is a file that the run imported or opened."""

    code: Mapping[str, str]
    """What the modules compute, the script's among them."""
    drawing: Mapping[str, str]
    """What the same modules draw."""
    data: Mapping[str, str]
    """Files that were read, or looked for in vain."""
    folders: Mapping[str, str]
    """Folders that were listed: a file more or less is a change."""
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    """The same modules to the letter: who finds one so again need not parse it to know what it means.
    Older records have none."""

    def paths(self) -> Iterator[str]:
        """Everything that it names."""
        return chain(self.code, self.drawing, self.data, self.folders, self.texts)

    def as_dict(self) -> dict[str, Mapping[str, str]]:
        """The same as JSON can hold it."""
        return to_builtins(self)


NO_INPUTS = Inputs({}, {}, {}, {})


def changes(inputs: Inputs, root: Path) -> tuple[str, ...]:
    """What computes or is computed with, and is no longer what it was; in words, sorted by path.

    Costs reading each of the files once.
    """
    return (
        *changed(inputs.code, partial(_half, inputs, root, "code")),
        *changed(inputs.data, lambda path: file_digest(_within(root, path))),
        *changed(inputs.folders, lambda path: folder_digest(_within(root, path)), "holds other files"),
    )


def redrawing(inputs: Inputs, root: Path) -> tuple[str, ...]:
    """What draws and is no longer what it was, in words."""
    return tuple(changed(inputs.drawing, partial(_half, inputs, root, "drawing"), "draws otherwise"))


def _half(inputs: Inputs, root: Path, half: Literal["code", "drawing"], path: str) -> str:
    """The digest of one half of what a module means now."""
    source = read_regular(_within(root, path))
    if inputs.texts.get(path) == text_digest(source):
        return getattr(inputs, half)[path]
    return getattr(meaning(source), half)


def _within(root: Path, path: str) -> Path:
    """The file of the project, which no link may lead out of: whoever writes a record could ask for any."""
    if not is_inside(root / path, root):
        raise OSError(errno.EINVAL, "it lies outside the project")
    return root / path


def folder_digest(folder: Path) -> str:
    """Of the names in the folder; what hides behind a point or is Python's own does not count.

    Raises:
        OSError: it cannot be read.
    """
    names = sorted(name for name in os.listdir(folder) if not name.startswith((".", "__pycache__")))  # noqa: PTH208
    return hashlib.sha256("\n".join(names).encode(errors="surrogateescape")).hexdigest()[:16]


def changed(
    recorded: Mapping[str, str], digest: Callable[[str], str], word: str = "changed"
) -> Iterator[str]:
    """The paths that have another digest now than recorded, or none, in words; sorted."""
    for path, before in sorted(recorded.items()):
        try:
            now = digest(path)
        except FileNotFoundError:
            if before != ABSENT:
                yield f"{path} is gone"
            continue
        except OSError as error:
            yield f"{path} cannot be read: {error.strerror}"
            continue
        if now != before:
            yield f"{path} {'is there now' if before == ABSENT else word}"
