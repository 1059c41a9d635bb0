"""Planned changes to a vault, before anything is written."""

from milepost.model.frozen import Frozen
from milepost.model.path import VaultPath

__all__ = ["Edit"]


class Edit(Frozen):
    """One file to write. Text is exact: line ends and a byte order mark are kept as they stand in it."""

    path: VaultPath
    before: str | None
    """What the file must still hold when it is written; `None` where it must not exist."""
    after: str
