"""The filters of a phase's cards."""

from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from support.project import Project
from support.sample import SampleItem, sample_items


@pytest.fixture(scope="module")
def items(sample: Project) -> list[SampleItem]:
    return sample_items(sample.vault / "Roadmap" / "1 Foundations")


def titles(items: Iterable[SampleItem]) -> list[str]:
    return sorted(item.title for item in items)


def shown(page: Page) -> list[str]:
    """The titles of the cards that can be seen."""
    return sorted(page.locator(".mp-card:visible .mp-card__title").all_inner_texts())


def current(page: Page) -> list[str]:
    """The filters that are on, as "kind=eval"; "kind=" is all kinds."""
    script = "links => links.map(link => `${link.dataset.filter}=${link.dataset.value}`)"
    return page.locator('[data-filter][aria-current="true"]').evaluate_all(script)


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f'[data-filter="{name}"][data-value="{value}"]').click()


def test_at_first_every_card_is_shown(open_phase: Callable[..., Page], items: list[SampleItem]) -> None:
    page = open_phase()
    assert shown(page) == titles(items)
    assert current(page) == ["kind=", "status="]
    expect(page.locator("[data-mp-shown]")).to_have_text("")


def test_a_click_on_a_kind_leaves_its_cards(open_phase: Callable[..., Page], items: list[SampleItem]) -> None:
    page = open_phase()
    choose(page, "kind", "eval")
    wanted = titles(item for item in items if item.kind == "eval")
    assert wanted
    assert shown(page) == wanted
    assert current(page) == ["kind=eval", "status="]
    assert urlsplit(page.url).query == "kind=eval"
    said = f"{len(wanted)} of {len(items)} items shown Show all"
    expect(page.locator("[data-mp-shown]")).to_have_text(said)


def test_an_address_with_a_kind_leaves_its_cards(
    open_phase: Callable[..., Page], items: list[SampleItem]
) -> None:
    page = open_phase("?kind=eval")
    assert shown(page) == titles(item for item in items if item.kind == "eval")
    assert current(page) == ["kind=eval", "status="]


def test_kind_and_status_in_an_address_narrow_each_other(
    open_phase: Callable[..., Page], items: list[SampleItem]
) -> None:
    page = open_phase("?kind=concept&status=todo")
    wanted = titles(item for item in items if (item.kind, item.status) == ("concept", "todo"))
    assert 0 < len(wanted) < len(items)
    assert shown(page) == wanted
    assert current(page) == ["kind=concept", "status=todo"]


def test_clicks_combine_and_all_takes_one_back(
    open_phase: Callable[..., Page], items: list[SampleItem]
) -> None:
    page = open_phase()
    choose(page, "kind", "concept")
    choose(page, "status", "done")
    assert shown(page) == titles(i for i in items if (i.kind, i.status) == ("concept", "done"))
    assert urlsplit(page.url).query == "kind=concept&status=done"
    choose(page, "kind", "")
    assert shown(page) == titles(item for item in items if item.status == "done")
    assert urlsplit(page.url).query == "status=done"


def test_the_back_button_takes_a_filter_off(open_phase: Callable[..., Page], items: list[SampleItem]) -> None:
    page = open_phase()
    choose(page, "status", "done")
    assert shown(page) == titles(item for item in items if item.status == "done")
    page.go_back()
    assert shown(page) == titles(items)
    assert current(page) == ["kind=", "status="]


def test_a_filter_works_from_the_keyboard(open_phase: Callable[..., Page], items: list[SampleItem]) -> None:
    page = open_phase()
    page.locator('[data-filter="status"][data-value="partial"]').focus()
    page.keyboard.press("Enter")
    assert shown(page) == titles(item for item in items if item.status == "partial")


def test_an_address_that_nothing_matches_says_so(
    open_phase: Callable[..., Page], items: list[SampleItem]
) -> None:
    page = open_phase("?kind=no-such-kind")
    assert shown(page) == []
    expect(page.locator("[data-mp-shown]")).to_have_text(f"0 of {len(items)} items shown Show all")
    page.get_by_role("link", name="Show all").click()
    assert shown(page) == titles(items)
    assert current(page) == ["kind=", "status="]
    assert urlsplit(page.url).query == ""


def test_each_filter_shows_how_many_cards_it_has(
    open_phase: Callable[..., Page], items: list[SampleItem]
) -> None:
    page = open_phase()
    for link in page.locator("[data-filter]").all():
        name, value = link.get_attribute("data-filter"), link.get_attribute("data-value")
        count = sum(1 for item in items if not value or getattr(item, str(name)) == value)
        expect(link.locator("span")).to_have_text(str(count))


def test_with_another_filter_each_shows_how_many_it_would_leave(
    open_phase: Callable[..., Page], items: list[SampleItem]
) -> None:
    page = open_phase("?kind=eval")
    for link in page.locator('[data-filter="status"]').all():
        value = link.get_attribute("data-value")
        count = sum(1 for item in items if item.kind == "eval" and value in ("", item.status))
        expect(link.locator("span")).to_have_text(str(count))
    expect(page.locator('[data-filter="kind"][data-value=""] span')).to_have_text(str(len(items)))
