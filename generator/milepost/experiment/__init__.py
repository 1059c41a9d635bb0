"""What experiments import: the decorator that declares one, and the `Run` that it reports through.

Importing it is light: Matplotlib loads when the first figure is drawn, and all that runs an experiment when
one is declared; a site's build only reads what runs have left.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.experiment.run import Run
    from milepost.experiment.script import Experiment, experiment

__all__ = ["Experiment", "Run", "experiment"]

_PLACES = {"Experiment": "script", "Run": "run", "experiment": "script"}


def __getattr__(name: str) -> object:
    """A public name, from the module that it is in."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
