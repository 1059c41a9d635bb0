"""What is kept from one build to the next, in one file that may be deleted at any time."""

import hashlib
import pickle
import sqlite3
import sys
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from milepost.model.pickled import unpickled
from milepost.settings import Settings

__all__ = ["Row", "Store", "open_store", "source_digest"]

Row = tuple[str, Any]
"""The key under which a thing was kept, and the thing: plain values, and those of `model`."""

# Whatever of other people's work decides what a page looks like.
_MAKERS = (
    "jinja2",
    "markdown-it-py",
    "mdit-py-plugins",
    "math-core",
    "mmdr",
    "pagefind",
    "pygments",
    "pyyaml",
    "rustworkx",
)

_WAIT_SECONDS = 5
_OWN = Path(__file__).parents[1]
_TABLE = """create table if not exists kept
    (kind text, name text, key text, value blob, primary key (kind, name)) without rowid"""

# The file lies in the project's folder, which may come from anywhere: nothing but data is read from it.
_PLAIN = frozenset(
    (
        *(("builtins", name) for name in ("set", "frozenset")),
        *(("datetime", name) for name in ("date", "datetime", "timedelta", "timezone")),
    )
)


def open_store(folder: Path, settings: Settings) -> "Store":
    """The store of a project, in its folder for such things: what was made with these settings."""
    return Store(folder / "kept.sqlite3", _salt(settings))


class Store:
    """Things by kind and name, each with a key that says what it was made from.

    A kind holds what the newest build used and nothing else, so the file never outgrows the vault. Where the
    file cannot be read or written nothing is kept, and a build takes longer: that is no reason to fail.
    """

    def __init__(self, file: Path, salt: str) -> None:
        """The store in a file; what was kept with another `salt` is forgotten."""
        self._file, self._salt = file, salt

    def load(self, kind: str) -> dict[str, Row]:
        """Everything of a kind, by name. Nothing is written."""
        if not self._file.exists():
            return {}
        try:
            with closing(sqlite3.connect(self._file, timeout=_WAIT_SECONDS)) as database:
                if not self._is_ours(database):
                    return {}
                rows = database.execute("select name, key, value from kept where kind = ?", (kind,))
                return {name: (key, unpickled(value, _PLAIN)) for name, key, value in rows}
        except (
            OSError,
            sqlite3.Error,
            pickle.UnpicklingError,
            EOFError,
            AttributeError,
            TypeError,
            ValueError,
        ):
            self._forget()
            return {}

    def save(self, kind: str, changed: Mapping[str, Row], names: Collection[str]) -> None:
        """Keep `changed`, and of what was there what is in `names`."""
        rows = ((kind, name, key, pickle.dumps(value, 5)) for name, (key, value) in changed.items())
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._file, timeout=_WAIT_SECONDS)) as database, database:
                database.execute("pragma auto_vacuum = full")
                database.execute("pragma synchronous = off")  # a file that is lost costs time, nothing else
                self._claim(database)
                known = database.execute("select name from kept where kind = ?", (kind,))
                gone = {name for (name,) in known}.difference(names)
                database.executemany(
                    "delete from kept where kind = ? and name = ?", ((kind, name) for name in gone)
                )
                database.executemany("insert or replace into kept values (?, ?, ?, ?)", rows)
        except (OSError, sqlite3.Error):
            self._forget()

    def _is_ours(self, database: sqlite3.Connection) -> bool:
        """Whether what is in it was made as we make it."""
        return database.execute("select key from kept where kind = 'salt'").fetchone() == (self._salt,)

    def _claim(self, database: sqlite3.Connection) -> None:
        """Forget what was made otherwise."""
        database.execute(_TABLE)
        if not self._is_ours(database):
            database.execute("delete from kept")
            database.execute("insert into kept values ('salt', '', ?, x'')", (self._salt,))

    def _forget(self) -> None:
        with suppress(OSError):
            self._file.unlink(missing_ok=True)


def source_digest(folders: Iterable[Path]) -> str:
    """The digest of every file in some folders: of the program itself, of a theme's templates."""
    digest = hashlib.blake2b(digest_size=20)
    for folder in folders:
        for file in sorted(
            each for each in folder.rglob("*") if each.suffix not in (".pyc", "") and each.is_file()
        ):
            digest.update(f"{file.relative_to(folder).as_posix()}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _salt(settings: Settings) -> str:
    """Everything that all pages depend on beside the vault."""
    own = source_digest([_OWN])
    return repr((sys.version_info[:3], own, [_version(name) for name in _MAKERS], settings))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
