"""Where a plan ends and its estimate begins."""

import pytest

from milepost.authoring.plan_line import split_plan
from milepost.settings import DEFAULT_HOURS


@pytest.mark.parametrize(
    ("line", "plan", "estimate"),
    [
        ("Draw the Moon2 hours", "Draw the Moon", "2 hours"),
        ("Draw the Moon (twice)1 hour", "Draw the Moon (twice)", "1 hour"),
        ("Draw the Moon 20 minutes", "Draw the Moon", "20 minutes"),
        ("Draw1 week evenings", "Draw", "1 week evenings"),
        ("Draw2 weekends", "Draw", "2 weekends"),
        ("Draw1 full afternoon (4 hours)", "Draw", "1 full afternoon (4 hours)"),
        ("Draw1.5 hours", "Draw", "1.5 hours"),
        ("Draw2\u00a0hours", "Draw", "2\u00a0hours"),
        ("Draw2 Hours", "Draw", "2 Hours"),
        ("2 hours", "", "2 hours"),
        ("Watch the film (2.5 hours)", "Watch the film (2.5 hours)", ""),
        ("Watch for 2 hours, then draw", "Watch for 2 hours, then draw", ""),
        ("Draw", "Draw", ""),
    ],
)
def test_an_estimate_stands_at_the_end(line: str, plan: str, estimate: str) -> None:
    parts = split_plan(line, DEFAULT_HOURS)
    assert (parts.plan, parts.estimate, parts.doubt) == (plan, estimate, "")


@pytest.mark.parametrize(
    "line", ["Use Gemma 32 hours", "Use f/3.22 hours", "Use 10,20,302 hours", "Use f/1.12.5 hours"]
)
def test_a_plan_that_may_end_in_a_figure_stays_whole_and_is_marked(line: str) -> None:
    parts = split_plan(line, DEFAULT_HOURS)
    assert (parts.plan, parts.estimate) == (line, "")
    assert "may begin with a figure of the plan" in parts.doubt


def test_a_unit_of_the_settings_counts() -> None:
    assert split_plan("Draw2 sprints", {"sprint": 20}).estimate == "2 sprints"
