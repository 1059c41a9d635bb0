"""Words beside a picture, in a title that folds, on a mark: links are seen, each script runs its way."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, ViewportSize

from support.contrast import worst_contrast
from support.project import Project
from support.server import serve

OpenPage = Callable[..., Page]

SHEET: ViewportSize = {"width": 680, "height": 1000}

NOTE = """\
A picture ![[dot.svg]] and a [[Goal]], **a [[Goal]]** and a [site](https://example.org/).

> [!tip]- A title with a [[Goal]]
> Folded.

![[dot.svg]] *שלום* **code**

==On a [[Goal#A mark]] of ours==

> [!example] ==On a [[Goal#A tint]] of ours==

## A heading with a [[Goal]]

##### About mRNA and kB

| A column with a [[Goal]] |
| --- |
| A cell |
"""
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>'


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the note is served."""
    project = Project(tmp_path_factory.mktemp("words"))
    project.write("Words.md", NOTE)
    project.write("Goal.md", "![[Words]]\n\n## A mark\n\n## A tint\n")
    project.write("dot.svg", DOT)
    project.configure(theme={"name": "material", "font": False, "palette": {"scheme": "default"}})
    result = project.build("--strict")
    assert result.returncode == 0, result.stdout
    with serve(project.site) as root:
        yield root


@pytest.mark.parametrize("path", ["words/", "goal/"], ids=["note", "embedded"])
def test_links_among_words_are_told_apart_by_more_than_colour(open_page: OpenPage, path: str) -> None:
    links = open_page(path).locator("article").locator("a.wikilink, a[href^=http]")
    lines = links.evaluate_all("all => all.map(each => getComputedStyle(each).textDecorationLine)")
    assert lines == ["underline"] * 8


def test_a_small_heading_keeps_its_letters(open_page: OpenPage) -> None:
    assert open_page("words/").locator("article h5").inner_text().startswith("About mRNA and kB")


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


def test_a_link_on_a_mark_in_the_dark_can_be_read(open_page: OpenPage) -> None:
    page = open_page("words/", device_scale_factor=3)
    page.add_style_tag(content="* { transition: none !important }")
    page.locator("body").evaluate("body => { body.dataset.mdColorScheme = 'slate'; }")
    marks = page.locator("article mark").all()
    assert len(marks) == 2
    for mark in marks:
        contrast, words = worst_contrast(mark, mark.locator("a"))
        assert contrast >= 4.5, words
