"""An address of old leads to the note, with scripts and without, from any folder."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from support.project import Project
from support.server import serve


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site is served, below a folder, that has a permalink and aliases."""
    project = Project(tmp_path_factory.mktemp("redirects"))
    project.vault.mkdir()
    project.configure(site_url="https://milepost.example/site/")
    project.write("index.md", "[[Softmax]]\n")
    project.write(
        "Maths/Softmax.md",
        "---\npermalink: sm\naliases: [Old folder/Old name]\n---\n## Why wait?\nwords\n",
    )
    result = project.build("--strict")
    assert result.returncode == 0, result.stdout
    assert "old-folder" not in project.page("sitemap.xml") + project.page("assets/milepost-search.json")
    with serve(project.root) as root:
        yield f"{root}site/"


@pytest.mark.parametrize("path", ["maths/softmax/", "old-folder/old-name/"])
def test_the_place_in_the_page_is_kept(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}{path}#why-wait")
    page.wait_for_url(f"{address}sm/#why-wait")
    page.wait_for_load_state()
    assert page.url == f"{address}sm/#why-wait"
    page.close()


def test_without_scripts_the_page_is_reached(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}old-folder/old-name/")
    page.wait_for_url(f"{address}sm/")
    assert page.locator("h1").inner_text() == "Softmax"
    page.close()


def test_the_way_back_does_not_lead_into_the_redirect(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.goto(f"{address}old-folder/old-name/")
    page.wait_for_url(f"{address}sm/")
    page.go_back()
    assert page.url == address
    page.close()
