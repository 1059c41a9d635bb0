"""Items that their author has decided not to do: shown where the others are, and in no sum."""

import json
import re

import pytest

from milepost.build import render_site
from support.outline import outline
from support.vaults import VaultFactory, document_of, item, note, page_at, page_of, phase, problems_of

FILES = {
    "Roadmap.md": note(type="roadmap"),
    "P.md": phase(1),
    "A.md": item("done", phase="P", kind="eval", estimate="2 hours"),
    "B.md": item("todo", phase="P", kind="eval", after='"[[C]]"'),
    "C.md": item("skipped", phase="P", kind="concept", estimate="9 hours", review="2020-01-01"),
    "D.md": item("dropped", estimate="soon"),
}


def test_the_counts_say_how_many_and_leave_them_out(vault: VaultFactory) -> None:
    site = vault(FILES)
    lines = outline(page_of(site, "Roadmap.md").html).splitlines()
    assert "50 % 1 done, 0 partial, 1 to do of 2 · 2 skipped 100 % by estimated hours" in lines
    assert "1 done, 0 partial, 1 to do of 2 · 1 skipped · 0 min left of 2 h, estimated" in lines
    assert "| Kind | Done | Partial | To do | Total | Progress | Skipped |" in lines
    assert "| [concept](../kind/concept/) | 0 | 0 | 0 | 0 | 0 % | 1 |" in lines
    assert "Skipped [D](../d/) soon" in lines
    assert (site.outlook.due, site.outlook.reviews) == ({}, {})
    assert [each for each in problems_of(site) if "estimate" in each] == []  # it adds no hours anyway


def test_the_phase_shows_its_card_and_the_filter_finds_it(vault: VaultFactory) -> None:
    html = page_of(vault(FILES), "P.md").html
    assert re.findall(r'data-status="(\w+)"', html) == ["done", "todo", "skipped"]
    filters = re.findall(r'data-filter="status" data-value="(\w*)">([\w ]+) <span>(\d)</span>', html)
    assert filters == [
        ("", "All", "3"),
        ("done", "Done", "1"),
        ("todo", "To do", "1"),
        ("skipped", "Skipped", "1"),
    ]
    assert '<h3 class="mp-card__title">C</h3>' in html
    assert "<title>C: Skipped</title>" in html


def test_its_own_page_and_that_of_its_kind_show_it(vault: VaultFactory) -> None:
    site = vault(FILES)
    assert "Skipped [concept](../kind/concept/) 9 hours" in outline(page_of(site, "C.md").html)
    lines = outline(page_at(site, "kind/concept/").html).splitlines()
    assert lines[1] == "0 % 0 done, 0 partial, 0 to do of 0 · 1 skipped"
    assert "Skipped [C](../../c/) 9 hours" in lines


def test_the_data_counts_it_apart(vault: VaultFactory) -> None:
    data = json.loads(document_of(vault(FILES), "progress.json").text)
    figures = data["progress"]
    assert (figures["total"], figures["skipped"], figures["minutes"], figures["unestimated"]) == (
        2,
        2,
        120,
        1,
    )
    assert data["without_phase"][0]["status"] == "skipped"
    assert data["burn_up"][-1]["items"] == 2


def test_a_roadmap_may_have_no_others(vault: VaultFactory) -> None:
    site = vault({"C.md": item("skipped", kind="concept")})
    assert "0 % 0 done, 0 partial, 0 to do of 0 · 1 skipped" in outline(page_at(site, "roadmap/").html)
    assert next(each.path for each in render_site(site)[1]) == "progress.json"


@pytest.mark.parametrize("word", ["skipped", "Skip", "dropped", "cancelled", "Canceled", "wontdo", "shelved"])
def test_there_are_several_words_for_it(vault: VaultFactory, word: str) -> None:
    site = vault({"A.md": item(word)}, statuses={"shelved": "skipped"})
    assert (site.roadmap.progress.skipped, site.problems) == (1, ())
