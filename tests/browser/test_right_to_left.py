"""A site in a language that runs from right to left: signs and phrases keep their places, drawings theirs."""

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


# From the left edge of an element's first sign to that of its last.
COURSE = """element => {
  const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), signs = [];
  while (words.nextNode()) {
    [...words.currentNode.data].forEach((sign, at) => sign.trim() && signs.push([words.currentNode, at]));
  }
  const [first, last] = [signs[0], signs.at(-1)].map(([node, at]) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect().x;
  });
  return last - first;
}"""


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


@pytest.mark.parametrize(
    ("path", "phrase"),
    [
        ("roadmap/1-foundations/", ".mp-percent"),
        ("roadmap/1-foundations/", ".mp-summary__line > span >> nth=0"),
        ("roadmap/1-foundations/", ".mp-tallies strong >> nth=0"),
        ("roadmap/1-foundations/", ".mp-facts .mp-estimate >> nth=0"),
        ("roadmap/ai-expert-roadmap/", ".mp-next .mp-quiet >> nth=0"),
        ("roadmap/ai-expert-roadmap/", ".mp-phase__percent"),
        ("all-notes/", ".mp-folder .mp-quiet >> nth=0"),
        ("notes/softmax/", ".mp-tag >> nth=0"),
    ],
)
def test_a_phrase_that_begins_with_a_number_or_sign_begins_there(
    open_page: Callable[..., Page], path: str, phrase: str
) -> None:
    page = open_page(path)
    turn(page, "rtl")
    assert page.locator(phrase).evaluate(COURSE) > 0


def test_the_host_of_a_resource_stands_off_its_link(phase: Page) -> None:
    margin = "link => parseFloat(getComputedStyle(link, '::after').marginLeft)"
    assert phase.locator("[data-host]").first.evaluate(margin) > 0


# A base's card and a table of properties, of which the sample has none in two scripts.
FACTS = """
<dl><dt>due</dt><dd>1 January 2026</dd></dl>
<table class="properties"><tr><th><i>title</i></th></tr><tr><th><i>\u05e9\u05dd</i></th></tr></table>
"""


def test_a_field_of_a_card_begins_with_its_number_and_names_of_properties_stand_in_line(phase: Page) -> None:
    phase.locator("article").evaluate("(it, html) => it.insertAdjacentHTML('beforeend', html)", FACTS)
    assert phase.locator("article dd").evaluate(COURSE) > 0
    ends = "all => all.map(each => each.getBoundingClientRect().right)"
    latin, hebrew = phase.locator(".properties th i").evaluate_all(ends)
    assert latin == pytest.approx(hebrew)
