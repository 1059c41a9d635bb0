"""The look of figures: the same bytes every time, legible in both schemes."""
# pyright: reportUnknownMemberType=false
# Matplotlib types few of its keyword arguments.

from itertools import pairwise

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from milepost.experiment.style import SCHEMES, Scheme, draw_svg


def draw(figure: Figure) -> None:
    axes = figure.subplots()
    axes.plot([1, 3, 2], label="a")
    axes.set(xlabel="Time (s)", ylabel="Size (B)", title="Words")


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_drawing_twice_gives_the_same_bytes_whatever_the_user_has_set(scheme: Scheme) -> None:
    first = draw_svg(draw, scheme)
    with mpl.rc_context({"lines.linewidth": 9, "svg.hashsalt": None, "svg.fonttype": "none"}):
        assert draw_svg(draw, scheme) == first
        assert mpl.rcParams["lines.linewidth"] == 9, "the user's own settings come back"


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_a_figure_needs_no_font_and_names_no_date(scheme: Scheme) -> None:
    svg = draw_svg(draw, scheme)
    assert "<text" not in svg
    assert "<dc:date>" not in svg
    assert mpl.__version__ not in svg


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_the_card_is_painted_behind_everything(scheme: Scheme) -> None:
    painted = [line for line in draw_svg(draw, scheme).splitlines() if "fill: #" in line]
    assert scheme.card in painted[0]


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_lines_and_words_stand_out_from_the_card(scheme: Scheme) -> None:
    for colour in (scheme.text, scheme.muted, *scheme.series):
        assert contrast(colour, scheme.card) >= 4.5, colour


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_the_first_colours_differ_for_the_colour_blind(scheme: Scheme) -> None:
    for one, other in pairwise(scheme.series[:3]):
        for blindness in (DEUTERANOPIA, PROTANOPIA):
            a, b = seen(one, blindness), seen(other, blindness)
            assert sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5 > 0.08, (one, other)


# Viénot, Brettel and Mollon (1999): what is left of linear red, green and blue.
DEUTERANOPIA = ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0))
PROTANOPIA = ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0))


def linear(colour: str) -> tuple[float, ...]:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)


def seen(colour: str, blindness: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    return tuple(sum(a * b for a, b in zip(row, linear(colour), strict=True)) for row in blindness)


def contrast(one: str, other: str) -> float:
    lights = (
        sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear(each), strict=True))
        for each in (one, other)
    )
    low, high = sorted(lights)
    return (high + 0.05) / (low + 0.05)
