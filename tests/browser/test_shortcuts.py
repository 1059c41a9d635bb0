"""Single keys on the pages of the roadmap, and the buttons beside the filters."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

DASHBOARD = "roadmap/ai-expert-roadmap/"


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.closest('.mp-card')?.id ?? document.activeElement.className")


def cards(page: Page) -> list[str]:
    return page.locator(".mp-card").evaluate_all("cards => cards.map(card => card.id)")


def test_j_and_k_go_from_card_to_card_and_o_folds_one(open_phase: Callable[..., Page]) -> None:
    page = open_phase()
    first, second, *_ = cards(page)
    page.keyboard.press("j")
    assert focused(page) == first
    page.keyboard.press("j")
    assert focused(page) == second
    page.keyboard.press("k")
    assert focused(page) == first
    was_open = page.locator(".mp-card").first.get_attribute("open") is not None
    page.keyboard.press("o")
    assert (page.locator(".mp-card").first.get_attribute("open") is not None) is not was_open


def test_f_goes_to_the_filters_and_not_to_the_search(open_phase: Callable[..., Page]) -> None:
    page = open_phase()
    page.keyboard.press("f")
    assert page.evaluate("document.activeElement.hasAttribute('data-filter')")


def test_keys_are_letters_where_something_is_written(open_phase: Callable[..., Page]) -> None:
    page = open_phase()
    page.keyboard.press("/")
    page.keyboard.type("joke?")
    expect(page.locator("[data-md-component=search-query]")).to_have_value("joke?")
    expect(page.locator("dialog")).to_have_count(0)


def test_the_help_names_the_keys_and_switches_them_off(open_phase: Callable[..., Page]) -> None:
    page = open_phase()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    for words in ("next", "previous", "open or fold", "filters", "/ search"):
        expect(dialog).to_contain_text(words)
    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("j")
    assert focused(page) == ""
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("dialog").get_by_role("checkbox").check()
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    assert focused(page) == cards(page)[0]


def test_the_help_stands_in_the_middle_of_the_window(open_phase: Callable[..., Page]) -> None:
    page = open_phase()
    page.keyboard.press("?")
    above, below = page.locator("dialog").evaluate(
        "dialog => (({ top, bottom }) => [top, innerHeight - bottom])(dialog.getBoundingClientRect())"
    )
    assert abs(above - below) <= 1


def test_one_button_folds_all_cards_and_opens_them_and_says_which_comes_next(
    open_phase: Callable[..., Page],
) -> None:
    page = open_phase()
    page.locator(".mp-card[data-status=done] > summary").first.click()
    assert page.locator(".mp-card[open]").count() >= page.locator(".mp-card:not([open])").count()
    page.get_by_role("button", name="Fold all").click()
    expect(page.locator(".mp-card[open]")).to_have_count(0)
    page.get_by_role("button", name="Expand all").click()
    expect(page.locator(".mp-card:not([open])")).to_have_count(0)
    for summary in page.locator(".mp-card > summary").all():
        summary.click()
    expect(page.get_by_role("button", name="Expand all")).to_be_visible()


def test_what_the_button_does_is_said_of_the_cards_that_are_shown(open_phase: Callable[..., Page]) -> None:
    page = open_phase("?status=done")
    expect(page.get_by_role("button", name="Expand all")).to_be_visible()
    page.locator("[data-filter=status][data-value=partial]").click()
    expect(page.get_by_role("button", name="Fold all")).to_be_visible()


def test_buttons_are_large_enough_for_a_finger(open_phase: Callable[..., Page]) -> None:
    page = open_phase()
    boxes = [button.bounding_box() for button in page.locator(".mp-tools button").all()]
    assert boxes
    for box in boxes:
        assert box is not None
        assert min(box["width"], box["height"]) >= 24


def test_j_goes_from_phase_to_phase_on_the_dashboard(open_page: Callable[..., Page]) -> None:
    page = open_page(DASHBOARD)
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.hasAttribute('data-mp-step')")
    page.keyboard.press("o")
    expect(page.locator(".mp-kicker")).to_contain_text("Phase 1 of 6")


def test_drawings_are_reached_by_tab_and_say_the_same_as_their_tables(open_page: Callable[..., Page]) -> None:
    page = open_page(DASHBOARD)
    for figure in page.locator("figure.mp-drawn").all():
        table = figure.locator("details")
        table.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(table.locator("tbody tr").first).to_be_visible()
        expect(figure.locator("svg[role=img]")).to_have_attribute("aria-label", re.compile(r"\d"))
