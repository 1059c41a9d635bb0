"""Canvases as HTML: their cards, their lines, and the list that says the same."""

import re
from collections.abc import Callable

import pytest

from milepost.model.path import VaultPath
from milepost.render.canvas_color import color_style, contrast
from milepost.render.note import render_canvas
from support.cases import Case
from support.html import read_html
from support.vaults import VaultFactory, files_in


@pytest.mark.cases("canvases.md")
def test_a_canvas_becomes_html(case: Case, check: Callable[[str], None], vault: VaultFactory) -> None:
    files = files_in(case.given)
    html = render_canvas(vault(files), VaultPath(next(iter(files)))).html
    markup = read_html(html)
    assert markup.faults == []
    assert len(set(markup.ids)) == len(markup.ids)
    check(re.sub(r"(?=<(?:div|svg|g|span|details|ul|li|p)[ >])", "\n", html).lstrip())


@pytest.mark.parametrize("color", ["1", "2", "3", "4", "5", "6", "#ffffff", "#000000", "#ffff00", "#0000ff"])
def test_every_colour_stands_out_from_light_and_dark_pages(color: str) -> None:
    light, dark = re.findall("#[0-9a-f]{6}", color_style(color))
    assert contrast(light, "#ffffff") >= 3
    assert contrast(dark, "#1e2129") >= 3


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
