"""What is kept from one build to the next, in one file that may be deleted at any time."""

import hashlib
import pickle
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from milepost.model.pickled import unpickled

__all__ = ["Row", "Store", "source_digest"]

Row = tuple[str, Any]
"""The key under which a thing was kept, and the thing: plain values, and those of `model`."""

_WAIT_SECONDS = 5
_TABLE = """create table if not exists kept
    (kind text, name text, key text, value blob, primary key (kind, name)) without rowid"""

# The file lies in the project's folder, which may come from anywhere: nothing but data is read from it.
_PLAIN = frozenset(
    (
        *(("builtins", name) for name in ("set", "frozenset")),
        *(("datetime", name) for name in ("date", "datetime", "timedelta", "timezone")),
    )
)


class Store:
    """Things by kind and name, each with a key that says what it was made from.

    A kind holds what the newest build used and nothing else, so the file never outgrows the vault. Where the
    file cannot be read or written nothing is kept, and a build takes longer: that is no reason to fail.
    """

    def __init__(self, file: Path, salt: str) -> None:
        """The store in a file; what was kept with another `salt` is forgotten."""
        self._file, self._salt = file, salt

    def load(self, kind: str) -> dict[str, Row]:
        """Everything of a kind, by name."""
        try:
            with closing(self._open()) as database:
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
            with closing(self._open()) as database, database:
                known = database.execute("select name from kept where kind = ?", (kind,))
                gone = {name for (name,) in known}.difference(names)
                database.executemany(
                    "delete from kept where kind = ? and name = ?", ((kind, name) for name in gone)
                )
                database.executemany("insert or replace into kept values (?, ?, ?, ?)", rows)
        except (OSError, sqlite3.Error):
            self._forget()

    def _open(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._file, timeout=_WAIT_SECONDS)
        database.execute("pragma auto_vacuum = full")
        database.execute("pragma synchronous = off")  # a file that is lost costs time, nothing else
        database.execute(_TABLE)
        salt = database.execute("select key from kept where kind = 'salt'").fetchone()
        if salt != (self._salt,):
            with database:
                database.execute("delete from kept")
                database.execute("insert into kept values ('salt', '', ?, x'')", (self._salt,))
        return database

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
