"""The theme's search, over what the notes say."""

from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_a_word_of_an_items_plan_finds_the_item(open_page: Callable[..., Page]) -> None:
    page = open_page("")
    page.keyboard.press("/")
    page.keyboard.type("differentiation", delay=10)
    hit = page.locator(".md-search-result__link", has_text="Neural networks: weights").first
    hit.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Neural networks: weights")
    expect(page.get_by_text("without automatic differentiation").first).to_be_visible()
