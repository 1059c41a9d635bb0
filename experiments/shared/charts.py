"""Words and marks on figures."""

# pyright: reportUnknownMemberType=false
# Matplotlib types few of its keyword arguments.

from typing import Any

from matplotlib.axes import Axes

__all__ = ["LEVEL_DASHES", "label", "level"]

LEVEL_DASHES = (0, (4, 2.5))
"""How lines look that are no measurement but something to compare with."""


def label(
    axes: Axes,
    words: str,
    at: tuple[float, float],
    shift_points: tuple[float, float],
    color: Any,
    **align: Any,
) -> None:
    """Words beside a point, in the colour of what they name."""
    axes.annotate(words, at, shift_points, textcoords="offset points", color=color, **align)


def level(
    axes: Axes,
    words: str,
    value: float,
    reach: tuple[float, float],
    color: str,
    *,
    shift_points: tuple[float, float] = (0, 5),
    at_end: bool = True,
) -> None:
    """A dashed line across, from and to `reach`, and its name above one end."""
    axes.plot(reach, (value, value), color=color, linestyle=LEVEL_DASHES, linewidth=1.5)
    start, end = reach
    label(
        axes, words, (end if at_end else start, value), shift_points, color, ha="right" if at_end else "left"
    )
