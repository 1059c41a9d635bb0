"""What to tell the user about one experiment."""

from collections.abc import Iterable
from enum import StrEnum

from milepost.model.frozen import Frozen

__all__ = ["Report", "Verdict", "exit_status"]


class Verdict(StrEnum):
    """What became of a request to run an experiment."""

    OK = "ok"
    """It ran, and its results are where they belong."""
    REDRAWN = "redrawn"
    """Only how its results are shown had changed: they were shown anew, and nothing was computed."""
    FAILED = "failed"
    """It ran and did not end well; the vault says so beside the last good results."""
    CURRENT = "current"
    """Nothing that decides its results has changed, so it was not run."""
    DUE = "due"
    """It would run; this was a dry run."""
    KEPT = "kept"
    """Better results stand, so it was not run."""
    REFUSED = "refused"
    """It lacks what it needs, or running it would overwrite what should stay."""


class Report(Frozen):
    """What to tell the user about one experiment."""

    experiment: str
    verdict: Verdict
    message: str
    output: str = ""
    """The end of what the script wrote; "" where it ran well or not at all."""

    def __str__(self) -> str:
        return f"{self.experiment}: {self.verdict}: {self.message}"


def exit_status(reports: Iterable[Report]) -> int:
    """0 if all is well, 1 if an experiment failed, 2 if one was refused."""
    rank = {Verdict.FAILED: 1, Verdict.REFUSED: 2}
    return max((rank.get(each.verdict, 0) for each in reports), default=0)
