"""Whatever can be opened, chosen or scrolled is reached by the Tab key, and it shows where one is."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

MOST_STEPS = 400


@pytest.fixture
def address(dated_address: str) -> str:
    """Where the sample is served whose history can be drawn."""
    return dated_address


# What the page shows around the element in focus, against the same element without.
FOCUSED = """() => {
  const here = document.activeElement;
  if (!here.closest("article")) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(here);
  here.dataset.reached = outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 ? "seen" : "unseen";
  return here.dataset.reached;
}"""
# Neither hidden nor in something that is folded.
LEFT = """selector => [...document.querySelectorAll(selector)]
  .filter(each => each.checkVisibility({ contentVisibilityAuto: true }) && each.dataset.reached !== "seen")
  .map(each => `${each.dataset.reached}: ${each.outerHTML.slice(0, 120)}`)"""


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        (
            "roadmap/ai-expert-roadmap/",
            (".mp-drawn[tabindex]", ".mp-heat__frame", ".mp-next a", ".mp-phase__name"),
        ),
        (
            "roadmap/1-foundations/",
            ("details.mp-card > summary", ".mp-filter a", ".mp-drawn[tabindex]", "svg a"),
        ),
        ("roadmap/roadmap.base/", (".mp-base__views a", ".mp-base__scroll", ".mp-base__table tbody th a")),
        ("experiments/", (".mp-gallery a",)),
    ],
    ids=("dashboard", "phase", "base", "gallery"),
)
def test_everything_is_reached_and_seen(
    open_page: Callable[..., Page], path: str, wanted: tuple[str, ...]
) -> None:
    page = open_page(path)
    everything = ", ".join(f"article {each}" for each in wanted)
    assert [each for each in wanted if not page.locator(f"article {each}").count()] == []
    been_inside = False
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        is_inside = page.evaluate(FOCUSED) is not None
        if been_inside and not is_inside:
            break
        been_inside |= is_inside
    assert page.evaluate(LEFT, everything) == []
    assert page.evaluate(LEFT, "article [data-reached]") == []


# Whether the element in focus is what one sees at its place; `null` outside of the navigation.
ON_TOP = """() => {
  const here = document.activeElement, { x, y, width, height } = here.getBoundingClientRect();
  if (!here.closest(".md-sidebar--primary")) return null;
  return here.contains(document.elementFromPoint(x + width / 2, y + height / 2)) ? "seen" : here.textContent;
}"""


@pytest.mark.parametrize("way", ["ltr", "rtl"])
def test_the_navigation_of_a_narrow_page_comes_in_for_the_keyboard(
    open_page: Callable[..., Page], way: str
) -> None:
    page = open_page("notes/softmax/", viewport={"width": 390, "height": 900})
    page.locator("body").evaluate("(body, way) => { body.dir = way; }", way)
    page.add_style_tag(content="* { transition: none !important }")
    stops: list[str | None] = []
    for _ in range(30):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(ON_TOP))
    assert set(filter(None, stops)) == {"seen"}
    assert not page.locator(".md-sidebar--primary").evaluate("it => it.contains(document.activeElement)")
    expect(page.locator(".md-sidebar--primary")).not_to_be_in_viewport()


@pytest.mark.parametrize("path", ["journal/", "journal/backpropagation-by-hand/", "404.html"])
def test_who_skips_the_navigation_is_at_the_beginning_of_the_content(
    open_page: Callable[..., Page], path: str
) -> None:
    page = open_page(path)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("article a[href]").first).to_be_focused()


@pytest.mark.parametrize("width_px", [390, 1280])
def test_what_the_search_hides_is_no_stop(open_page: Callable[..., Page], width_px: int) -> None:
    page = open_page("roadmap/1-foundations/", viewport={"width": width_px, "height": 900})
    results = page.locator(".md-search__scrollwrap")
    for _ in range(10):
        page.keyboard.press("Tab")
        assert not results.evaluate("results => results === document.activeElement")
    page.keyboard.press("/")
    page.keyboard.type("softmax", delay=10)
    expect(results.locator(".md-search-result__meta")).to_contain_text("matching")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("ArrowDown")
    expect(results.locator(":focus")).to_be_visible()
