"""The roadmap: items, phases, and progress counted in whole half-points."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from operator import add

from msgspec.structs import astuple

from milepost.model.frozen import Frozen
from milepost.model.path import VaultPath

__all__ = ["Item", "Phase", "PhaseName", "Progress", "Roadmap", "Status"]


class Status(StrEnum):
    """How far an item is."""

    TODO = "todo"
    """Not begun; counts nothing."""
    PARTIAL = "partial"
    """Begun; counts half."""
    DONE = "done"
    """Finished; counts whole."""
    SKIPPED = "skipped"
    """Decided against: it is shown, but in no sum."""

    @property
    def counts(self) -> bool:
        """Whether one item of this status is among those that there are to do."""
        return self is not Status.SKIPPED

    @property
    def is_open(self) -> bool:
        """Whether something is left to do, for which others may have to wait."""
        return self in (Status.TODO, Status.PARTIAL)

    @property
    def halves(self) -> int:
        """The half-points that one item of this status counts."""
        return {Status.PARTIAL: 1, Status.DONE: 2}.get(self, 0)


class Progress(Frozen):
    """How much of something is done, exactly.

    Adding two gives the progress of both together, in any order.
    """

    done: int = 0
    partial: int = 0
    todo: int = 0
    minutes: int = 0
    """Estimated time of all items together."""
    half_minutes_left: int = 0
    """Estimated time still ahead, in half minutes: a partial item counts half of its estimate."""
    unestimated: int = 0
    """Items without an estimate, which the times leave out."""
    unproven: int = 0
    """Done items that no write-up and no experiment mentions."""
    withheld: int = 0
    """Half-points that unproven items do not count, where the settings say so."""
    skipped: int = 0
    """Items that are in none of the other figures."""

    @property
    def total(self) -> int:
        """The number of items that count."""
        return self.done + self.partial + self.todo

    @property
    def halves(self) -> int:
        """Half-points reached, of `2 * total`."""
        return 2 * self.done + self.partial - self.withheld

    @property
    def percent(self) -> int:
        """The share reached in percent, rounded half up, once; 0 of nothing.

        >>> Progress(done=114, partial=41, todo=39).percent, Progress(done=15, partial=7, todo=10).percent
        (69, 58)
        """
        return _percent(self.halves, 2 * self.total)

    @property
    def percent_of_time(self) -> int | None:
        """The share reached of the estimated time, likewise; `None` where nothing is estimated."""
        whole = 2 * self.minutes
        return _percent(whole - self.half_minutes_left, whole) if whole else None

    def __add__(self, other: "Progress") -> "Progress":
        return Progress(*map(add, astuple(self), astuple(other)))


def _percent(part: int, whole: int) -> int:
    """Rounded half up, once; 0 of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else 0


class Item(Frozen):
    """One thing to learn: a note with `type: item`."""

    path: VaultPath
    title: str
    phase: VaultPath | None
    """The phase's note; `None` where the item names none, or one that does not exist."""
    kind: str | None
    status: Status
    """`TODO` where the note says nothing that is understood."""
    order: int | None
    estimate: str | None
    minutes: int | None
    """The estimate as time; `None` where there is none or it cannot be read."""
    is_milestone: bool = False
    after: tuple[VaultPath, ...] = ()
    """Items to finish first, as written."""
    started: date | None = None
    """When it was begun and when it was done, by the note's own word."""
    done: date | None = None
    review: date | None = None
    """When the note asks for a review."""
    reviewed: tuple[date, ...] = ()
    """When there was one, the earliest first."""
    write_ups: tuple[VaultPath, ...] = ()
    """Write-ups that mention the item, newest first."""
    runs: tuple[str, ...] = ()
    """Ids of the experiments that serve the item or are embedded by its note, sorted."""
    withheld: int = 0
    """Half-points that the item does not count for want of evidence, where the settings say so."""

    @property
    def is_unproven(self) -> bool:
        """Whether it is done, and no write-up and no experiment mentions it."""
        return self.status is Status.DONE and not self.write_ups and not self.runs


class Phase(Frozen):
    """One leg of the roadmap: a note with `type: phase`."""

    path: VaultPath
    title: str
    tagline: str
    number: int
    """Its `order`, else its place among the phases, counted from 1."""
    items: tuple[Item, ...]
    """By `order`, then path."""
    progress: Progress
    by_kind: Mapping[str, Progress]


class PhaseName(Frozen):
    """The phase that an item is in, without its progress, which changes more often."""

    path: VaultPath
    number: int
    title: str


class Roadmap(Frozen):
    """All phases, in order."""

    path: VaultPath | None
    """The note with `type: roadmap`, if there is one."""
    title: str
    phases: tuple[Phase, ...]
    phase_count: int
    """How many phases there are or will be: the roadmap may know of more than have notes."""
    unplaced: tuple[Item, ...]
    """Items of no phase that exists; they count in the whole."""
    progress: Progress
    by_kind: Mapping[str, Progress]
    kinds: tuple[str, ...]
    """The kinds in use, in the order of the settings, unknown ones after them."""

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, phase by phase, those without a phase last."""
        return (*(item for phase in self.phases for item in phase.items), *self.unplaced)

    @property
    def notes(self) -> frozenset[VaultPath]:
        """Every note that has a part in it."""
        own = () if self.path is None else (self.path,)
        return frozenset((*own, *(phase.path for phase in self.phases), *(item.path for item in self.items)))
