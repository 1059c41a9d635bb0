"""The site's folder: nothing is written that is there already, and what is not of this build any more goes.

MkDocs empties the folder at the head of each build. It is told another one while it does so, and the site
stays as it is, to be served, until each file that has changed takes the place of its former self.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from milepost.io.site_writing import FRESH, remove, replace, status_of, write_if_new
from milepost.model.path import fold

__all__ = ["Output", "PlainFile", "QuietFile", "SiteFiles"]

_log = get_plugin_logger("milepost")

# Small enough to be read, and written by MkDocs and by plugins that know nothing of what was there.
_MOST_BYTES_COMPARED = 100_000_000


class PlainFile(File):
    """A file whose path is told in its shortest form, so that it need not be taken to pieces."""

    @property
    def src_path(self) -> str:
        """The same as the system writes it."""
        return os.path.normpath(self.src_uri)

    @src_path.setter
    def src_path(self, value: str) -> None:  # pyright: ignore[reportIncompatibleVariableOverride]
        self.src_uri = value.replace(os.sep, "/")  # other plugins set what they were given


class QuietFile(PlainFile):
    """A file that is copied only where it is not there already, and keeps its time."""

    def copy_file(self, dirty: bool = False) -> None:
        """Bring the file to its place."""
        self.bring()

    def bring(self) -> bool:
        """Bring the file to its place; whether it was not there."""
        if self.abs_src_path is None:
            return write_if_new(self.abs_dest_path, self.content_bytes)
        try:
            there, here = Path(self.abs_src_path).stat(), status_of(self.abs_dest_path)
            if here and (here.st_size, here.st_mtime_ns) == (there.st_size, there.st_mtime_ns):
                return False
            data = Path(self.abs_src_path).read_bytes()
        except FileNotFoundError:
            _log.warning("%s: has gone while the site was built; build it again", self.src_uri)
            return False
        replace(self.abs_dest_path, data, times=(there.st_atime_ns, there.st_mtime_ns))
        return True


class SiteFiles(Files):
    """The files of a build, of which some pages are finished.

    MkDocs goes through the pages one by one to read, and again to write each. It need not with these: such a
    loop is told by its naming the `inclusion` that it wants.
    """

    def __init__(self, files: Iterable[File], is_finished: Callable[[File], bool]) -> None:
        super().__init__(files)
        self._is_finished = is_finished

    def documentation_pages(self, *, inclusion: Callable[[InclusionLevel], bool] | None = None) -> list[File]:
        """All pages; those left to MkDocs' loops, if it is one of them that asks."""
        if inclusion is None:
            return list(super().documentation_pages())
        return [
            file for file in super().documentation_pages(inclusion=inclusion) if not self._is_finished(file)
        ]

    def get_file_from_path(self, path: str) -> File | None:
        """The file at a path from `docs_dir`; MkDocs would take even one with slashes to pieces."""
        return self.src_uris.get(path) or super().get_file_from_path(path)


class Output:
    """Keeps the folder through one build."""

    def __init__(self, config: MkDocsConfig) -> None:
        """Before MkDocs empties the folder: it is told of one that does not exist."""
        self.folder = config.site_dir
        config.site_dir = _Nowhere(self.folder)
        self.before = dict(_files(self.folder))
        """The files that stand in it, by their places."""
        self._bytes: dict[str, tuple[bytes, os.stat_result]] = {}

    def restore(self, files: Files, config: MkDocsConfig) -> list[File]:
        """When MkDocs has listed its files: they go where they belong, and quietly."""
        config.site_dir = self.folder
        return [self._restored(file) for file in files]

    def _restored(self, file: File) -> File:
        if type(file) is File and not file.is_documentation_page() and file.src_dir is not None:
            place, inclusion = file.dest_uri, file.inclusion
            urls = file.use_directory_urls
            return QuietFile(
                file.src_uri, file.src_dir, self.folder, urls, dest_uri=place, inclusion=inclusion
            )
        file.dest_dir = self.folder
        file.__dict__.pop("abs_dest_path", None)
        return file

    def make_way(self, wanted: Iterable[str]) -> None:
        """Before anything is written: what differs from a wanted file only in how its name is spelled, goes.

        Many disks find a file by either name: it would not be written, and then go as the one of old.
        """
        wanted = set(wanted)
        others = self.before.keys() - wanted
        spelled = set(map(fold, wanted)) if others else set[str]()
        for name in [each for each in others if fold(each) in spelled]:
            remove(Path(self.folder, name))
            del self.before[name]

    def watch(self, names: Iterable[str]) -> None:
        """Keep in mind what stands in files that MkDocs will write whatever is there."""
        self._bytes = {
            name: (digest, status)
            for name in names
            if (status := self.before.get(name))
            and (digest := _digest(Path(self.folder, name), status.st_size))
        }

    def clear(self, wanted: Iterable[str]) -> None:
        """When our own is written: what is not wanted any more, and not of this build, goes.

        Plugins that write at the end find none of it, as in a folder that MkDocs has emptied.
        """
        for name in self.before.keys() - set(wanted):
            file = Path(self.folder, name)
            status, now = self.before[name], status_of(file)
            # Another plugin may have written it in this build, or put it there with a time of its own.
            if now and _identity(now) == _identity(status):
                remove(file)

    def finish(self) -> None:
        """When all is written: files with the same bytes get their time again."""
        for name, (digest, status) in self._bytes.items():
            file = Path(self.folder, name)
            now = status_of(file)
            if now and now.st_mtime_ns != status.st_mtime_ns and _digest(file, now.st_size) == digest:
                os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


class _Nowhere(str):
    """A folder that does not exist, and is called as the one that it stands for when MkDocs names it."""

    def __new__(cls, folder: str) -> "_Nowhere":
        made = super().__new__(cls, str(Path(folder, f".nothing-{token_hex(4)}")))
        made._shown = folder
        return made

    _shown: str

    def __format__(self, how: str, /) -> str:
        return format(self._shown, how)


def _files(top: str) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a folder but what is hidden at its head, which MkDocs never touches."""
    pending = [(top, "")]
    while pending:
        folder, prefix = pending.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        for entry in entries:
            if not prefix and entry.name.startswith(".") and not entry.name.endswith(FRESH):
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append((entry.path, f"{prefix}{entry.name}/"))
            else:
                yield f"{prefix}{entry.name}", entry.stat(follow_symlinks=False)


def _identity(status: os.stat_result) -> tuple[int, int, int]:
    """What differs when a file has been written since."""
    return status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _digest(file: Path, size: int) -> bytes | None:
    if size > _MOST_BYTES_COMPARED:
        return None
    try:
        return blake2b(file.read_bytes()).digest()
    except OSError:
        return None
