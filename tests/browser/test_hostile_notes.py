"""Text of notes stays text, whatever it says (promises P7 and P8)."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from support.hostile_vaults import CASES
from support.project import Project
from support.server import serve

TITLE = "</title><img src=x onerror=alert(1)><script>alert(2)</script>"
NAME = "<img src=x onerror=alert(3)>"
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
    for name, text in CONSTRUCTS.items():
        project.write(f"Constructs/{name}.md", text)
    for case in CASES:
        if case.promise == "P7":
            case.write(project.vault / "Cases" / case.name)
    result = project.build()
    assert result.returncode == 0, result.stdout
    with serve(project.site) as root:
        yield root


CONSTRUCTS = {
    f"![img]{NAME}": "Words.\n",
    "Callout": f"> [!note] `{TITLE}` &lt;img src=x onerror=alert(5)&gt;\n> Words.\n",
    "Code": f"```html\n{TITLE}\n```\n\n```{NAME}\n{TITLE}\n```\n",
    "Diagram": f'```mermaid\ngraph LR\n  a["{NAME}"] --> b\n  click a "javascript:alert(6)"\n```\n',
    "Formula": f"$\\text{{{NAME}}}$ and $\\href{{javascript:alert(7)}}{{x}}$\n",
    "Base": f"![[Views.base#{NAME}]]\n\n```base\nviews: [{{name: '{NAME}'}}]\n```\n",
    "Links": f"[a](javascript:alert(8)) [[{NAME}]] [[Item|{NAME}]] [b](<x'onclick=alert(9)>)\n",
    "Preview": "[[Item]], [[Callout]], [[Phase]] and [[Code]].\n",
}


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


def test_no_page_of_the_site_runs_anything(page: Page, address: str) -> None:
    sitemap = page.request.get(f"{address}sitemap.xml").text()
    places = re.findall("<loc>https://milepost.example/([^<]*)</loc>", sitemap)
    assert len(places) > 30
    for place in places:
        answer = page.goto(address + unescape(place))
        assert answer is not None
        assert answer.ok, place


def test_a_preview_shows_a_title_as_text(page: Page, address: str) -> None:
    page.goto(f"{address}constructs/preview/")
    for link in page.locator(".md-content a.wikilink").all():
        link.hover()
        expect(page.locator("#mp-preview")).to_be_visible()
