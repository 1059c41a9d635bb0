"""Nothing keeps readers out: axe-core finds no critical and no serious violation on any kind of page."""

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
    "base": "roadmap/roadmap.base/",
    "journal": "journal/",
    "write-up": "journal/backpropagation-by-hand/",
    "gallery": "experiments/",
    "results": "experiments/backprop-digits/",
    "tag": "tags/attention/",
    "kind": "kind/concept/",
    "search": f"{DASHBOARD}?q=attention",
}


# axe-core itself, as the package brings it along.
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("width_px", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_keeps_nobody_out(
    open_page: Callable[..., Page], path: str, scheme: Literal["light", "dark"], width_px: int
) -> None:
    page = open_page(path, color_scheme=scheme, viewport={"width": width_px, "height": 900})
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate("axe.run().then(found => found.violations)")
    grave = [each for each in found if each["impact"] in ("critical", "serious")]
    assert [f"{each['id']}: {node['html'][:200]}" for each in grave for node in each["nodes"]] == []
