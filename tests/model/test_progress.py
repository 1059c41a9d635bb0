"""Progress in whole half-points, and the percentages that people see."""

import pytest

from milepost.model.roadmap import Progress


@pytest.mark.parametrize(
    ("done", "partial", "todo", "percent"),
    [
        (114, 41, 39, 69),  # 269 of 388 half-points: 69.33
        (15, 7, 10, 58),  # 37 of 64: 57.81
        (0, 0, 0, 0),
        (0, 0, 5, 0),
        (5, 0, 0, 100),
        (0, 1, 0, 50),
        (0, 1, 99, 1),  # exactly 0.5
        (1, 0, 199, 1),  # exactly 0.5
        (0, 1, 100, 0),  # 0.495
        (99, 1, 0, 100),  # exactly 99.5
        (12, 1, 87, 13),  # exactly 12.5: half up, not to the even neighbour
        (13, 1, 86, 14),  # exactly 13.5
    ],
)
def test_percent_is_rounded_half_up(done: int, partial: int, todo: int, percent: int) -> None:
    assert Progress(done, partial, todo).percent == percent


def test_a_partial_item_counts_half_of_a_done_one() -> None:
    assert (Progress(done=1).halves, Progress(partial=1).halves, Progress(todo=1).halves) == (2, 1, 0)


def test_a_whole_adds_every_figure_of_its_parts() -> None:
    parts = Progress(1, 2, 3, 40, 50, 6) + Progress(10, 20, 30, 400, 500, 60)
    assert parts == Progress(11, 22, 33, 440, 550, 66)
