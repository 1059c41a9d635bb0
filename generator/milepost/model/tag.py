"""A tag and what has it."""

from milepost.model.frozen import Frozen
from milepost.model.path import VaultPath

__all__ = ["Tag"]


class Tag(Frozen):
    """One tag: "maths/algebra" is below "maths"."""

    name: str
    """The whole of it, without `#`, as first written in path order."""
    notes: tuple[VaultPath, ...]
    """The public notes that have it or one below it, in path order, then such canvases."""
    below: tuple[str, ...]
    """The keys of the tags right below it, sorted."""
