"""Planned changes to a vault, before anything is written."""

from dataclasses import dataclass

from milepost.model.path import VaultPath

__all__ = ["Edit"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One file to write. Text is exact: line ends and a byte order mark are kept as they stand in it."""

    path: VaultPath
    before: str | None
    """What the file must still hold when it is written; `None` where it must not exist."""
    after: str
