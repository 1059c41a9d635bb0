"""A phase's page in a browser that runs no JavaScript: everything is there."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from support.project import Project
from support.sample import sample_items


@pytest.fixture
def page(open_phase: Callable[..., Page]) -> Page:
    return open_phase(java_script_enabled=False)


def test_each_card_has_its_title_plan_steps_and_resources(page: Page, sample: Project) -> None:
    items = sample_items(sample.vault / "Roadmap" / "1 Foundations")
    assert page.locator(".mp-card").count() == len(items) > 0
    for item in items:
        card = page.locator(".mp-card", has=page.get_by_text(item.title, exact=True)).first
        text = " ".join((card.text_content() or "").split())
        assert [part for part in (item.title, *item.plan, *item.steps) if part not in text] == []
        links = [link.get_attribute("href") for link in card.locator("a").all()]
        assert [url for url in item.resources if url not in links] == []


def test_a_card_opens_by_click_and_by_keyboard(page: Page) -> None:
    body = page.locator("details.mp-card:not([open]) .mp-card__body").first
    summary = page.locator("details.mp-card:not([open]) > summary").first.element_handle()
    shut = page.locator("details.mp-card:not([open])").count()
    expect(body).to_be_hidden()
    summary.click()
    expect(page.locator("details.mp-card:not([open])")).to_have_count(shut - 1)
    summary.press("Enter")
    expect(page.locator("details.mp-card:not([open])")).to_have_count(shut)


def test_the_filters_are_not_shown(page: Page) -> None:
    expect(page.locator(".mp-filters")).to_be_hidden()
    expect(page.locator(".mp-card").first).to_be_visible()
