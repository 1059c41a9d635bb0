"""Figures drawn again from what is kept of a run."""

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from milepost.errors import ExperimentError
from milepost.experiment.run import Run

__all__ = ["redraw"]


def redraw(experiment: str, figures: Sequence[Mapping[str, Any]], folder: Path) -> None:
    """Draw the figures into the folder, each by the function that drew it before, and from the same data.

    Args:
        experiment: The experiment's id; its script is loaded.
        figures: Of each its `name`, `alt`, `draw` (module and function) and `data`.
        folder: Where the drawings and a journal go.

    Raises:
        ExperimentError: a function is there no more.
    """
    run = Run(experiment, folder)
    for each in figures:
        module, _, name = each["draw"].rpartition(".")
        try:
            draw = getattr(importlib.import_module(module), name)
        except (ModuleNotFoundError, AttributeError) as error:
            message = f"{each['draw']} is there no more; run it again"
            raise ExperimentError(f"figure {each['name']!r}", message) from error
        run.figure(each["name"], draw, alt=each["alt"], data=each["data"])
