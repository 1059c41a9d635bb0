"""Views of a base as a reader sees them."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from support.project import Project
from support.server import serve

OpenPage = Callable[..., Page]

BASE = """\
filters: file.hasTag("a")
views:
  - type: list
    groupBy: kinds
    order: [file.name, tags, kinds]
"""

WIDE = """\
filters: file.hasTag("wide")
views:
  - {type: table, name: Wide, order: [file.name, a, b, c, d, e, f, g, about]}
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a note that embeds a base is served."""
    project = Project(tmp_path_factory.mktemp("bases"))
    project.write("Lists.base", BASE)
    project.write("Shown.md", "![[Lists.base]]\n")
    project.write("One.md", "---\ntags: [a, b]\nkinds: [x, y]\n---\n")
    project.write("Wide.base", WIDE)
    project.write("Table.md", "![[Wide.base]]\n")
    project.write("Two.md", f"---\ntags: wide\nabout: {'so many words ' * 15}\n---\n")
    project.configure()
    result = project.build("--strict")
    assert result.returncode == 0, result.stdout
    with serve(project.site) as root:
        yield root


@pytest.mark.parametrize("part", [".mp-base__list > li", ".mp-base__group"])
def test_a_value_that_is_a_list_stands_on_the_line_around_it(open_page: OpenPage, part: str) -> None:
    element = open_page("shown/").locator(part).first
    box, line = element.bounding_box(), element.evaluate("it => parseFloat(getComputedStyle(it).fontSize)")
    assert box
    assert element.locator("ul li").count() >= 2
    assert box["height"] < 2 * line


def test_a_long_text_does_not_make_its_row_as_high_as_a_page(open_page: OpenPage) -> None:
    box = open_page("table/").locator("tbody tr").first.bounding_box()
    assert box
    assert box["height"] < 200
