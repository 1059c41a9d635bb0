"""What a `Run` writes down."""
# pyright: reportUnknownMemberType=false
# Matplotlib types few of its keyword arguments.

import math
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

from milepost.errors import ExperimentError
from milepost.experiment import Run
from milepost.experiment.journal import Attempt, follow


def attempt(folder: Path) -> Attempt:
    return next(follow(folder))


def test_numbers_of_numpy_become_numbers_of_json(tmp_path: Path) -> None:
    run = Run("demo", tmp_path)
    run.metric("bytes_used", np.int64(46080), unit="B")  # pyright: ignore[reportArgumentType]
    run.metric("share", np.float32(0.5), unit="")  # pyright: ignore[reportArgumentType]
    run.table("by-size", [{"size": np.int64(2), "name": "two"}])  # pyright: ignore[reportArgumentType]
    found = attempt(tmp_path)
    assert [(each.name, each.value, each.unit) for each in found.metrics] == [
        ("bytes_used", 46080, "B"),
        ("share", 0.5, ""),
    ]
    assert found.tables[0].rows == ({"size": 2, "name": "two"},)


@pytest.mark.parametrize(
    "value", [math.nan, math.inf, 10**400, "low"], ids=["nan", "inf", "too large", "words"]
)
def test_a_metric_that_is_no_number_is_recorded_as_such(tmp_path: Path, value: Any) -> None:
    Run("demo", tmp_path).metric("loss", value, unit="nats")
    assert math.isnan(attempt(tmp_path).metrics[0].value)


@pytest.mark.parametrize("value", [True, np.bool_(True)])
def test_a_truth_is_a_metric_of_one_or_nothing(tmp_path: Path, value: Any) -> None:
    Run("demo", tmp_path).metric("converged", value, unit="")
    assert type(attempt(tmp_path).metrics[0].value) is int, "a record holds numbers"


@pytest.mark.parametrize(
    ("measured", "bound", "passed"),
    [
        (3, {"equals": 3}, True),
        (3, {"equals": 4}, False),
        (0.5, {"within": (0.5, 1)}, True),
        (1.1, {"within": (0.5, 1)}, False),
        (1, {"below": 1}, False),
        (1, {"above": 1}, False),
        (2, {"above": 1}, True),
        (math.nan, {"below": 1}, False),
        (math.nan, {"within": (0, 1)}, False),
    ],
)
def test_a_check_holds_the_measured_against_its_bound(
    tmp_path: Path, measured: float, bound: dict[str, Any], passed: bool
) -> None:
    Run("demo", tmp_path).check("claim", measured, **bound)
    assert attempt(tmp_path).checks[0].passed is passed


@pytest.mark.parametrize(
    ("measured", "bound", "detail"),
    [
        (0.98765, {"within": (0.5, 1.0)}, "0.9877, to be within 0.5 and 1"),
        (0.1 + 0.2, {"equals": 0.3}, "0.30000000000000004, to be equal to 0.3"),
        (1.00001, {"below": 1}, "1.00001, to be below 1"),
        ("yes", {"equals": "no"}, "yes, to be equal to no"),
    ],
)
def test_a_check_says_what_was_measured_so_that_it_differs_from_the_bound(
    tmp_path: Path, measured: float | str, bound: dict[str, Any], detail: str
) -> None:
    Run("demo", tmp_path).check("claim", measured, **bound)
    assert attempt(tmp_path).checks[0].detail == detail


MISUSES: dict[str, Callable[[Run], object]] = {
    "no bound": lambda run: run.check("claim", 1),
    "two bounds": lambda run: run.check("claim", 1, above=0, below=2),
    "odd name": lambda run: run.metric("Not a name", 1, unit=""),
    "name twice": lambda run: [run.metric("twice", 1, unit="") for _ in range(2)],
    "no alt": lambda run: run.figure("line", lambda figure: figure.subplots(), alt="  "),
    "odd figure": lambda run: run.figure("../line", lambda figure: figure.subplots(), alt="A line"),
    "uneven rows": lambda run: run.table("rows", [{"a": 1}, {"b": 1}]),
    "no rows": lambda run: run.table("rows", []),
}


@pytest.mark.parametrize("misuse", MISUSES.values(), ids=MISUSES)
def test_misuse_is_an_error(tmp_path: Path, misuse: Callable[[Run], object]) -> None:
    with pytest.raises(ExperimentError):
        misuse(Run("demo", tmp_path))


def test_a_figure_is_drawn_for_light_and_for_dark_pages(tmp_path: Path) -> None:
    Run("demo", tmp_path).figure("line", lambda figure: figure.subplots().plot([1, 2]), alt="A line.")
    drawn = attempt(tmp_path).figures[0]
    assert (drawn.light, drawn.dark) == ("demo--line.svg", "demo--line.dark.svg")
    assert (drawn.width_px, drawn.height_px, drawn.alt) == (640, 400, "A line.")
    light, dark = ((tmp_path / name).read_text() for name in (drawn.light, drawn.dark))
    assert light != dark
    assert 'viewBox="0 0 480 300"' in light, "points, of which 3 make 4 pixels"


def test_what_has_no_name_draws_once_though_it_has_data(tmp_path: Path) -> None:
    def draw(figure: Figure, color: str, heights: list[int]) -> None:
        figure.text(0.5, 0.5, f"{color} {heights}")

    Run("demo", tmp_path).figure("line", partial(draw, color="red"), data={"heights": [1]}, alt="A line.")
    assert [each.draw for each in attempt(tmp_path).figures] == [""]


def test_tracking_gives_the_items_and_tells_how_far_it_is(tmp_path: Path) -> None:
    journal = follow(tmp_path)
    items = Run("demo", tmp_path).track(["a", "b"])
    assert next(items) == "a"
    progress = next(journal).progress
    assert (progress.done, progress.total) == (0, 2)
    assert list(items) == ["b"]


def test_half_a_line_is_left_for_later(tmp_path: Path) -> None:
    run, journal = Run("demo", tmp_path), follow(tmp_path)
    run.metric("first", 1, unit="")
    file = tmp_path / "journal.jsonl"
    whole = file.read_text()
    file.write_text(whole + '{"kind": "met')
    assert len(next(journal).metrics) == 1
    with file.open("a") as end:
        end.write('ric", "name": "second", "value": 2, "unit": ""}\n')
    assert [each.name for each in next(journal).metrics] == ["first", "second"]
