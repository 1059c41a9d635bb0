"""Pages on paper: nothing is cut off, and what a script has moved is back in its place."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

OpenPage = Callable[..., Page]

# A sheet of A4 between its margins.
SHEET: ViewportSize = {"width": 680, "height": 1000}


def test_the_cards_of_a_canvas_stand_one_below_the_other(open_page: OpenPage) -> None:
    page = open_page("notes/foundations.canvas/")
    page.locator(".mp-canvas__view.is-live").wait_for()
    page.set_viewport_size(SHEET)
    page.emulate_media(media="print")
    boxes = [each.bounding_box() for each in page.locator(".mp-canvas__card:visible").all()]
    tops = [box["y"] for box in boxes if box]
    assert len(tops) == len(boxes) > 5
    assert tops == sorted(tops)
    assert min(box["width"] for box in boxes if box) > 0.8 * SHEET["width"]


def test_the_newest_month_of_the_heat_map_is_there(open_page: OpenPage, dated_address: str) -> None:
    page = open_page(f"{dated_address}roadmap/ai-expert-roadmap/", viewport=SHEET)
    page.emulate_media(media="print")
    box = page.locator(".mp-heat").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= SHEET["width"]


@pytest.mark.parametrize(
    ("place", "wide"),
    [
        ("journal/backpropagation-by-hand/", "math[display]"),
        ("roadmap/roadmap.base/", ".mp-base__scroll"),
    ],
)
def test_what_scrolls_on_a_screen_is_not_cut_off(open_page: OpenPage, place: str, wide: str) -> None:
    page = open_page(place, viewport=SHEET)
    page.emulate_media(media="print")
    how = page.locator(wide).evaluate_all("all => all.map(each => getComputedStyle(each).overflow)")
    assert set(how) == {"visible"}


def test_a_wide_drawing_of_what_comes_first_is_whole(open_phase: OpenPage) -> None:
    page = open_phase(viewport=SHEET)
    drawing = page.locator(".mp-before svg")
    assert drawing.evaluate("it => it.getBoundingClientRect().right") > SHEET["width"]
    page.emulate_media(media="print")
    assert drawing.evaluate("it => it.getBoundingClientRect().right") <= SHEET["width"]


def test_there_is_no_button_on_code(open_page: OpenPage) -> None:
    page = open_page("", viewport=SHEET)
    page.locator("article").evaluate(
        "it => { it.innerHTML = '<pre><nav class=md-code__nav><button>Copy</button></nav></pre>'; }"
    )
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Copy")).to_be_hidden()


def test_an_address_that_is_its_own_words_is_printed_once(open_page: OpenPage) -> None:
    page = open_page("", viewport=SHEET)
    page.locator("article").evaluate(
        "it => { it.innerHTML = '<a href=https://a.example class=mp-address>https://a.example</a> "
        "<a href=https://a.example>words</a>'; }"
    )
    page.emulate_media(media="print")
    shown = "all => all.map(each => getComputedStyle(each, '::after').content)"
    assert page.locator("article a").evaluate_all(shown) == ["none", '" (https://a.example)"']
