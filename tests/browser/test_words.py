"""Words beside a picture, in a title that folds, on a mark: links are seen, and each script runs its own way."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, ViewportSize

from support.project import Project
from support.server import serve

OpenPage = Callable[..., Page]

SHEET: ViewportSize = {"width": 680, "height": 1000}

NOTE = """\
A picture ![[dot.svg]] and a [[Goal]], **a [[Goal]]** and a [site](https://example.org/).

> [!tip]- A title with a [[Goal]]
> Folded.

![[dot.svg]] *שלום* **code**
"""
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>'


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the note is served."""
    project = Project(tmp_path_factory.mktemp("words"))
    project.write("Words.md", NOTE)
    project.write("Goal.md", "![[Words]]\n")
    project.write("dot.svg", DOT)
    project.configure()
    result = project.build("--strict")
    assert result.returncode == 0, result.stdout
    with serve(project.site) as root:
        yield root


@pytest.mark.parametrize("path", ["words/", "goal/"], ids=["note", "embedded"])
def test_links_among_words_are_told_apart_by_more_than_colour(open_page: OpenPage, path: str) -> None:
    links = open_page(path).locator("article").locator("a.wikilink, a[href^=http]")
    lines = links.evaluate_all("all => all.map(each => getComputedStyle(each).textDecorationLine)")
    assert lines == ["underline"] * 4


def test_words_beside_a_picture_run_their_own_way(open_page: OpenPage) -> None:
    page = open_page("words/")
    right, left = (
        page.locator(f"article .paragraph {name}").last.bounding_box() for name in ("em", "strong")
    )
    assert right
    assert left
    assert right["x"] > left["x"]


def test_on_paper_a_link_beside_a_picture_says_where_it_leads(open_page: OpenPage) -> None:
    page = open_page("words/", viewport=SHEET)
    page.emulate_media(media="print")
    said = page.locator("article a[href^=http]").evaluate("it => getComputedStyle(it, '::after').content")
    assert "attr(href)" in said or "https://example.org/" in said
