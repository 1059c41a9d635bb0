"""One Matplotlib look in two colour schemes, drawn as SVG that is the same byte for byte every time.

Loads Matplotlib, so nothing but the drawing of a figure imports it.
"""

# pyright: reportUnknownMemberType=false
# Matplotlib types few of its keyword arguments.

import io
import re
from collections.abc import Callable
from typing import Any

import matplotlib as mpl
from cycler import cycler
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from matplotlib.transforms import IdentityTransform

from milepost.model.frozen import Frozen

__all__ = ["HEIGHT_PX", "SCHEMES", "WIDTH_PX", "Scheme", "draw_svg"]

WIDTH_PX, HEIGHT_PX = 640, 400
"""Size of every figure in CSS pixels."""

_POINTS_PER_PX = 0.75
_POINTS_PER_INCH = 72

_PLACES = re.compile(r' (?:d|x|y)="[^"]*"|translate\([^)]*\)')
_BREAK = re.compile(r" *\n")
_DECIMALS = re.compile(r"-?\d+\.\d{3,}")


class Scheme(Frozen):
    """The colours of one scheme; lines and words keep 4.5:1 against the card."""

    name: str
    card: str
    """Painted behind the figure: Obsidian shows the light file on its dark theme too."""
    text: str
    muted: str
    """Axes and their numbers."""
    grid: str
    series: tuple[str, ...]
    """Told apart by the colour-blind as well: they differ in lightness, not in hue alone."""


SCHEMES = (
    Scheme(
        "light",
        "#ffffff",
        "#1f2430",
        "#5b6270",
        "#e6e8ec",
        ("#0b5fa5", "#b8470b", "#0a7a5c", "#8a3f94", "#6b6400"),
    ),
    Scheme(
        "dark",
        "#1e2129",
        "#eceef2",
        "#a5adba",
        "#343943",
        ("#6fb8f0", "#ff9d5c", "#4cd0a3", "#dba6ea", "#dccb55"),
    ),
)


def draw_svg(draw: Callable[[Figure], object], scheme: Scheme) -> str:
    """What `draw` puts into an empty figure, as SVG text."""
    with mpl.rc_context():
        mpl.rcdefaults()  # a user's own matplotlibrc must not show
        mpl.rcParams.update(_look(scheme))
        figure = Figure(layout="constrained")
        figure.add_artist(_card(scheme))
        draw(figure)
        file = io.StringIO()
        # No date and no version: the same inputs give the same bytes.
        silent = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        figure.savefig(file, format="svg", metadata=silent)
    return "\n".join(line.rstrip() for line in _rounded(file.getvalue()).splitlines()) + "\n"


def _rounded(svg: str) -> str:
    """Places to a hundredth of a point, each path on a line: what differs is what the eye can see.

    Another processor's last digits then leave the same figure, and a changed one few changed lines.
    """

    def shorter(number: re.Match[str]) -> str:
        return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")

    return _PLACES.sub(lambda place: _DECIMALS.sub(shorter, _BREAK.sub(" ", place[0])), svg)


def _card(scheme: Scheme) -> FancyBboxPatch:
    """The rounded ground of the figure, behind everything."""
    card = FancyBboxPatch(
        (0, 0),
        WIDTH_PX * _POINTS_PER_PX,
        HEIGHT_PX * _POINTS_PER_PX,
        boxstyle="round,pad=0,rounding_size=6",
        transform=IdentityTransform(),  # in points, which SVG and the look's dpi make one and the same
        facecolor=scheme.card,
        edgecolor="none",
        zorder=-1,
    )
    card.set_in_layout(False)
    return card


def _look(scheme: Scheme) -> dict[Any, object]:  # its keys are a closed set, new with each version
    size = tuple(pixels * _POINTS_PER_PX / _POINTS_PER_INCH for pixels in (WIDTH_PX, HEIGHT_PX))
    return {
        "axes.axisbelow": True,
        "axes.edgecolor": scheme.muted,
        "axes.facecolor": "none",
        "axes.grid": True,
        "axes.labelcolor": scheme.text,
        "axes.labelpad": 6,
        "axes.labelsize": 10.5,
        "axes.linewidth": 0.8,
        "axes.prop_cycle": cycler(color=scheme.series),
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.titlecolor": scheme.text,
        "axes.titlelocation": "left",
        "axes.titlepad": 10,
        "axes.titlesize": 11,
        "axes.titleweight": "bold",
        "figure.constrained_layout.h_pad": 10 / _POINTS_PER_INCH,
        "figure.constrained_layout.w_pad": 10 / _POINTS_PER_INCH,
        "figure.dpi": _POINTS_PER_INCH,
        "figure.facecolor": "none",
        "figure.figsize": size,
        "font.family": "DejaVu Sans",  # comes with Matplotlib, so every machine draws the same letters
        "font.size": 10,  # a phone shows little more than half of the width
        "grid.color": scheme.grid,
        "grid.linewidth": 0.8,
        "legend.frameon": False,
        "lines.linewidth": 2,
        "lines.solid_capstyle": "round",
        "savefig.facecolor": "none",
        "svg.fonttype": "path",  # an <img> has no access to the page's fonts
        "svg.hashsalt": "milepost",
        "text.color": scheme.text,
        "xtick.color": scheme.muted,
        "xtick.labelsize": 10,
        "xtick.major.size": 0,
        "xtick.minor.size": 0,
        "ytick.color": scheme.muted,
        "ytick.labelsize": 10,
        "ytick.major.size": 0,
        "ytick.minor.size": 0,
    }
