"""The search box, whichever engine answers it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, expect

from support.project import Project
from support.server import serve

ATTACK = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module", params=["material", "pagefind"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a journal is served, below a folder, whose search box the engine answers."""
    project = Project(tmp_path_factory.mktemp("search"))
    project.vault.mkdir()
    project.configure({"search": request.param})
    project.write("index.md", "The start, with [[Cache]] and [[Attack]].\n")
    project.write(
        "Deep/Cache.md",
        "---\naliases: [Zwischenspeicher]\ntags: [memory]\n---\n"
        "Words at first.\n\n## Evicting pages\n\nThe pelican goes first. ^claim\n\n## Other\n\nNothing.\n",
    )
    project.write("Mentions.md", "A Zwischenspeicher is in the text. And memory. " + "Filling words. " * 20)
    project.write("日本.md", "私は機械学習の基礎を勉強する。\n\n## 深層学習\n\n重みを更新する。\n")
    project.write("别的.md", "机器学习是一个领域。\n")
    project.write(
        "Attack.md", f"---\ntitle: 'Walrus {ATTACK}'\naliases: ['{ATTACK}']\n---\nA walrus `{ATTACK}` &lt;\n"
    )
    project.write("Private.md", "---\npublish: false\n---\nzzsecret pelican\n")
    project.write("Hidden words.md", "before %%zzcomment%% after ^zzblockid\n")
    result = project.build("--strict")
    assert result.returncode == 0, result.stdout
    with serve(project.root) as root:
        yield f"{root}site/"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The start page, of which nothing may be heard."""
    page = browser.new_page()
    page.set_default_timeout(10_000)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    def close(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", close)
    page.goto(address)
    yield page
    page.close()
    assert said == []


def results(page: Page, query: str) -> Locator:
    page.keyboard.press("/")
    page.keyboard.type(query, delay=10)
    page.keyboard.press("Shift")  # the theme waits for a key to come up, which signs without a key do not
    return page.locator(".md-search-result__item")


def test_keys_lead_to_the_section_that_has_the_word(page: Page) -> None:
    expect(results(page, "pelican").first).to_contain_text("Evicting pages")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/deep/cache/#evicting-pages")


def test_enter_leads_to_the_best_result(page: Page) -> None:
    expect(results(page, "cache").first).to_contain_text("Cache")
    page.keyboard.press("Enter")
    page.wait_for_url("**/deep/cache/")


def test_escape_closes_the_box(page: Page) -> None:
    expect(results(page, "cache").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-md-toggle=search]")).not_to_be_checked()


@pytest.mark.parametrize("query", ["zwischenspeicher", "memory"])
def test_a_note_comes_first_by_its_other_names_and_tags(page: Page, query: str) -> None:
    found = results(page, query)
    expect(found.first.locator("h1")).to_have_text("Cache")


@pytest.mark.parametrize(
    ("query", "text"),
    [("机器学习", "领域"), ("機械学習", "基礎"), ("深層学習", "深層学習"), ("更新", "重み")],
)
@pytest.mark.parametrize("address", ["pagefind"], indirect=True)
def test_words_without_blanks_between_them_are_found(page: Page, query: str, text: str) -> None:
    expect(results(page, query).first).to_contain_text(text)


def test_text_in_results_is_text(page: Page) -> None:
    found = results(page, "walrus").first
    expect(found).to_contain_text(f"Walrus {ATTACK}")
    assert page.locator("img[onerror]").count() == 0


@pytest.mark.parametrize("query", ["zzsecret", "zzcomment", "zzblockid", "claim"])
def test_what_is_not_shown_is_not_found(page: Page, query: str) -> None:
    found = results(page, query)
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")
    expect(found).to_have_count(0)


def test_without_a_script_there_is_no_box(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("[data-md-component=search]")).to_be_hidden()
    expect(page.locator(".md-header__button[for=__search]")).to_be_hidden()
    context.close()
