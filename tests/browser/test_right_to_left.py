"""A site in a language that runs from right to left: no sign stands on words, drawings stay as they are."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

# Where the sign of a fold ends, and where words may begin, from the left of the summary.
ROOM = """summary => {
  const sign = getComputedStyle(summary, "::after");
  return [parseFloat(sign.left) + parseFloat(sign.width), parseFloat(getComputedStyle(summary).paddingLeft)];
}"""


PLACES = """all => all.map(
  each => each.getBoundingClientRect().x - each.ownerSVGElement.getBoundingClientRect().x
)"""


def turn(page: Page, way: str) -> None:
    page.locator("body").evaluate("(body, way) => { body.dir = way; }", way)


@pytest.fixture
def phase(open_phase: Callable[..., Page]) -> Page:
    page = open_phase()
    turn(page, "rtl")
    return page


@pytest.mark.parametrize(
    ("path", "kind"), [("roadmap/1-foundations/", ".mp-card"), ("notes/softmax/", ".mp-plain")]
)
def test_the_sign_of_a_fold_is_beside_its_words(open_page: Callable[..., Page], path: str, kind: str) -> None:
    page = open_page(path)
    turn(page, "rtl")
    end, room = page.locator(f"{kind} > summary").first.evaluate(ROOM)
    assert end <= room


def test_the_box_of_a_step_is_between_its_number_and_its_words(phase: Page) -> None:
    step = phase.locator("details[open] ol > .task-list-item").first
    item, box = step.bounding_box(), step.locator("input").bounding_box()
    assert item
    assert box
    room = step.evaluate("it => parseFloat(getComputedStyle(it).paddingRight)")
    assert item["x"] + item["width"] == pytest.approx(box["x"] + box["width"])
    assert box["width"] < room


def test_a_drawing_is_laid_out_from_left_to_right(phase: Page) -> None:
    words = phase.locator(".mp-before text")
    turned = words.evaluate_all(PLACES)
    turn(phase, "ltr")
    assert turned == pytest.approx(words.evaluate_all(PLACES))
