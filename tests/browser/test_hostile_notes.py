"""Text of notes stays text, whatever it says (promises P7 and P8)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from support.project import Project
from support.server import serve

TITLE = "</title><img src=x onerror=alert(1)><script>alert(2)</script>"
PAGES = ("", "phase/", "item/", "write-up/", "journal/", "tags/", "roadmap/", "folder/note/")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a journal is served whose every title, name and description is an attack."""
    project = Project(tmp_path_factory.mktemp("hostile"))
    project.vault.mkdir()
    project.configure(site_url="https://milepost.example/")
    head = f"title: '{{}} {TITLE}'\ndescription: '\"{TITLE}'\naliases: ['{TITLE}']\ntags: [safe]\n"
    project.write("Phase.md", f"---\ntype: phase\n{head.format('Phase')}tagline: '{TITLE}'\n---\n")
    project.write(
        "Item.md",
        f"---\ntype: item\n{head.format('Item')}phase: '[[Phase]]'\nestimate: '{TITLE}'\n---\n",
    )
    project.write(
        "Write-up.md",
        f"---\ntype: writeup\n{head.format('Write-up')}date: 2026-01-02\nitems: ['[[Item]]']\n---\n"
        f"[[Item|{TITLE}]] and `{TITLE}`\n",
    )
    project.write("Folder/Note.md", "# `<img onerror=alert(4)>`\n\n## One `<img onerror>`\n")
    result = project.build()
    assert result.returncode == 0, result.stdout
    with serve(project.site) as root:
        yield root


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of which nothing may be heard."""
    page = browser.new_page()
    said: list[str] = []

    def note_dialog(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note_dialog)
    page.on("console", lambda message: said.append(message.text))
    yield page
    assert page.locator("img[onerror]").count() == 0
    page.close()
    assert said == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_runs_what_a_note_says(page: Page, address: str, path: str) -> None:
    answer = page.goto(address + path)
    assert answer is not None
    assert answer.ok


def test_a_title_is_shown_as_it_is_written(page: Page, address: str) -> None:
    page.goto(f"{address}item/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Item {TITLE}")
    assert TITLE in page.title()


def test_the_search_shows_a_title_as_text(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("Write", delay=10)
    expect(page.locator(".md-search-result__link").first).to_contain_text("onerror")
