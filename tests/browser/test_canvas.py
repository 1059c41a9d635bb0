"""The sample's canvas on its own page and in a note: moved, entered, left, and read without a script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

OpenPage = Callable[..., Page]

CANVAS = "notes/foundations.canvas/"
NOTE = "notes/how-the-foundations-hang-together/"


def place(page: Page) -> tuple[float, float, float]:
    """How the plane stands: left, top, scale."""
    style = page.locator(".mp-canvas__plane").evaluate("plane => plane.style.transform")
    left, top, scale = re.findall(r"-?[\d.]+(?:e-?\d+)?", style)
    return float(left), float(top), float(scale)


def card(page: Page, words: str) -> Locator:
    return page.locator(".mp-canvas__card:not(.mp-canvas__card--group)").filter(has_text=words).first


@pytest.fixture
def canvas(open_page: OpenPage) -> Page:
    page = open_page(CANVAS, reduced_motion="reduce")
    expect(page.locator(".mp-canvas__view.is-live")).to_be_visible()
    return page


def test_all_of_it_is_seen_at_first(canvas: Page) -> None:
    for each in canvas.locator(".mp-canvas__card").all():
        expect(each).to_be_in_viewport()


def test_a_card_as_low_as_the_app_makes_them_shows_a_heading(canvas: Page) -> None:
    heading = canvas.locator(".mp-canvas__card > h3:first-child", has_text="A network")
    assert heading.evaluate("heading => heading.offsetTop + heading.offsetHeight") <= 60 - 2


@pytest.mark.parametrize("previewed", [False, True])
def test_a_drag_moves_it_and_follows_no_link(canvas: Page, *, previewed: bool) -> None:
    before = place(canvas)
    box = canvas.get_by_role("link", name="Tokens and embeddings").first.bounding_box()
    assert box is not None
    canvas.mouse.move(box["x"] + 2, box["y"] + 2)
    if previewed:  # what is dragged goes where the preview lies
        expect(canvas.locator("#mp-preview")).to_be_visible()
    canvas.mouse.down()
    canvas.mouse.move(box["x"] + 62, box["y"] + 42, steps=4)
    canvas.mouse.up()
    after = place(canvas)
    assert after[0] - before[0] == pytest.approx(60, abs=6)
    assert after[1] - before[1] == pytest.approx(40, abs=6)
    assert after[2] == before[2]
    assert canvas.url.endswith(CANVAS)


def test_the_wheel_zooms_where_the_pointer_is(canvas: Page) -> None:
    target = card(canvas, "KV cache")
    box, before, plane = (
        target.bounding_box(),
        place(canvas),
        canvas.locator(".mp-canvas__plane").bounding_box(),
    )
    assert box is not None
    assert plane is not None
    canvas.mouse.move(box["x"], box["y"])
    canvas.mouse.wheel(0, -200)
    grown = "width => document.querySelector('.mp-canvas__plane').getBoundingClientRect().width > width"
    canvas.wait_for_function(grown, arg=plane["width"])
    after = target.bounding_box()
    assert after is not None
    assert place(canvas)[2] > before[2]
    assert (after["x"], after["y"]) == pytest.approx((box["x"], box["y"]), abs=2)


def test_keys_zoom_move_and_show_all(canvas: Page) -> None:
    canvas.locator(".mp-canvas__view").focus()
    first = place(canvas)
    canvas.keyboard.press("+")
    assert place(canvas)[2] == pytest.approx(1.3 * first[2])
    canvas.keyboard.press("ArrowRight")
    canvas.keyboard.press("-")
    assert place(canvas)[2] == pytest.approx(first[2])
    assert place(canvas)[0] != pytest.approx(first[0])
    canvas.keyboard.press("0")
    assert place(canvas) == pytest.approx(first)


def test_a_card_that_gets_the_focus_comes_into_sight(canvas: Page) -> None:
    canvas.locator(".mp-canvas__view").focus()
    for _ in range(6):
        canvas.keyboard.press("+")
    canvas.get_by_role("button", name="Full screen").focus()
    canvas.keyboard.press("Tab")
    focused = canvas.locator(".mp-canvas__card:focus")
    expect(focused).to_be_in_viewport(ratio=0.5)
    canvas.keyboard.press("Enter")
    expect(focused).to_be_in_viewport(ratio=0.9)


def test_two_fingers_zoom(canvas: Page) -> None:
    before = place(canvas)
    canvas.evaluate(
        """() => {
          const view = document.querySelector(".mp-canvas__view");
          view.setPointerCapture = () => {};
          const touch = { clientY: 500, pointerType: "touch", bubbles: true };
          const say = (type, pointerId, clientX) =>
            view.dispatchEvent(new PointerEvent(type, { ...touch, pointerId, clientX }));
          say("pointerdown", 1, 600), say("pointerdown", 2, 700);
          say("pointermove", 2, 800), say("pointerup", 1, 600), say("pointerup", 2, 800);
        }"""
    )
    assert place(canvas)[2] == pytest.approx(2 * before[2], rel=1e-3)


def test_the_list_leads_to_a_card(canvas: Page) -> None:
    canvas.get_by_text(re.compile("^As a list: ")).click()
    canvas.locator(".mp-canvas__list").get_by_role("link", name="Scaling laws").first.click()
    expect(card(canvas, "Scaling laws")).to_be_focused()
    expect(card(canvas, "Scaling laws")).to_be_in_viewport()


def test_in_a_note_the_wheel_scrolls_the_page_until_the_canvas_has_the_focus(open_page: OpenPage) -> None:
    page = open_page(NOTE, viewport={"width": 1000, "height": 500})
    expect(page.locator(".mp-canvas__view.is-live")).to_be_visible()
    before = place(page)
    page.locator(".mp-canvas__view").hover()
    page.mouse.wheel(0, 100)
    page.wait_for_function("scrollY > 0")
    assert place(page) == before
    page.locator(".mp-canvas__view").focus()
    page.locator(".mp-canvas__view").hover()
    page.mouse.wheel(0, -100)
    grown = "scale => new DOMMatrix(document.querySelector('.mp-canvas__plane').style.transform).a > scale"
    page.wait_for_function(grown, arg=before[2])


@pytest.mark.parametrize("path", [CANVAS, NOTE])
def test_a_narrow_page_does_not_scroll_sideways(open_page: OpenPage, path: str) -> None:
    page = open_page(path, viewport={"width": 390, "height": 844})
    expect(page.locator(".mp-canvas__view.is-live")).to_be_visible()
    assert page.locator("html").evaluate("html => html.scrollWidth") <= 390


def test_on_a_narrow_page_it_is_about_as_high_as_its_picture(open_page: OpenPage) -> None:
    page = open_page(CANVAS, viewport={"width": 390, "height": 844})
    view, plane = page.locator(".mp-canvas__view.is-live"), page.locator(".mp-canvas__plane")
    expect(view).to_be_visible()
    box, picture = view.bounding_box(), plane.bounding_box()
    assert box is not None
    assert picture is not None
    assert picture["width"] == pytest.approx(box["width"], abs=4)
    assert picture["height"] < box["height"] < picture["height"] + 150
    tools = page.locator(".mp-canvas__tools").bounding_box()
    label = page.locator(".mp-canvas__label").last.bounding_box()
    assert tools is not None
    assert label is not None
    assert tools["y"] + tools["height"] <= label["y"]


def test_without_a_script_the_cards_are_a_list(open_page: OpenPage) -> None:
    page = open_page(CANVAS, java_script_enabled=False)
    expect(page.get_by_role("list").first).to_be_visible()
    boxes = [each.bounding_box() for each in page.locator(".mp-canvas__card").all()]
    tops = [box["y"] for box in boxes if box]
    assert len(tops) == len(boxes)
    assert tops == sorted(tops)
    page.get_by_text(re.compile("^As a list: ")).click()
    expect(page.get_by_text("A network leads to Softmax: ends in")).to_be_visible()
