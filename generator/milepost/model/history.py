"""What git knows of a vault, and how far the roadmap was on each day."""

from collections.abc import Mapping
from datetime import date, datetime

from milepost.model.frozen import Frozen, field
from milepost.model.path import VaultPath

__all__ = ["BurnUp", "Facts", "History", "Point", "Trace", "Version"]

Facts = Mapping[str, object]
"""The properties of a past note that still matter, as JSON could hold them."""


class Version(Frozen):
    """What a note said of itself from one day on."""

    day: date
    """By its author's clock and zone."""
    facts: Facts


class Trace(Frozen):
    """One note through the commits, whatever it was called."""

    path: VaultPath
    """Its name today, or the last that it had."""
    versions: tuple[Version, ...]
    """Oldest first, at most one a day: the last of the day, where it says something new."""
    days: tuple[date, ...]
    """When it was written, oldest first, each day once."""
    ended: date | None = None
    """When it was deleted; `None` while it is there."""


class History(Frozen):
    """What git knows of a vault's files, and of files that were in it."""

    changed: Mapping[VaultPath, datetime] = field(default_factory=dict[VaultPath, datetime])
    """When each file was last written, by its author's clock and zone; a new name alone does not count."""
    is_whole: bool = True
    """Whether all commits are there; a shallow clone lacks the older ones, and so the dates of most files."""
    traces: tuple[Trace, ...] = ()
    """Every note that is or was in the vault, by path."""
    day: date | None = None
    """The day of the commit that is checked out."""


class Point(Frozen):
    """How far the roadmap was at the end of a day."""

    day: date
    halves: int
    """Half-points reached, of `2 * total`."""
    total: int
    """Items on the roadmap."""


class BurnUp(Frozen):
    """How the roadmap, or one phase of it, grew and was done."""

    points: tuple[Point, ...] = ()
    """One for each day on which something changed, oldest first, and one for today."""
    gains: Mapping[date, int] = field(default_factory=dict[date, int])
    """Half-points of work on each day on which there was any: not what came to the roadmap done already."""
