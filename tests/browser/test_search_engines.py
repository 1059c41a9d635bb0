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
    for name in ("Learn", "Teach"):
        project.write(f"{name}.md", f"A note that says it once: #didactics/{name.lower()} and no more.\n")
    project.write("Register.md", "---\ntags: [ledger]\n---\nOf a machine.\n")
    project.write("Ledger.md", "What a machine holds. " + "Filling words. " * 20)
    project.write("Stops.md", "A (heron), “stork”, wading_curlew: `birds.egret(ibis=crane)`.\n")
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


def titles(found: Locator) -> Locator:
    return found.locator("h1")


def test_a_note_comes_first_by_its_other_names(page: Page) -> None:
    expect(titles(results(page, "zwischenspeicher")).first).to_have_text("Cache")


@pytest.mark.parametrize("query", ["memory", "#memory"])
def test_a_tag_leads_to_its_page_and_then_to_the_notes_that_have_it(page: Page, query: str) -> None:
    found = titles(results(page, query))
    expect(found.nth(0)).to_have_text("#memory")
    expect(found.nth(1)).to_have_text("Cache")


def test_a_note_of_that_name_comes_before_the_tag_and_the_text(page: Page) -> None:
    found = titles(results(page, "ledger"))
    expect(found.nth(0)).to_have_text("Ledger")
    expect(found.nth(1)).to_have_text("#ledger")
    expect(found.nth(2)).to_have_text("Register")


def test_a_heading_comes_before_the_text(page: Page) -> None:
    expect(results(page, "evicting").first).to_contain_text("Evicting pages")


def test_words_that_are_many_are_all_looked_for(page: Page) -> None:
    expect(titles(results(page, "a note that says it once teach")).first).to_have_text("Teach")


def test_a_tag_below_another_is_not_one_of_that_word(page: Page) -> None:
    found = titles(results(page, "#didactics/learn"))
    expect(found.nth(0)).to_have_text("#didactics/learn")
    expect(found.nth(1)).to_have_text("Learn")


@pytest.mark.parametrize("query", ["heron", "stork", "curlew", "egret", "ibis", "crane", "birds.egret"])
def test_a_word_beside_a_stop_is_found(page: Page, query: str) -> None:
    expect(titles(results(page, query)).first).to_have_text("Stops")


@pytest.mark.parametrize(
    ("query", "title"),
    [("机器学习", "别的"), ("機械学習", "日本"), ("深層学習", "日本"), ("更新", "日本")],
)
def test_words_without_blanks_between_them_are_found(page: Page, query: str, title: str) -> None:
    expect(titles(results(page, query)).filter(has_text=title).first).to_be_visible()


@pytest.mark.parametrize("address", ["pagefind"], indirect=True)
def test_a_word_of_signs_is_found_as_a_whole(page: Page) -> None:
    found = titles(results(page, "机器学习"))
    expect(found).to_have_count(1)
    expect(found.first).to_have_text("别的")


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
