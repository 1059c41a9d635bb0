"""The cards of a phase: opening them, and links to them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

SHUT = "details.mp-card:not([open])"


@pytest.fixture
def shut_id(open_phase: Callable[..., Page]) -> str:
    """The id of a card that is shut when its page opens."""
    return open_phase().locator(SHUT).last.get_attribute("id") or ""


def card(page: Page, card_id: str) -> Locator:
    return page.locator(f'details[id="{card_id}"]')


def test_tab_reaches_a_card_and_enter_opens_and_shuts_it(open_phase: Callable[..., Page]) -> None:
    page = open_phase()
    first = page.locator(SHUT).first
    first_id = first.get_attribute("id")
    page.locator("[data-filter]").last.focus()
    for _ in range(30):  # what an open card above holds comes in between
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('summary')?.parentElement.id") == first_id:
            break
    else:
        pytest.fail("thirty times Tab did not reach the card")
    page.keyboard.press("Enter")
    expect(card(page, str(first_id)).locator(".mp-card__body")).to_be_visible()
    page.keyboard.press("Enter")
    expect(card(page, str(first_id)).locator(".mp-card__body")).to_be_hidden()


def test_a_link_from_elsewhere_opens_its_card(open_phase: Callable[..., Page], shut_id: str) -> None:
    page = open_phase(f"#{shut_id}")
    expect(card(page, shut_id)).to_have_attribute("open", "")
    expect(card(page, shut_id).locator("summary")).to_be_in_viewport()


def test_a_link_on_the_page_opens_its_card(open_phase: Callable[..., Page], shut_id: str) -> None:
    page = open_phase()
    page.evaluate("id => { location.hash = id }", shut_id)
    expect(card(page, shut_id)).to_have_attribute("open", "")


def test_a_link_to_a_card_wins_over_the_filters(open_phase: Callable[..., Page], shut_id: str) -> None:
    page = open_phase(f"?kind=no-such-kind#{shut_id}")
    expect(card(page, shut_id)).to_be_visible()


def test_a_card_leads_to_its_note_and_the_note_back_to_its_card(
    open_phase: Callable[..., Page], shut_id: str
) -> None:
    page = open_phase(f"#{shut_id}")
    title = card(page, shut_id).locator(".mp-card__title").inner_text()
    card(page, shut_id).get_by_role("link", name="Open the note").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    page.locator(".mp-kicker a").click()
    expect(card(page, shut_id)).to_have_attribute("open", "")


def test_partial_items_are_open_from_the_start(open_phase: Callable[..., Page]) -> None:
    page = open_phase()
    partial = page.locator('.mp-card[data-status="partial"]')
    assert partial.count() == page.locator('.mp-card[data-status="partial"][open]').count() > 0


def test_each_piece_of_code_in_a_card_is_copied_by_its_own_button(
    open_phase: Callable[..., Page], shut_id: str
) -> None:
    page = open_phase(f"#{shut_id}", permissions=["clipboard-read", "clipboard-write"])
    for piece in card(page, shut_id).locator("pre").all():
        piece.get_by_role("button").click()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.strip() == piece.locator("code").inner_text().strip()
