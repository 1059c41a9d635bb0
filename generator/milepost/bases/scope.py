"""What a formula may ask: about its row, about files, about the time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from milepost.bases.values import Date, FileRef, Link, Value
from milepost.model.path import VaultPath

__all__ = ["FileFacts", "Scope"]


class FileFacts(Protocol):
    """What is known of a file. Each may be found only when it is asked for: backlinks are dear."""

    @property
    def path(self) -> VaultPath:
        """Where it lies in the vault."""
        ...

    @property
    def size(self) -> int:
        """Bytes."""
        ...

    @property
    def properties(self) -> Mapping[str, Value]:
        """All properties of a note; empty for any other file."""
        ...

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags, each with its `#`, those in properties too."""
        ...

    @property
    def links(self) -> tuple[Link, ...]:
        """Its links to files, those in properties too."""
        ...

    @property
    def embeds(self) -> tuple[Link, ...]:
        """What it embeds."""
        ...

    @property
    def backlinks(self) -> tuple[FileRef, ...]:
        """The files that link to it."""
        ...

    @property
    def ctime(self) -> Date | None:
        """When it was made, where that is known."""
        ...

    @property
    def mtime(self) -> Date | None:
        """When it was last changed, where that is known."""
        ...


class Scope(Protocol):
    """One row of a base, or whatever else a formula is worked out for.

    A summary's scope answers `note("values")` with the column's values.
    """

    def note(self, name: str) -> Value:
        """A property of the row's note; nothing if it has none of that name."""
        ...

    def file(self) -> FileRef | None:
        """The row's file."""
        ...

    def this(self) -> FileRef | None:
        """The file that embeds the base, or the base itself."""
        ...

    def formula(self, name: str) -> Value:
        """Another formula of the base.

        Raises:
            FormulaError: There is none of that name, or it asks for itself.
        """
        ...

    def about(self, file: FileRef) -> FileFacts | None:
        """What is known of a file; nothing where readers may not know of it."""
        ...

    def resolve(self, target: str, source: FileRef | None) -> FileRef | None:
        """The file that a link to `target` in `source` leads to."""
        ...

    def now(self) -> datetime:
        """The moment that the site is built for; naive, as dates are."""
        ...
