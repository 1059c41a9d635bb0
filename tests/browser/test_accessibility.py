"""Nothing keeps readers out: axe-core finds nothing on any kind of page."""

from collections.abc import Callable
from importlib.resources import files
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

DASHBOARD = "roadmap/ai-expert-roadmap/"
ITEM = "roadmap/1-foundations/attention-mechanism-self-attention-multi-head-cross-attention/"
PAGES = {
    "home": "",
    "dashboard": DASHBOARD,
    "phase": "roadmap/1-foundations/",
    "item": ITEM,
    "note with code": "roadmap/1-foundations/not-begun/",
    "base": "roadmap/roadmap.base/",
    "journal": "journal/",
    "write-up": "journal/backpropagation-by-hand/",
    "gallery": "experiments/",
    "results": "experiments/backprop-digits/",
    "tag": "tags/attention/",
    "kind": "kind/concept/",
    "canvas": "notes/foundations.canvas/",
    "graph": "graph/",
    "note with a canvas": "notes/how-the-foundations-hang-together/",
    "search": f"{DASHBOARD}?q=attention",
}


# axe-core itself, as the package brings it along.
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

# The tags of a result, which the theme's script makes landmarks without a name.
THEIRS = ".md-search-result .md-tags"


@pytest.mark.parametrize("width_px", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_keeps_nobody_out(
    open_page: Callable[..., Page], path: str, scheme: Literal["light", "dark"], width_px: int
) -> None:
    page = open_page(path, color_scheme=scheme, viewport={"width": width_px, "height": 900})
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_that_is_not_there_keeps_nobody_out(
    open_page: Callable[..., Page], dated_address: str, scheme: Literal["light", "dark"]
) -> None:
    assert violations(open_page(f"{dated_address}404.html", color_scheme=scheme)) == []


def violations(page: Page) -> list[str]:
    """What axe-core finds on the page, be it ever so small, and where."""
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(
        "theirs => axe.run({ exclude: [theirs] }).then(found => found.violations)", THEIRS
    )
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]
