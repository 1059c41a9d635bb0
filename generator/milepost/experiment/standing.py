"""How an experiment stands: whether it ran, and whether its results still hold."""

from pathlib import Path
from typing import Literal

from msgspec import to_builtins

from milepost.experiment.declare import Declaration
from milepost.experiment.freshness import compare, installed_drift
from milepost.experiment.models import ModelChoice
from milepost.experiment.record import read_record
from milepost.model.frozen import Frozen
from milepost.model.run import Outcome

__all__ = ["Standing", "standing_of"]

State = Literal["new", "current", "drifted", "redraw", "stale", "failed"]


class Standing(Frozen):
    """One line of the list."""

    experiment: str
    title: str
    state: State
    reasons: tuple[str, ...]
    """Why it is not current, or has drifted."""
    profile: str
    """Whose results there are; "" if there are none."""
    seconds: float | None
    """Wall time of the run that gave them."""

    def as_dict(self) -> dict[str, object]:
        """The same as JSON can hold it."""
        return to_builtins(self)


def standing_of(declaration: Declaration, vault: Path, root: Path, model: ModelChoice) -> Standing:
    """How the experiment stands, by its record in the vault and the project as it is now."""
    folder = vault.resolve() / "experiments" / declaration.id
    record = read_record(folder)
    if record is None:
        return Standing(declaration.id, declaration.title, "new", (), "", None)
    seconds = record.measured.get("seconds")

    def standing(state: State, *reasons: str) -> Standing:
        took = float(seconds) if isinstance(seconds, (int, float)) else None
        return Standing(declaration.id, declaration.title, state, reasons, record.profile, took)

    if record.outcome is not Outcome.OK:
        return standing("failed", record.reason)
    found = compare(record, declaration, root, folder, model)
    if found.results:
        return standing("stale", *found.results)
    if found.looks:
        return standing("redraw", *found.looks)
    drift = installed_drift(record)
    return standing("drifted", *drift) if drift else standing("current")
