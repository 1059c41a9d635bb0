"""The theme's search, over what the notes say."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect


def test_a_word_of_an_items_plan_finds_the_item(open_page: Callable[..., Page]) -> None:
    page = open_page("")
    page.keyboard.press("/")
    page.keyboard.type("differentiation", delay=10)
    hit = page.locator(".md-search-result__link", has_text="Neural networks: weights").first
    hit.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Neural networks: weights")
    expect(page.get_by_text("without automatic differentiation").first).to_be_visible()


def test_neither_index_nor_sitemap_is_fetched_before_a_search(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    assert asked
    assert not [url for url in asked if url.endswith(("milepost-search.json", "sitemap.xml"))]
    found = page.evaluate("fetch('search/search_index.json').then(answer => answer.json())")
    assert found["docs"] == []
    page.keyboard.press("/")
    with page.expect_request("**/milepost-search.json"):
        page.keyboard.type("d")


def test_a_search_that_begins_before_the_index_is_here_is_answered_for_what_was_typed_last(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("")

    def later(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/milepost-search.json", later)
    page.keyboard.press("/")
    page.keyboard.type("differentiation", delay=10)
    hits = page.locator(".md-search-result__link")
    expect(hits.filter(has_text="Neural networks: weights").first).to_be_visible()
