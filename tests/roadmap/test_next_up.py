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
    assert advice(site) == [f"{name}: next in line in P" for name in "CBA"]
    assert advice(vault({"A.md": item()})) == ["A: next in line"]


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


def test_what_is_skipped_is_not_proposed_and_nobody_waits_for_it(vault: VaultFactory) -> None:
    site = vault(
        {
            "P.md": phase(1),
            "Skipped.md": item("dropped", phase="P", after='"[[Last]]"', started="2026-01-01"),
            "Done.md": item("done", phase="P"),
            "First.md": item(phase="P", after='"[[Skipped]]"'),
            "Last.md": item(phase="P", after='["[[Skipped]]", "[[Done]]"]'),
        }
    )
    assert advice(site) == ["First: next in line in P", "Last: Done is behind you"]
    assert site.outlook.stale == {}


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


def test_many_prerequisites_and_many_that_wait_are_counted(vault: VaultFactory) -> None:
    site = vault(
        {
            "A.md": item(),
            "B.md": item("partial"),
            "C.md": item(),
            "D.md": item(after='["[[A]]", "[[B]]", "[[C]]"]'),
            "E.md": item("done", after='"[[A]]"'),
            "F.md": item(after='"[[A]]"'),
        }
    )
    assert advice(site) == [
        "B: begun, not finished yet; 1 item waits for it",
        "A: 2 items wait for it",
        "C: 1 item waits for it",
    ]
    done = {f"{name}.md": item("done") for name in "ABC"}
    assert advice(vault({**done, "D.md": item(after='["[[A]]", "[[B]]", "[[C]]"]')})) == [
        "D: A, B and C are behind you"
    ]


def test_a_finished_roadmap_has_nothing_next(vault: VaultFactory) -> None:
    assert vault({"A.md": item("done")}).outlook.next_up == ()


def test_a_partial_item_that_nobody_touched_is_stale(vault: VaultFactory) -> None:
    files = {
        "A.md": item("partial", updated="2025-12-31"),
        "B.md": item("partial", updated="2025-12-30"),
        "C.md": item("todo", updated="2025-01-01"),
    }
    assert vault(files).outlook.stale == {"B.md": 61}
    assert list(vault(files, stale_after=59).outlook.stale.items()) == [("B.md", 61), ("A.md", 60)]
    assert vault(files).outlook.today == date(2026, 3, 1)
