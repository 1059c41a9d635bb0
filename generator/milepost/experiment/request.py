"""What a user asks of an experiment."""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from milepost.experiment.declare import Declaration, Profile
from milepost.experiment.journal import Progress
from milepost.experiment.models import ModelChoice
from milepost.model.frozen import Frozen, field
from milepost.model.path import CACHE_FOLDER

__all__ = ["Request"]


def _nobody(told: object) -> None:
    """Told when nobody looks."""


class Request(Frozen):
    """One experiment to be run, if it needs it."""

    declaration: Declaration
    vault: Path
    root: Path
    """The project's folder, which holds scripts, data and cache."""
    profile: Profile = "small"
    """Whose parameters it gets."""
    changed: Mapping[str, object] = field(default_factory=dict[str, object])
    """Parameters given by hand. The results then go to a scratch folder and replace nothing."""
    model: ModelChoice | None = None
    """What an experiment that needs a model gets; `None` leaves it to `choose_model`."""
    named: bool = False
    """The user asked for this one, so it runs even if its results are current."""
    force: bool = False
    """As `named`; overwrites hand-made changes, and full results by small ones."""
    dry_run: bool = False
    """Only say whether it would run; nothing is run or written."""
    on_progress: Callable[[Progress], None] = _nobody
    """Told about ten times a second; what it raises ends the run."""
    say: Callable[[str], None] = _nobody
    """Told in a sentence what takes long before the run begins, or will make it slow."""

    @property
    def params(self) -> Mapping[str, object]:
        """What the function gets beside its `Run`."""
        return {**self.declaration.params(self.profile), **self.changed}

    @property
    def folder(self) -> Path:
        """Where the results go: the vault, or for parameters by hand a scratch folder."""
        name = self.declaration.id
        if self.changed:
            return self.root.resolve() / CACHE_FOLDER / "scratch" / name
        return self.vault.resolve() / "experiments" / name

    @property
    def checkpoint(self) -> Path:
        """Where the items of `Run.map` outlive a killed run, and runs with other parameters."""
        params = json.dumps(self.params, sort_keys=True).encode()
        name = f"{self.declaration.id}-{hashlib.sha256(params).hexdigest()[:16]}.jsonl"
        return self.root.resolve() / CACHE_FOLDER / "kept" / name
