"""A script that is started by itself, as `python experiments/<name>.py`."""

import sys
from pathlib import Path

from milepost.errors import ExperimentError
from milepost.experiment.declare import read_declaration
from milepost.experiment.report import exit_status
from milepost.experiment.request import Request
from milepost.experiment.runner import run_experiment

__all__ = ["run_alone"]


def run_alone(file: Path) -> int:
    """Run one script's small profile, print what became of it, and give back the exit status.

    The vault is the nearest folder called `vault` above the script.
    """
    try:
        declaration = read_declaration(file)
        roots = file.resolve().parents
        root = next((each for each in roots if (each / "vault").is_dir()), None)
        if root is None:
            raise ExperimentError(
                str(file), f"has no vault above it; use: milepost run {declaration.id} --vault DIR"
            )
        report = run_experiment(Request(declaration, root / "vault", root, named=True, say=_say))
    except ExperimentError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stderr.write(report.output)
    sys.stdout.write(f"{report}\n")
    return exit_status([report])


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
