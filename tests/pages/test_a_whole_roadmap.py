"""A roadmap of six phases and 194 items: the figures that its pages show are those of its notes."""

from itertools import chain, repeat

import pytest

from milepost.build import render_site
from milepost.model.page import Page
from milepost.model.site import Site
from support.outline import outline
from support.vaults import VaultFactory, item, note, page_of, phase

# Done, partial and to do of each phase; together 114, 41 and 39.
COUNTS = ((15, 7, 10), (30, 6, 4), (24, 10, 3), (20, 8, 5), (15, 6, 9), (10, 4, 8))


@pytest.fixture
def site(vault: VaultFactory) -> Site:
    files = {"Roadmap.md": note(type="roadmap")}
    for number, counts in enumerate(COUNTS, start=1):
        files[f"Phase {number}/Phase {number}.md"] = phase(number)
        statuses = chain.from_iterable(map(repeat, ("done", "partial", "todo"), counts))
        for place, status in enumerate(statuses, start=1):
            text = item(status, phase=f'"[[Phase {number}]]"', order=place, estimate="1 hour", kind="concept")
            files[f"Phase {number}/Item {number}.{place}.md"] = text
    return vault(files)


def shown(page: Page) -> list[str]:
    return outline(page.html).splitlines()


def test_the_dashboard_shows_the_whole(site: Site) -> None:
    lines = shown(page_of(site, "Roadmap.md"))
    assert "69 % 114 done, 41 partial, 39 to do of 194 69 % by estimated hours" in lines
    assert "59.5 h left of 194 h, estimated every item has an estimate" in lines
    assert "0 of 114 done with evidence 114 that no write-up and no experiment mentions" in lines
    assert "| [concept](../kind/concept/) | 114 | 41 | 39 | 194 | 69 % |" in lines


def test_the_dashboard_shows_each_phase(site: Site) -> None:
    lines = shown(page_of(site, "Roadmap.md"))
    percent = [lines[at + 1] for at, line in enumerate(lines) if line.startswith("[Phase ")]
    assert percent == ["58 %", "83 %", "78 %", "73 %", "60 %", "55 %"]
    assert "15 done, 7 partial, 10 to do of 32 · 13.5 h left of 32 h, estimated" in lines


def test_the_phases_page_shows_its_own_items(site: Site) -> None:
    page = page_of(site, "Phase 1/Phase 1.md")
    lines = shown(page)
    assert lines[:2] == ["Phase 1 of 6", "# Phase 1"]
    assert "58 % 15 done, 7 partial, 10 to do of 32 58 % by estimated hours" in lines
    assert page.html.count("<details") == 32
    assert page.html.count('data-status="partial" open') == 7


def test_every_item_has_its_page(site: Site) -> None:
    pages, _ = render_site(site)
    assert len({page.path for page in pages}) == len(pages)
    assert sum(page.source is not None and page.source.startswith("Phase") for page in pages) == 194 + 6
