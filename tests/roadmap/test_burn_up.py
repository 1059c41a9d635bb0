"""The two lines of the burn-up, from git's history and the notes' own dates."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from milepost.model.site import Site
from support.repository import Repository
from support.vaults import VaultFactory, item, load, note, phase


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository.new(tmp_path / "repository")


def lines(site: Site) -> list[str]:
    """Each point as "day half-points/twice the items"."""
    return [f"{each.day} {each.halves}/{2 * each.total}" for each in site.outlook.burn_up.points]


def gains(site: Site) -> dict[str, int]:
    return {str(day): gain for day, gain in site.outlook.burn_up.gains.items()}


def test_a_status_counts_from_the_day_of_its_commit(repository: Repository) -> None:
    repository.commit("2026-01-01", A=item("todo"), B=item("todo"))
    repository.commit("2026-01-05", A=item("partial"))
    repository.commit("2026-01-09", A=item("done"))
    site = load(repository.vault)
    assert lines(site) == ["2026-01-01 0/4", "2026-01-05 1/4", "2026-01-09 2/4"]
    assert gains(site) == {"2026-01-05": 1, "2026-01-09": 1}
    assert site.outlook.today == date(2026, 1, 9)


def test_an_item_added_later_raises_the_scope_and_is_no_work_of_that_day(repository: Repository) -> None:
    repository.commit("2026-01-01", A=item("done"))
    repository.commit("2026-01-05", B=item("done"), C=item())
    site = load(repository.vault)
    assert lines(site) == ["2026-01-01 2/2", "2026-01-05 4/6"]
    assert gains(site) == {}


def test_of_two_changes_on_one_day_the_last_counts(repository: Repository) -> None:
    repository.commit("2026-01-01", A=item("todo"))
    repository.commit("2026-01-05", A=item("done"))
    repository.commit("2026-01-05", A=item("partial"))
    assert lines(load(repository.vault)) == ["2026-01-01 0/2", "2026-01-05 1/2"]


def test_a_reopened_item_leaves_the_line_and_so_does_a_revert(repository: Repository) -> None:
    repository.commit("2026-01-01", A=item("todo"))
    repository.commit("2026-01-05", A=item("done"))
    repository.git("revert", "--no-edit", "HEAD", day="2026-01-07")
    site = load(repository.vault)
    assert lines(site) == ["2026-01-01 0/2", "2026-01-05 2/2", "2026-01-07 0/2"]
    assert sum(gains(site).values()) == 0


def test_a_renamed_or_moved_note_stays_the_same_item(repository: Repository) -> None:
    words = "".join(f"line {number}\n" for number in range(30))
    repository.commit("2026-01-01", A=item("todo", words))
    repository.commit("2026-01-03", A=None, sub__B=item("todo", words))
    repository.commit("2026-01-05", sub__B=item("done", words))
    assert lines(load(repository.vault)) == ["2026-01-01 0/2", "2026-01-05 2/2"]


def test_so_does_one_whose_new_name_git_does_not_notice_as_it_differs_in_case_alone(
    repository: Repository,
) -> None:
    repository.commit("2026-01-01", Übung=item("todo"), Other="words")
    repository.commit("2026-01-05", Übung=item("done"))
    before = load(repository.vault)
    (repository.vault / "Übung.md").rename(repository.vault / "übung.md")
    site = load(repository.vault)
    assert lines(site) == lines(before) == ["2026-01-01 0/2", "2026-01-05 2/2"]
    assert {path.lower(): day for path, day in site.changed.items()} == {
        path.lower(): day for path, day in before.changed.items()
    }


def test_a_deleted_item_leaves_both_lines(repository: Repository) -> None:
    repository.commit("2026-01-01", A=item("done"), B=item())
    repository.commit("2026-01-05", A=None)
    assert lines(load(repository.vault)) == ["2026-01-01 2/4", "2026-01-05 0/2"]


def test_a_roadmap_that_has_been_emptied_ends_at_nothing(repository: Repository) -> None:
    repository.commit("2026-01-01", A=item("done"), Note="words")
    repository.commit("2026-01-05", A=None)
    assert lines(load(repository.vault)) == ["2026-01-01 2/2", "2026-01-05 0/0"]


def test_a_vault_without_items_has_no_lines(vault: VaultFactory) -> None:
    assert vault({"Note.md": "words"}).outlook.burn_up.points == ()


def test_without_evidence_what_is_done_counts_half_and_what_was_begun_as_ever(repository: Repository) -> None:
    repository.commit("2026-01-01", A=item("partial"))
    repository.commit("2026-01-05", A=item("done"))
    site = load(repository.vault, evidence="half")
    assert lines(site) == ["2026-01-01 1/2", "2026-01-05 1/2"]


def test_what_a_merge_brings_counts_from_the_day_it_was_written(repository: Repository) -> None:
    repository.commit("2026-01-01", A=item("todo"), B=item("todo"))
    repository.branch("aside")
    repository.commit("2026-01-03", A=item("done"))
    repository.git("checkout", "--quiet", "main")
    repository.commit("2026-01-05", B=item("done"))
    repository.merge("2026-01-20", "aside")
    assert lines(load(repository.vault)) == [
        "2026-01-01 0/4", "2026-01-03 2/4", "2026-01-05 4/4", "2026-01-20 4/4",
    ]  # fmt: skip


def test_what_was_changed_back_on_a_branch_was_so_in_between(repository: Repository) -> None:
    repository.commit("2026-01-01", A=item("todo"))
    repository.branch("aside")
    repository.commit("2026-01-03", A=item("done"))
    repository.commit("2026-01-05", A=item("todo"))
    repository.merge("2026-01-20", "aside")
    assert lines(load(repository.vault))[:3] == ["2026-01-01 0/2", "2026-01-03 2/2", "2026-01-05 0/2"]


def test_what_a_merge_leaves_out_never_was(repository: Repository) -> None:
    repository.commit("2026-01-01", A=item("todo"))
    repository.branch("aside")
    repository.commit("2026-01-03", A=item("done"))
    repository.merge("2026-01-20", "aside", "--strategy=ours")
    assert lines(load(repository.vault)) == ["2026-01-01 0/2", "2026-01-20 0/2"]


def test_what_a_merge_decides_itself_counts_from_the_merge(repository: Repository) -> None:
    repository.commit("2026-01-01", A=item("todo"))
    repository.branch("aside")
    repository.commit("2026-01-03", A=item("done", "aside"))
    repository.git("checkout", "--quiet", "main")
    repository.commit("2026-01-05", A=item("partial", "main"))
    repository.git("merge", "--no-commit", "--strategy=ours", "aside")
    repository.commit("2026-01-20", A=item("done", "both"))
    assert lines(load(repository.vault)) == ["2026-01-01 0/2", "2026-01-05 1/2", "2026-01-20 2/2"]


def test_the_dates_that_a_note_gives_win_over_git(repository: Repository) -> None:
    repository.commit("2026-03-01", A=item("todo"), B=item("todo"))
    repository.commit("2026-03-09", A=item("done", started="2026-02-01", done="2026-02-10"))
    assert lines(load(repository.vault)) == [
        "2026-02-01 1/2", "2026-02-10 2/2", "2026-03-01 2/4", "2026-03-09 2/4",
    ]  # fmt: skip


def test_a_later_day_than_gits_wins_too(repository: Repository) -> None:
    repository.commit("2026-03-01", A=item("todo"))
    repository.commit("2026-03-03", A=item("done", done="2026-03-05"))
    repository.commit("2026-03-09", B=note("words"))
    assert lines(load(repository.vault)) == [
        "2026-03-01 0/2", "2026-03-03 1/2", "2026-03-05 2/2", "2026-03-09 2/2",
    ]  # fmt: skip


def test_a_later_day_of_its_beginning_wins_over_git(repository: Repository) -> None:
    repository.commit("2026-03-01", A=item("partial"), B=item("todo"))
    repository.commit("2026-03-03", A=item("partial", started="2026-03-05"), B=item("done"))
    repository.commit("2026-03-09", B=item("done", started="2026-03-07"))
    assert lines(load(repository.vault)) == [
        "2026-03-01 0/4", "2026-03-05 1/4", "2026-03-07 3/4", "2026-03-09 3/4",
    ]  # fmt: skip


def test_a_skipped_item_leaves_both_lines_on_its_day_and_is_no_work_undone(repository: Repository) -> None:
    repository.commit("2026-01-01", A=item("todo"), B=item("todo"))
    repository.commit("2026-01-05", A=item("done"), B=item("partial"))
    repository.commit("2026-01-09", A=item("dropped"), B=item("partial"))
    repository.commit("2026-01-13", A=item("done"), B=item("skipped"))
    site = load(repository.vault)
    assert lines(site) == ["2026-01-01 0/4", "2026-01-05 3/4", "2026-01-09 1/2", "2026-01-13 2/2"]
    assert gains(site) == {"2026-01-05": 3}


def test_a_skipped_item_was_begun_when_its_note_says_if_it_was_there_by_then(repository: Repository) -> None:
    repository.commit("2026-03-01", A=item("todo"), B=item("todo"), C=item("skipped"), D=item())
    repository.commit(
        "2026-03-09", A=item("skipped", started="2026-02-01"), B=item("skipped", started="2026-03-09")
    )
    site = load(repository.vault)
    assert lines(site) == ["2026-02-01 1/2", "2026-03-01 1/6", "2026-03-09 0/2"]


def test_what_was_skipped_on_a_day_that_nobody_knows_was_never_there(
    vault: VaultFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 2026-03-01
    site = vault(
        {
            "A.md": item("skipped", started="2026-01-01", done="2026-01-05"),
            "B.md": item("done", done="2026-02-01"),
        }
    )
    assert lines(site) == ["2026-01-01 0/2", "2026-02-01 2/2", "2026-03-01 2/2"]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_the_history_it_ends_with_what_the_roadmap_counts(repository: Repository, seed: int) -> None:
    chance = Random(seed)
    days = [None, "2026-01-02", "2026-01-04", "2026-02-01"]
    for day in range(1, 8):
        items = {
            name: item(
                chance.choice(["todo", "partial", "done", "skipped", "dropped"]),
                started=chance.choice(days) or "",
                done=chance.choice(days) or "",
                draft=chance.random() < 0.2,
            )
            for name in "ABCDEFGH"
            if chance.random() < 0.5
        }
        repository.commit(f"2026-01-0{day}", **items, Words=str(day))
    site = load(repository.vault)
    whole, last = site.roadmap.progress, site.outlook.burn_up.points[-1]
    assert (last.halves, last.total) == (whole.halves, whole.total)
    assert whole.skipped


def test_a_note_made_anew_is_another_item(repository: Repository) -> None:
    repository.commit("2026-01-01", A=item("done"), B=item())
    repository.commit("2026-01-05", A=None)
    repository.commit("2026-01-09", A=item("partial"))
    assert lines(load(repository.vault)) == ["2026-01-01 2/4", "2026-01-05 0/2", "2026-01-09 1/4"]


def test_a_checkbox_called_done_is_no_day(vault: VaultFactory) -> None:
    site = vault({"A.md": item("done", done=True), "B.md": item("done", done="soon")})
    assert [str(problem) for problem in site.problems] == [
        "B.md:4: done is 'soon'; write year, month and day, such as 2026-11-22 [property-type]"
    ]


def test_without_git_the_notes_own_dates_tell(vault: VaultFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 2026-03-01
    site = vault(
        {
            "A.md": item("done", started="2026-01-01", done="2026-01-10"),
            "B.md": item("partial", started="2026-02-01"),
            "C.md": item(),
        }
    )
    assert lines(site) == [
        "2026-01-01 1/6", "2026-01-10 2/6", "2026-02-01 3/6", "2026-03-01 3/6",
    ]  # fmt: skip
    assert site.outlook.witness == "notes"


def test_a_day_that_the_status_does_not_bear_out_tells_nothing(
    vault: VaultFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 2026-03-01
    site = vault(
        {
            "A.md": item("todo", started="2026-01-01"),
            "B.md": item("partial", done="2026-01-10"),
            "C.md": item("done", started="2026-02-01", done="2026-01-20"),
        }
    )
    assert lines(site) == ["2026-01-01 0/6", "2026-01-20 2/6", "2026-03-01 2/6"]


def test_without_git_and_without_dates_there_is_today_alone(vault: VaultFactory) -> None:
    assert len(vault({"A.md": item("done"), "B.md": item()}).outlook.burn_up.points) == 1


def test_what_is_not_committed_yet_counts_today(repository: Repository) -> None:
    repository.commit("2026-01-01", A=item("todo"))
    repository.commit("2026-01-05", Words="words")
    (repository.vault / "A.md").write_text(item("done"))
    (repository.vault / "B.md").write_text(item("todo"))
    assert lines(load(repository.vault)) == ["2026-01-01 0/2", "2026-01-05 2/4"]


def test_a_wrong_clock_moves_no_other_day(repository: Repository) -> None:
    repository.commit("2026-01-01", A=item("todo"))
    repository.commit("2026-02-01", A=item("partial"))  # by a clock a month ahead
    repository.commit("2026-01-05", A=item("done"))
    assert lines(load(repository.vault)) == ["2026-01-01 0/2", "2026-01-05 2/2"]


def test_a_shallow_clone_begins_with_what_it_holds(repository: Repository, tmp_path: Path) -> None:
    repository.commit("2026-01-01", A=item("todo"), B=item("todo"))
    repository.commit("2026-01-05", A=item("done"))
    repository.commit("2026-01-09", B=item("done"))
    repository.git("clone", "--quiet", "--depth=2", f"file://{repository.root}", str(tmp_path / "clone"))
    site = load(tmp_path / "clone/vault")
    assert lines(site) == ["2026-01-05 2/4", "2026-01-09 4/4"]
    assert site.outlook.witness == "part of git"


def test_a_phase_has_lines_of_its_own(repository: Repository) -> None:
    repository.commit("2026-01-01", P=phase(1), Q=phase(2), A=item(phase='"[[P]]"'), B=item(phase="2"))
    repository.commit("2026-01-05", A=item("done", phase='"[[P]]"'), Gone=item("done", phase='"[[Q]]"'))
    repository.commit("2026-01-09", Gone=None)
    points = load(repository.vault).outlook.burn_ups
    shown = {path: [(each.halves, each.total) for each in burn.points] for path, burn in points.items()}
    assert shown == {"P.md": [(0, 1), (2, 1), (2, 1)], "Q.md": [(0, 1), (2, 2), (0, 1)]}


@pytest.mark.parametrize("mark", ["draft: true", "publish: false", "publish: perhaps", "status: [unclosed"])
def test_of_a_private_note_not_even_the_past_is_counted(repository: Repository, mark: str) -> None:
    repository.commit("2026-01-01", A=item("todo"), B=item("done"), C=item("done"))
    repository.commit("2026-01-03", C=f"---\ntype: item\nstatus: done\n{mark}\n---\n")
    repository.commit("2026-01-05", C=None, B=f"---\ntype: item\nstatus: done\n{mark}\n---\n")
    site = load(repository.vault)
    assert lines(site) == ["2026-01-01 0/2", "2026-01-05 0/2"]
    assert site.outlook.activity == {date(2026, 1, 1): 1}


def test_a_note_counts_from_the_day_it_became_public(repository: Repository) -> None:
    repository.commit("2026-01-01", A=item("done", draft=True), B=item())
    repository.commit("2026-01-05", A=item("done"))
    assert lines(load(repository.vault)) == ["2026-01-01 0/2", "2026-01-05 2/4"]


def test_forms_and_excluded_notes_are_no_items_of_the_past(repository: Repository) -> None:
    repository.commit("2026-01-01", A=item("done"), Private__B=item("done"), Private__C=item())
    repository.commit("2026-01-05", Private__B=None)
    assert lines(load(repository.vault, exclude=["Private"])) == ["2026-01-01 2/2", "2026-01-05 2/2"]


def test_activity_is_the_notes_written_on_a_day(repository: Repository) -> None:
    repository.commit("2026-01-01", A=item(), B="words")
    repository.commit("2026-01-05", A=item("done"))
    assert load(repository.vault).outlook.activity == {date(2026, 1, 1): 2, date(2026, 1, 5): 1}
