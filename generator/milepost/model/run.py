"""What an experiment left in the vault."""

import datetime
from collections.abc import Mapping
from enum import StrEnum

from milepost.model.frozen import Frozen, field
from milepost.model.path import VaultPath

__all__ = ["RUN_FORMAT", "Check", "Figure", "Metric", "Outcome", "Run"]

RUN_FORMAT = 2
"""The version of `run.json`, raised when a reader of the old one would misread the new one."""


class Outcome(StrEnum):
    """How a run ended."""

    OK = "ok"
    """Its function returned, and every check passed."""
    FAILED = "failed"
    """It did not, one of them did not, or it used or wrote what it may not."""
    TIMEOUT = "timeout"
    """It was ended because its time was up."""


class Figure(Frozen):
    """One image that an experiment saved, in two colour schemes."""

    name: str
    """As the script calls it, unique in its experiment."""
    path: VaultPath
    """The light image, the one that Obsidian and the site embed alike."""
    dark: VaultPath | None
    """The same image for dark pages."""
    alt: str
    """What the figure shows, for readers who cannot see it; never empty."""
    width_px: int
    """Intrinsic width in CSS pixels; reserves space before the image loads."""
    height_px: int
    """Intrinsic height in CSS pixels."""


class Metric(Frozen):
    """One number that an experiment measured."""

    name: str
    value: int | float
    """A count stays a whole number when it is read back."""
    unit: str
    """"" for a plain ratio or count."""


class Check(Frozen):
    """One claim that an experiment tested."""

    what: str
    passed: bool
    detail: str
    """The measured value beside the bound."""


class Run(Frozen):
    """The last recorded run of an experiment."""

    experiment: str
    """The experiment's id."""
    title: str
    question: str
    """The first line of the script's docstring."""
    folder: VaultPath
    """Where its files lie in the vault."""
    note: VaultPath
    """Its results note."""
    outcome: Outcome
    profile: str
    """"small" or "full"."""
    started: datetime.datetime
    """UTC."""
    seconds: float
    """Wall time."""
    serves: tuple[str, ...]
    """Names of the items that it is evidence for, as links would name them."""
    params: Mapping[str, object]
    metrics: tuple[Metric, ...]
    checks: tuple[Check, ...]
    figures: tuple[Figure, ...]
    model: str = ""
    """The language model that it used, "" if none."""
    script: str = ""
    """Its script, relative to the project."""
    before: Mapping[str, float] = field(default_factory=dict[str, float])
    """The metrics of the good run before it, by name."""
    state: str = ""
    """Whether the results still hold: "current", "stale" or "drifted"; "" where nobody knows."""
    state_reasons: tuple[str, ...] = ()
    """Why they are stale or have drifted."""
    source: str = ""
    """The script's text, "" where it is not to be shown."""
    reason: str = ""
    """Why the last run did not end well; the figures and metrics are then those of the last good one."""

    @property
    def badges(self) -> tuple[str, ...]:
        """What a reader should know before they trust the figures, in a word each."""
        doubt = self.state if self.state in ("stale", "drifted") else ""
        if self.outcome is not Outcome.OK:
            doubt = "failed"
        return tuple(filter(None, (self.profile, doubt)))
