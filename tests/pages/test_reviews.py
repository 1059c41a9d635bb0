"""Where pages say that an item is due for review, and where they say nothing of it."""

import pytest

from support.outline import outline
from support.vaults import VaultFactory, item, note, page_of, phase

FILES = {
    "Roadmap.md": note(type="roadmap"),
    "P.md": phase(1),
    "A.md": item("done", phase="P", review="2026-01-15", reviewed="[2025-12-24, 2025-12-01]"),
    "B.md": item("done", phase="P", review="2026-09-09"),
    "C.md": item("done", phase="P"),
}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 2026-03-01


def test_the_dashboard_lists_what_is_due(vault: VaultFactory) -> None:
    words = outline(page_of(vault(FILES), "Roadmap.md").html)
    assert "## Review due\n[A](../a/) since 15 January 2026\n## Phases\n" in words


def test_the_dashboard_shows_five_and_folds_the_rest(vault: VaultFactory) -> None:
    due = {f"{at}.md": item("done", review=f"2026-01-0{at}") for at in range(1, 9)}
    lines = outline(page_of(vault({**FILES, **due}), "Roadmap.md").html).splitlines()
    at = lines.index("## Review due")
    assert lines[at + 5 : at + 8] == [
        "[5](../5/) since 5 January 2026",
        "4 more",
        "[6](../6/) since 6 January 2026",
    ]


def test_without_any_there_is_no_word_of_it(vault: VaultFactory) -> None:
    site = vault({**FILES, "A.md": item("done", phase="P")})
    assert "eview" not in outline(page_of(site, "Roadmap.md").html)
    assert "review due" not in outline(page_of(site, "P.md").html)
    assert "eview" not in outline(page_of(site, "C.md").html)


def test_an_items_page_and_card_say_when(vault: VaultFactory) -> None:
    site = vault(FILES)
    due = "Review due since 15 January 2026; reviewed 2 times, last on 24 December 2025"
    assert due in outline(page_of(site, "A.md").html)
    assert "Next review on 9 September 2026\n" in outline(page_of(site, "B.md").html)
    cards = outline(page_of(site, "P.md").html)
    assert "### A\nDone review due no evidence yet\n" in cards
    assert due in cards
    assert "### B\nDone no evidence yet\n" in cards
