"""The decorator that makes a function an experiment."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from milepost.experiment.alone import run_alone
from milepost.model.frozen import Frozen

__all__ = ["Experiment", "experiment"]


class Experiment(Frozen):
    """A decorated function; calling it runs the small profile as `milepost run` would."""

    function: Callable[..., None]
    """The function itself; it takes a `Run` and the parameters of a profile."""

    def __call__(self) -> None:
        """Run the script alone and exit: 0 fine, 1 failed, 2 refused."""
        raise SystemExit(run_alone(Path(inspect.getfile(self.function))))


def experiment(
    *,
    id: str,  # noqa: A002 - the word that results, commands and notes use
    title: str,
    serves: Sequence[str],
    small: Mapping[str, object],
    full: Mapping[str, object],
    timeout: float,
    seed: int,
    needs: Sequence[str] = (),
    memory: float = 4,
    timing: bool = False,
) -> Callable[[Callable[..., None]], Experiment]:
    """A decorator that declares the function as this script's experiment.

    The arguments must be literals: they are read from the source (`milepost.experiment.declare`), so that
    listing experiments and judging their results loads no script. Here they serve editors only.

    Args:
        id: Names the results: lower-case words joined by "-", unique among the scripts.
        title: Names the experiment for readers.
        serves: The items it is evidence for, named as links would name them.
        small: Parameters that finish within a minute on two cores.
        full: Parameters for a capable machine.
        timeout: Seconds of wall time after which the run is ended.
        seed: Where every random choice starts.
        memory: GiB that the small profile may hold; the full one may hold most of the machine's.
        timing: It measures time, so it runs alone, and its results differ from run to run.
        needs: What must be there beside packages: "model", a language model that mlx-lm loads, or "text",
            its answers, which a server may give.
    """
    return Experiment
