"""Nothing jumps when the scripts come, however late."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

PAGES = {
    "canvas": "notes/foundations.canvas/",
    "note with a canvas": "notes/how-the-foundations-hang-together/",
    "phase": "roadmap/1-foundations/",
    "graph": "graph/",
}

MOVED = """() => new Promise(done => {
  new PerformanceObserver(list => done(list.getEntries().reduce((sum, { value }) => sum + value, 0)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(done, 500, 0);
})"""


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_what_a_script_fills_has_its_room_before(open_page: Callable[..., Page], path: str) -> None:
    page = open_page("", viewport={"width": 390, "height": 1400})

    def later(route: Route) -> None:
        page.wait_for_timeout(300)  # the page is painted meanwhile
        route.continue_()

    page.route("**/bundle.*.js", later)
    page.goto(path, wait_until="networkidle")
    assert page.evaluate(MOVED) < 0.002
