"""What `sanitize: true` leaves of an attack, as a browser reads it: broken HTML, too (promise P8)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from support.attacks import ATTACKS
from support.vaults import VaultFactory, page_of

_DANGERS = """() => [...document.querySelectorAll("body *")].flatMap(element => [
  ...(element.matches("script, iframe, object, embed, form, style, link, meta, base, template, svg, math")
    && !element.closest(".callout-title") ? [element.outerHTML] : []),
  ...[...element.attributes].filter(({name, value}) =>
    name.startsWith("on") || ["style", "srcdoc"].includes(name)
    || /^(javascript|data):/i.test(value.replace(/\\s/g, ""))
    || ["__config", "body", "search", "mermaid", "getElementById"].includes(value)
  ).map(attribute => `${element.tagName} ${attribute.name}=${attribute.value}`),
])"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def dangers(page: Page, html: str) -> list[str]:
    """What of the HTML runs, or could."""
    page.goto("about:blank")
    page.set_content(html)
    return page.evaluate(_DANGERS)


def page_with(vault: VaultFactory, attack: str, *, sanitize: bool) -> str:
    site = vault({"Bad.md": f"{ATTACKS[attack]}\n\nThe end.\n"}, sanitize=sanitize)
    return page_of(site, "Bad.md").html


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_of_it_runs(vault: VaultFactory, page: Page, attack: str) -> None:
    assert dangers(page, page_with(vault, attack, sanitize=True)) == []


# What a title holds is text, unless only its tags are taken away.
@pytest.mark.parametrize("attack", [attack for attack in ATTACKS if attack != "title"])
def test_unless_it_is_asked_for_each_is_an_attack(vault: VaultFactory, page: Page, attack: str) -> None:
    assert dangers(page, page_with(vault, attack, sanitize=False)) != []
