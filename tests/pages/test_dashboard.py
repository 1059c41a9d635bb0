"""The dashboard of a vault with a history: in which order it tells what, and where that is cut short."""

import re
from pathlib import Path

import pytest

from milepost.model.site import Site
from support.outline import outline
from support.repository import Repository
from support.vaults import item, load, note, page_of, phase, write_up


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository.new(tmp_path / "repository")
    items = {f"I{number}": item("todo", phase='"[[P]]"', kind="eval") for number in range(12)}
    repository.commit(
        "2026-01-01", Roadmap=note(type="roadmap"), P=phase(1), W=write_up("2026-01-01"), **items
    )
    for number in range(9):
        done = item("done", phase='"[[P]]"', kind="eval")
        repository.commit(f"2026-0{1 + number // 4}-{4 + number % 4 * 7:02}", **{f"I{number}": done})
    return repository


def shown(site: Site, path: str = "Roadmap.md") -> str:
    return outline(page_of(site, path).html)


def test_it_leads_from_the_figures_to_the_past(repository: Repository) -> None:
    words = shown(load(repository.vault))
    assert re.findall(r"^## (.*)", words, re.MULTILINE) == [
        "Next up", "Phases", "Kinds", "Latest write-ups", "Burn-up", "Activity",
    ]  # fmt: skip
    assert words.splitlines()[1] == "75 % 9 done, 0 partial, 3 to do of 12"


def test_it_says_when_the_rest_would_be_done(repository: Repository) -> None:
    assert re.search(
        r"\nForecast: (between|in) \w+( and \w+)? 2026 for half of the runs", shown(load(repository.vault))
    )


def test_the_drawing_and_its_table_say_the_same(repository: Repository) -> None:
    site = load(repository.vault)
    assert (
        "from 0 done of 12 on 1 January 2026 to 9 of 12 on 4 March 2026" in page_of(site, "Roadmap.md").html
    )
    assert "| January 2026 | 4 | 12 |\n| February 2026 | 8 | 12 |\n| March 2026 | 9 | 12 |\n" in shown(site)


def test_the_calendar_says_of_how_much_it_tells(repository: Repository) -> None:
    words = shown(load(repository.vault))
    assert "Notes written on 10 days of the last year, in 9 of its 53 weeks" in words


def test_a_phase_has_a_drawing_of_its_own(repository: Repository) -> None:
    assert "| March 2026 | 9 | 12 |" in shown(load(repository.vault), "P.md")


def test_a_shallow_clone_says_what_to_do(repository: Repository, tmp_path: Path) -> None:
    for depth in (1, 3):
        clone = tmp_path / str(depth)
        repository.git("clone", "--quiet", f"--depth={depth}", f"file://{repository.root}", str(clone))
        words = shown(load(clone / "vault"))
        assert "it is a shallow clone" in words
        assert "fetch-depth: 0" in words


def test_the_same_commit_gives_the_same_page_whenever_it_is_built(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = page_of(load(repository.vault), "Roadmap.md").html
    for file in repository.vault.rglob("*.md"):
        file.touch()
    assert page_of(load(repository.vault), "Roadmap.md").html == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1783000000")
    assert "2 July 2026" in page_of(load(repository.vault), "Roadmap.md").html


def test_keys_can_be_switched_off(repository: Repository) -> None:
    assert "data-mp-shortcuts" in page_of(load(repository.vault), "P.md").html
    assert "data-mp-shortcuts" not in page_of(load(repository.vault, shortcuts=False), "P.md").html


@pytest.mark.parametrize("status", ["partial", "done"])
def test_each_page_says_once_what_a_partial_item_counts(repository: Repository, status: str) -> None:
    for day, said in (("2026-03-05", "partial"), ("2026-03-06", "todo"), ("2026-03-07", status)):
        repository.commit(day, I9=item(said, phase='"[[P]]"', kind="eval"))
    site = load(repository.vault)
    for words in (shown(site), shown(site, "P.md")):
        assert words.lower().count("a partial item counts half") == 1
        assert ("\n9 1 2\nA partial item counts half.\n" in words) == (status == "partial")
