"""Where the roadmap comes from and where it goes: its history, what to expect, what to do next."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Literal

from milepost.model.frozen import Frozen, field
from milepost.model.history import BurnUp
from milepost.model.path import VaultPath

__all__ = ["Advice", "Forecast", "Outlook", "Prospect"]


class Prospect(StrEnum):
    """Whether there is anything to expect."""

    NOTHING = "nothing"
    """There are no items."""
    REACHED = "reached"
    """Everything is done."""
    TOO_EARLY = "too-early"
    """There are not enough weeks with progress to tell."""
    STANDSTILL = "standstill"
    """There has been no progress for so long that no date could be told."""
    EXPECTED = "expected"
    """There are dates."""


class Forecast(Frozen):
    """When all items of today would be done, going by the weeks so far."""

    prospect: Prospect = Prospect.NOTHING
    weeks: int = 0
    """Weeks with progress so far."""
    early: date | None = None
    """Half of the runs end between `early` and `late`; a day too far ahead to tell is `None`."""
    late: date | None = None
    likely: date | None = None
    """85 % of the runs end by then."""


class Advice(Frozen):
    """An item to take next, and why."""

    item: VaultPath
    reasons: tuple[str, ...]
    """Plain text, the weightiest first: "partial for 84 days", "the least effort in Foundations"."""


class Outlook(Frozen):
    """The roadmap through time."""

    today: date = date.min
    """The day up to which all of it holds: that of the last commit, not of the build."""
    witness: Literal["git", "part of git", "notes"] = "notes"
    """Who tells the past: git, a shallow clone's part of it, or the notes' own dates."""
    burn_up: BurnUp = field(default_factory=BurnUp)
    burn_ups: Mapping[VaultPath, BurnUp] = field(default_factory=dict[VaultPath, BurnUp])
    """Of each phase."""
    forecast: Forecast = field(default_factory=Forecast)
    forecasts: Mapping[VaultPath, Forecast] = field(default_factory=dict[VaultPath, Forecast])
    """Of each phase."""
    next_up: tuple[Advice, ...] = ()
    stale: Mapping[VaultPath, int] = field(default_factory=dict[VaultPath, int])
    """Partial items that nobody has touched for long, with the days since; the stalest first."""
    reviews: Mapping[VaultPath, date] = field(default_factory=dict[VaultPath, date])
    """When done items are to be looked at again, the soonest first."""
    due: Mapping[VaultPath, date] = field(default_factory=dict[VaultPath, date])
    """The reviews that are due today, with the day since when; the longest due first."""
    activity: Mapping[date, int] = field(default_factory=dict[date, int])
    """How many notes were written on each day on which any was, oldest first."""
