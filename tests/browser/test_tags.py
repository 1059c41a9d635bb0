"""The page of all tags, set in columns."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from support.project import Project
from support.server import serve

OpenPage = Callable[..., Page]

# How far a tag's first one below it stands from the tag's own left edge.
INDENTS = """all => all.map(
  each => each.getBoundingClientRect().x - each.parentElement.firstElementChild.getBoundingClientRect().x
)"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a vault is served whose tags have one below them each, in every place of a column."""
    project = Project(tmp_path_factory.mktemp("tags")).configure()
    project.write("Note.md", " ".join(f"#{sign}/below" for sign in "abcdefghi"))
    result = project.build("--strict")
    assert result.returncode == 0, result.stdout
    with serve(project.site) as root:
        yield root


@pytest.mark.parametrize("tags", range(3, 10))
def test_a_tag_stands_in_the_column_of_the_one_that_it_is_below(open_page: OpenPage, tags: int) -> None:
    page = open_page("tags/")
    page.locator(".mp-tag-tree > ul > li").evaluate_all(
        "(all, tags) => all.slice(tags).forEach(each => each.remove())", tags
    )
    indents = page.locator(".mp-tag-tree ul ul").evaluate_all(INDENTS)
    assert len(indents) == tags
    assert max(indents) < 50
