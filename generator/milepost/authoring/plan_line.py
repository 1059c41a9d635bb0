"""A practice plan with its estimate glued to the end: `… on your own notes2 hours`."""

import re
from collections.abc import Iterable

from milepost.model.frozen import Frozen
from milepost.roadmap.estimate import amount_pattern

__all__ = ["split_plan"]

_LARGEST_CREDIBLE = 20
_ENDS_IN_FIGURE = re.compile(r"[0-9][.,]?$")


class PlanLine(Frozen):
    """The two halves of a plan's line."""

    plan: str
    estimate: str
    """The words as written, "" where there are none."""
    doubt: str = ""
    """Why a person should look at it, "" where all is clear."""


def split_plan(line: str, units: Iterable[str]) -> PlanLine:
    """The plan and its estimate.

    A plan that itself ends in a figure (`… Gemma 3` and `2 hours`) cannot be told from a larger estimate.
    Where that may have happened the line stays whole, so that no figure is made up.
    """
    text = line.strip()
    found = re.search(amount_pattern(units) + r"(?:\s*\([^()]*\))?$", text, re.IGNORECASE)
    if not found:
        return PlanLine(text, "")
    plan, estimate = text[: found.start()], text[found.start() :]
    whole, _, fraction = found["number"].replace(",", ".").partition(".")
    if int(whole) > _LARGEST_CREDIBLE or len(fraction) > 1 or _ENDS_IN_FIGURE.search(plan):
        doubt = f'"{estimate}" may begin with a figure of the plan; no estimate is taken from it'
        return PlanLine(text, "", doubt)
    return PlanLine(plan.rstrip(), estimate)
