"""What the process of an experiment is told: which script, with what, and where to leave its journal."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Job", "read_job", "write_job"]

_NAME = "job.json"


@dataclass(frozen=True, slots=True)
class Job:
    """One run, as the runner wants it."""

    script: Path
    params: Mapping[str, object]
    """What the function gets beside its `Run`."""
    model: Path | None
    """The folder of the model, made ready; `None` for an experiment that needs none."""


def write_job(job: Job, folder: Path) -> None:
    """Leave the job in the folder that the run will work in."""
    values = {"script": str(job.script), "params": job.params, "model": job.model and str(job.model)}
    (folder / _NAME).write_text(json.dumps(values), encoding="utf-8")


def read_job(folder: Path) -> Job:
    """The job that was left in the folder."""
    values = json.loads((folder / _NAME).read_text(encoding="utf-8"))
    return Job(Path(values["script"]), values["params"], Path(values["model"]) if values["model"] else None)
