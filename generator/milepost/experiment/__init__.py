"""What experiments import: the decorator that declares one, and the `Run` that it reports through.

Importing it is light: Matplotlib loads when the first figure is drawn, and a site build never gets here.
"""

from milepost.experiment.run import Run
from milepost.experiment.script import Experiment, experiment

__all__ = ["Experiment", "Run", "experiment"]
