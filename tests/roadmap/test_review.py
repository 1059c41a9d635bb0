"""When a done item is due for review: by its note's own word, or by FSRS."""

import sys
from datetime import date
from pathlib import Path

import pytest

from milepost.errors import SettingsError
from milepost.model.site import Site
from support.repository import Repository
from support.vaults import VaultFactory, item, load, problems_of


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 2026-03-01


def reviews(site: Site) -> dict[str, str]:
    return {path: day.isoformat() for path, day in site.outlook.reviews.items()}


def test_a_done_item_is_due_from_the_day_on_that_its_note_names(vault: VaultFactory) -> None:
    site = vault(
        {
            "Today.md": item("done", review="2026-03-01"),
            "Later.md": item("done", review="2026-03-02"),
            "Yesterday.md": item("done", review='"2026-02-28"'),
            "Silent.md": item("done", done="2020-01-01"),
        }
    )
    assert list(reviews(site).items()) == [
        ("Yesterday.md", "2026-02-28"), ("Today.md", "2026-03-01"), ("Later.md", "2026-03-02"),
    ]  # fmt: skip
    assert list(site.outlook.due) == ["Yesterday.md", "Today.md"]


def test_an_item_that_is_not_done_asks_for_none(vault: VaultFactory) -> None:
    files = {f"{status}.md": item(status, review="2026-01-01") for status in ("todo", "partial", "nonsense")}
    assert reviews(vault({**files, "Word.md": "---\nreview: 2026-01-01\nstatus: done\n---\n"})) == {}
    assert reviews(vault(files, reviews="fsrs")) == {}


def test_a_review_on_the_day_or_later_settles_it(vault: VaultFactory) -> None:
    site = vault(
        {
            "Early.md": item("done", review="2026-02-01", reviewed="[2026-01-31]"),
            "On the day.md": item("done", review="2026-02-01", reviewed="[2026-02-01, 2025-01-01]"),
            "Later.md": item("done", review="2026-02-01", reviewed="2026-02-20"),
        }
    )
    assert reviews(site) == {"Early.md": "2026-02-01"}


def test_reviews_can_be_switched_off(vault: VaultFactory) -> None:
    assert reviews(vault({"A.md": item("done", review="2026-01-01")}, reviews="off")) == {}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("review: soon", "review is 'soon'; write year, month and day, such as 2026-11-22"),
        ("review: true", "review is True; write year, month and day, such as 2026-11-22"),
        ("review: [2026-01-01, 2026-02-01]", "review is "),
        ("reviewed: [2026-01-01, soon]", "reviewed is "),
        ("reviewed: 5 times", "reviewed is '5 times'; write a list of days, each such as 2026-11-22"),
    ],
)
def test_what_is_no_day_is_a_problem(line: str, message: str, vault: VaultFactory) -> None:
    site = vault({"A.md": f"---\ntype: item\nstatus: done\n{line}\n---\n"})
    (problem,) = (each for each in problems_of(site) if "property-type" in each)
    assert problem.startswith(f"A.md:4: {message}")
    assert reviews(site) == {}


def test_intervals_grow_with_each_review(vault: VaultFactory) -> None:
    said = [(), ("2026-01-03",), ("2026-01-03", "2026-01-12"), ("2026-01-03", "2026-01-12", "2026-02-20")]
    files = {f"{len(days)}.md": item("done", done="2026-01-01", reviewed=days) for days in said}
    found = reviews(vault(files, reviews="fsrs"))
    last = [date.fromisoformat((*days, "2026-01-01")[len(days) - 1]) for days in said]
    intervals = [(date.fromisoformat(found[f"{at}.md"]) - day).days for at, day in enumerate(last)]
    assert intervals == sorted(set(intervals))
    assert intervals[0] == 2


def test_a_review_before_an_item_was_done_again_counts_no_longer(vault: VaultFactory) -> None:
    files = {
        "A.md": item("done", done="2026-02-01", reviewed=["2026-01-03"]),
        "B.md": item("done", done="2026-02-01"),
    }
    found = reviews(vault(files, reviews="fsrs"))
    assert found["A.md"] == found["B.md"]


def test_the_same_notes_give_the_same_days(vault: VaultFactory) -> None:
    files = {f"{at}.md": item("done", done=f"2026-01-{at + 10}", reviewed=["2026-02-11"]) for at in range(9)}
    assert reviews(vault(files, reviews="fsrs")) == reviews(vault(files, reviews="fsrs"))


def test_a_note_that_names_a_day_is_not_asked_by_fsrs_before(vault: VaultFactory) -> None:
    asking = item("done", done="2026-01-01", review="2026-12-01")
    settled = item("done", done="2026-01-01", review="2026-02-01", reviewed=["2026-02-01"])
    found = reviews(vault({"A.md": asking, "B.md": settled}, reviews="fsrs"))
    assert found["A.md"] == "2026-12-01"
    assert found["B.md"] > "2026-02-02"


def test_git_knows_when_an_item_was_done_last(tmp_path: Path) -> None:
    repository = Repository.new(tmp_path / "repository")
    for day, status in (("01", "done"), ("05", "todo"), ("10", "done"), ("20", "done")):
        repository.commit(f"2026-01-{day}", A=item(status, f"Words of {day}."))
    assert reviews(load(repository.vault, reviews="fsrs")) == {"A.md": "2026-01-12"}


def test_of_what_nobody_knows_when_it_was_done_nothing_is_due(
    vault: VaultFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # without git
    files = {"A.md": item("done"), "B.md": item("done", reviewed=["2026-02-01"])}
    assert list(reviews(vault(files, reviews="fsrs"))) == ["B.md"]


def test_no_day_is_after_the_end_of_the_calendar(vault: VaultFactory) -> None:
    files = {"A.md": item("done", done="9999-12-31"), "B.md": item("done", done="0001-01-01")}
    assert list(reviews(vault(files, reviews="fsrs"))) == ["B.md"]


def test_without_its_package_the_option_says_what_to_do(
    vault: VaultFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsrs", None)
    with pytest.raises(SettingsError, match=r"'reviews': .* pip install 'milepost\[reviews\]'"):
        vault({"A.md": item("done")}, reviews="fsrs")
