"""The graph of all notes, and the one around a note."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from support.project import Project

OpenPage = Callable[..., Page]


def test_a_note_is_found_and_followed_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("graph/")
    page.get_by_label("Find a note in the graph").fill("softm")
    expect(page.locator(".mp-graph__says")).to_contain_text("Softmax")
    page.keyboard.press("Enter")
    page.wait_for_url("**/notes/softmax/")


def test_arrows_choose_a_note_and_enter_follows_it(open_page: OpenPage) -> None:
    page = open_page("graph/")
    page.locator(".mp-graph canvas").focus()
    for key in ("+", "-", "0", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator(".mp-graph__says")).to_contain_text("linked")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"(?<!/graph)/$"))


def test_what_the_colours_mean_stands_in_a_line(open_page: OpenPage) -> None:
    names = open_page("graph/").locator(".mp-graph__legend li")
    expect(names.nth(1)).to_be_visible()
    tops = names.evaluate_all("all => all.map(each => each.getBoundingClientRect().top)")
    assert tops[0] == tops[1]


def test_a_click_follows_a_note(open_page: OpenPage) -> None:
    page = open_page("notes/softmax/")
    page.get_by_text("Graph", exact=True).locator("visible=true").last.click()
    canvas = page.locator("details.mp-graph canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    canvas.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".mp-graph__says")).to_contain_text("linked")
    name = (page.locator(".mp-graph__says").text_content() or "").split(":")[0]
    page.keyboard.press("Escape")
    points = [(x, y) for x in range(20, int(box["width"]), 12) for y in range(20, int(box["height"]), 12)]
    says = page.locator(".mp-graph__says")
    for x, y in points:
        page.mouse.move(box["x"] + x, box["y"] + y)
        if (says.text_content() or "").startswith(f"{name}:"):
            break
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url(re.compile(r"(?<!/softmax)/$"))


def test_nothing_is_fetched_before_a_graph_is_opened(open_page: OpenPage) -> None:
    page = open_page("notes/softmax/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    assert [url for url in asked if "graph" in url] == []
    page.get_by_text("Graph", exact=True).locator("visible=true").last.click()
    expect(page.locator("details.mp-graph canvas")).to_be_visible()
    assert [url for url in asked if url.endswith("graph.json")] != []


def test_a_random_note_is_offered(open_page: OpenPage) -> None:
    page = open_page("graph/")
    page.get_by_role("link", name="A random note").click()
    page.wait_for_url(re.compile(r"(?<!/graph)/$"))


def test_without_a_script_folders_lead_to_every_note(open_page: OpenPage, sample: Project) -> None:
    page = open_page("graph/", java_script_enabled=False)
    expect(page.locator("canvas")).to_have_count(0)
    expect(page.locator("article noscript p")).to_be_visible()
    for name in ("All notes, by folder", "Notes", "Softmax"):
        page.locator("article").get_by_role("link", name=name, exact=True).click()
    page.wait_for_url("**/notes/softmax/")


def test_colours_tell_folders_or_tags_apart(open_page: OpenPage) -> None:
    page = open_page("graph/")
    legend = page.locator(".mp-graph__legend li")
    expect(legend.first).to_contain_text("(")
    by_folder = legend.all_text_contents()
    page.get_by_label("Colour by").select_option("tag")
    expect(legend.first).to_have_text(re.compile(r"^#\S+ \(\d+\)$"))
    assert legend.all_text_contents() != by_folder


@pytest.mark.parametrize("width_px", [390, 1280])
def test_the_list_behind_the_graph_stays_where_it_is(open_page: OpenPage, width_px: int) -> None:
    page = open_page("graph/", viewport={"width": width_px, "height": 844})
    expect(page.locator(".mp-graph__legend li").first).to_be_visible()
    box, held = (
        page.evaluate(f"document.querySelector('.mp-graph').{height}")
        for height in ("scrollHeight", "clientHeight")
    )
    assert box == held
    room = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.mp-graph')).minHeight)")
    assert held <= room + 1


def test_on_a_narrow_page_the_graph_is_no_higher_than_the_page_is_wide(open_page: OpenPage) -> None:
    page = open_page("graph/", viewport={"width": 390, "height": 844})
    box = page.locator(".mp-graph canvas").bounding_box()
    assert box is not None
    assert box["height"] <= 390


def test_on_paper_a_graph_is_hidden_without_a_word(open_page: OpenPage) -> None:
    page = open_page("graph/")
    expect(page.locator(".mp-graph canvas")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".mp-graph canvas")).to_be_hidden()
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
