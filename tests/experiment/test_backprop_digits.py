"""The digits experiment: each of its checks fails on a mistake made on purpose."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from milepost.experiment import Run
from milepost.experiment.declare import read_declaration
from milepost.experiment.journal import follow

SCRIPT = Path(__file__).parents[2] / "experiments" / "backprop_digits.py"
GRADIENT, CONTROL, TRAINING, HELD_OUT, ACCURACY = range(5)

Slopes = dict[str, NDArray[np.float64]]

# What each mistake makes of the right slopes for a number of pictures.
MISTAKES: dict[str, Callable[[Slopes, int], Slopes]] = {
    "a wrong sign": lambda slopes, _: {**slopes, "w1": -slopes["w1"]},
    "a forgotten bias": lambda slopes, _: {**slopes, "b2": 0 * slopes["b2"]},
    "no mean over the batch": lambda slopes, size: {name: each * size for name, each in slopes.items()},
    "a hair too large": lambda slopes, _: {**slopes, "w2": slopes["w2"] * 1.0001},
}


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The script, loaded anew, so that a test may break it, and without the time that figures take."""

    def no_figure(*_: object, **__: object) -> None:
        return None

    monkeypatch.setattr(Run, "figure", no_figure)
    monkeypatch.setattr(sys, "path", [str(SCRIPT.parent), *sys.path])
    spec = importlib.util.spec_from_file_location("backprop_digits", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def passed(script: Any, folder: Path, epochs: int = 30) -> list[bool]:
    """Which checks pass, in their order."""
    params = {**read_declaration(SCRIPT).params("small"), "epochs": epochs}
    script.main.function(Run("backprop-digits", folder), **params)
    return [each.passed for each in next(follow(folder)).checks]


def test_as_written_every_check_passes(script: Any, tmp_path: Path) -> None:
    assert passed(script, tmp_path) == [True] * 5


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_wrong_backward_pass_fails_the_gradient_check(
    script: Any, tmp_path: Path, mistake: Callable[[Slopes, int], Slopes]
) -> None:
    right = script.backward

    def wrong(network: Slopes, x: Any, y: Any, **options: bool) -> Slopes:
        return mistake(right(network, x, y, **options), len(y))

    script.backward = wrong
    assert not passed(script, tmp_path, epochs=0)[GRADIENT]


def test_a_control_that_makes_no_mistake_fails(script: Any, tmp_path: Path) -> None:
    right = script.backward

    def careful(*given: Any, forget_relu: bool = False) -> Slopes:
        return right(*given)

    script.backward = careful
    found = passed(script, tmp_path, epochs=0)
    assert (found[GRADIENT], found[CONTROL]) == (True, False)


def test_a_network_that_does_not_learn_fails_the_other_checks(script: Any, tmp_path: Path) -> None:
    def idle(*_: object) -> None:
        return None

    script.learn = idle
    found = passed(script, tmp_path)
    assert [found[TRAINING], found[HELD_OUT], found[ACCURACY]] == [False] * 3


def test_one_that_learns_by_heart_fails_on_what_it_has_not_seen(script: Any, tmp_path: Path) -> None:
    right = script.split_digits

    def strange(rng: np.random.Generator) -> Any:
        learnt, (x_held, y_held) = right(rng)
        return learnt, (x_held, (y_held + 1) % 10)

    script.split_digits = strange
    found = passed(script, tmp_path)
    assert [found[TRAINING], found[HELD_OUT], found[ACCURACY]] == [True, False, False]


def test_slopes_of_nothing_agree(script: Any) -> None:
    assert script.relative_errors(np.zeros(2), np.zeros(2)).tolist() == [0, 0]
