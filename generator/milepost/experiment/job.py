"""What the process of an experiment is told: which script, with what, and where to leave its journal."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import to_builtins

from milepost.model.frozen import Frozen

__all__ = ["Job", "read_job", "write_job"]

_NAME = "job.json"


class Job(Frozen):
    """One run, as the runner wants it."""

    script: str
    """The script's file."""
    root: str
    """The project's folder; what is used from below it is an input."""
    results: str
    """The folder of the results: what lies there is no input."""
    checkpoint: str
    """The file in which the items of `Run.map` outlive a killed run."""
    params: Mapping[str, object]
    """What the function gets beside its `Run`."""
    model: Mapping[str, str] | None = None
    """Name, source, digest, folder and address of the model; `None` for an experiment that needs none."""
    redraws: Sequence[Mapping[str, Any]] | None = None
    """Figures to draw again instead of running anything; see `redraw`."""


def write_job(job: Job, folder: Path) -> None:
    """Leave the job in the folder that the run will work in."""
    (folder / _NAME).write_text(json.dumps(to_builtins(job)), encoding="utf-8")


def read_job(folder: Path) -> Job:
    """The job that was left in the folder."""
    values: dict[str, Any] = json.loads((folder / _NAME).read_text(encoding="utf-8"))
    return Job(**values)
