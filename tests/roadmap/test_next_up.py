"""What to take next, with its reasons, and what has gone stale."""

from datetime import date

import pytest

from milepost.model.site import Site
from support.vaults import VaultFactory, item, phase


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 2026-03-01
    monkeypatch.setenv("PATH", "")  # without git, a note's `updated` says when it was touched


def advice(site: Site) -> list[str]:
    return [f"{site.notes[each.item].title}: {'; '.join(each.reasons)}" for each in site.outlook.next_up]


def test_the_oldest_begun_item_comes_first_then_the_least_effort(vault: VaultFactory) -> None:
    site = vault(
        {
            "P.md": phase(1),
            "New.md": item("partial", phase="P", updated="2026-02-20"),
            "Old.md": item("partial", phase="P", updated="2026-01-01"),
            "Long.md": item(phase="P", estimate="4 hours"),
            "Short.md": item(phase="P", estimate="1 hour"),
            "Done.md": item("done", phase="P"),
        }
    )
    assert advice(site) == [
        "Old: begun, untouched for 59 days",
        "New: begun, untouched for 9 days",
        "Short: the least effort in P",
    ]


def test_of_equal_effort_the_order_decides_and_nought_is_one(vault: VaultFactory) -> None:
    orders = {"A": "", "B": "1", "C": "0"}
    items = {f"{name}.md": item(phase="P", order=order) for name, order in orders.items()}
    site = vault({"P.md": phase(1), **items})
    assert [each.item for each in site.outlook.next_up] == ["C.md", "B.md", "A.md"]


def test_the_current_phase_comes_before_later_ones(vault: VaultFactory) -> None:
    site = vault(
        {
            "P.md": phase(1),
            "Q.md": phase(2),
            "A.md": item(phase="P", estimate="1 week"),
            "B.md": item("partial", phase="Q", updated="2026-01-01"),
        }
    )
    assert [each.item for each in site.outlook.next_up] == ["A.md", "B.md"]


def test_prerequisites_advise_and_never_lock(vault: VaultFactory) -> None:
    site = vault(
        {
            "P.md": phase(1),
            "Softmax.md": item("done", phase="P"),
            "Scores.md": item(phase="P", estimate="3 hours"),
            "Attention.md": item(phase="P", estimate="1 hour", after='["[[Softmax]]", "[[Scores]]"]'),
            "Heads.md": item(phase="P", estimate="8 hours", after='"[[Softmax]]"'),
        }
    )
    assert advice(site) == [
        "Scores: the least effort in P; 1 item waits for it",
        "Heads: Softmax is behind you",
        "Attention: best after Scores",
    ]


def test_a_finished_roadmap_has_nothing_next(vault: VaultFactory) -> None:
    assert vault({"A.md": item("done")}).outlook.next_up == ()


def test_a_partial_item_that_nobody_touched_is_stale(vault: VaultFactory) -> None:
    files = {
        "A.md": item("partial", updated="2025-12-30"),
        "B.md": item("partial", updated="2025-12-31"),
        "C.md": item("todo", updated="2025-01-01"),
    }
    assert vault(files).outlook.stale == {"A.md": 61}
    assert vault(files, stale_after=59).outlook.stale == {"A.md": 61, "B.md": 60}
    assert vault(files).outlook.today == date(2026, 3, 1)
