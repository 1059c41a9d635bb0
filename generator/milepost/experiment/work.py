"""The folder that a run works in: what is put there before, and what is taken from it afterwards."""

import json
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import asdict

from milepost.experiment.job import Job
from milepost.experiment.journal import Attempt
from milepost.experiment.models import Model
from milepost.experiment.request import Request
from milepost.experiment.results import DATA

__all__ = ["command_of", "files_of", "job_of", "working_folder"]


@contextmanager
def working_folder() -> Generator[Path]:
    """A folder of its own for one run; it goes away with whatever the script leaves there."""
    with tempfile.TemporaryDirectory(prefix="milepost-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def job_of(request: Request, model: Model | None) -> Job:
    """What the process is told."""
    return Job(
        script=str(request.declaration.file.resolve()),
        root=str(request.root.resolve()),
        results=str(request.folder),
        checkpoint=str(request.checkpoint),
        params=request.params,
        model={**asdict(model), "folder": str(model.folder or "")} if model else None,
    )


def command_of(work: Path) -> tuple[str, ...]:
    """The command that does the job in the folder."""
    return (sys.executable, "-P", "-m", "milepost.experiment.child", str(work))


def files_of(attempt: Attempt, work: Path) -> dict[str, str]:
    """What a run has made, by the name that it gets beside the record."""
    names = [name for each in attempt.figures for name in (each.light, each.dark)]
    files = {name: (work / name).read_text("utf-8") for name in names}
    if attempt.data:
        files[DATA] = json.dumps(attempt.data, ensure_ascii=False, separators=(",", ":")) + "\n"
    return files
