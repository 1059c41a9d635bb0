"""Light and dark, as the reader's system asks."""

from collections.abc import Callable
from io import BytesIO
from typing import Literal
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, Request

from support.contrast import colours, luminance, worst_contrast

WRITE_UP = "journal/backpropagation-by-hand/"
DIAGRAM = "journal/a-taxonomy-that-survives-contact/"

Scheme = Literal["light", "dark"]


@pytest.mark.parametrize(("scheme", "is_dark"), [("light", False), ("dark", True)])
def test_the_page_follows_the_system(open_phase: Callable[..., Page], scheme: Scheme, is_dark: bool) -> None:
    page = open_phase(color_scheme=scheme)
    corner = page.screenshot(clip={"x": 2, "y": 890, "width": 4, "height": 4})
    colour = next(iter(colours(Image.open(BytesIO(corner)))))
    assert (luminance(colour) < 0.2) is is_dark


@pytest.mark.parametrize(
    ("scheme", "shown", "other"), [("light", "light", "dark"), ("dark", "dark", "light")]
)
def test_a_figure_is_that_of_the_scheme_and_the_other_is_not_loaded(
    open_page: Callable[..., Page], scheme: Scheme, shown: str, other: str
) -> None:
    page = open_page("", color_scheme=scheme)
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(urlsplit(request.url).path.rpartition("/")[2])

    page.on("request", note)
    page.goto(WRITE_UP)
    for figure in page.locator(".mp-figure").all():
        image = figure.locator(f"img.mp-{shown}")
        image.scroll_into_view_if_needed()
        wait_until_loaded(image)
        assert figure.locator(f"img.mp-{other}").is_hidden()
    loaded = [name for name in asked if name.startswith("backprop-digits--")]
    assert loaded
    assert {name.endswith(".dark.svg") for name in loaded} == {shown == "dark"}


def wait_until_loaded(image: Locator) -> None:
    image.evaluate("image => image.decode()")
    assert image.evaluate("image => image.naturalWidth") > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_of_a_diagram_can_be_read(open_page: Callable[..., Page], scheme: Scheme) -> None:
    diagram = open_page(DIAGRAM, color_scheme=scheme, device_scale_factor=2).locator("figure.mermaid")
    words = diagram.locator("text")
    assert words.count() > 5
    contrast, word = worst_contrast(diagram, words)
    assert contrast >= 4.5, word


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_small_print_of_a_phase_can_be_read(open_phase: Callable[..., Page], scheme: Scheme) -> None:
    page = open_phase(color_scheme=scheme, device_scale_factor=3)
    facts = ".mp-status, .mp-kind, .mp-estimate"
    for area, words in (
        (".mp-summary", ".mp-bar__part, .mp-quiet"),
        (".mp-filters", ".mp-filter a span, .mp-filter__label"),
        (".mp-card:has(.mp-status--done) summary", facts),
        (".mp-card:has(.mp-status--partial) summary", facts),
        (".mp-card:has(.mp-status--todo) summary", facts),
    ):
        place = page.locator(area).first
        contrast, word = worst_contrast(place, place.locator(words))
        assert contrast >= 4.5, f"{area}: {word}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("accent", ["teal", "lime", "indigo", "pink"])
def test_a_link_under_the_pointer_can_be_read_whatever_the_accent(
    open_page: Callable[..., Page], scheme: Scheme, accent: str
) -> None:
    page = open_page(WRITE_UP, color_scheme=scheme, device_scale_factor=3)
    page.add_style_tag(content="* { transition: none !important }")
    page.evaluate("accent => document.body.setAttribute('data-md-color-accent', accent)", accent)
    link = page.locator("article").get_by_role("link", name="Cross-entropy")
    link.hover()
    contrast, _ = worst_contrast(link, link)
    assert contrast >= 4.5
