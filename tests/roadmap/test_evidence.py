"""Done items, and what shows that they are."""

from milepost.model.problem import Code
from support.vaults import VaultFactory, item, problems_of, write_up

FILES = {
    "Shown.md": item("done", phase="P", estimate="2 hours"),
    "Claimed.md": item("done", phase="P", estimate="2 hours"),
    "Begun.md": item("partial", phase="P"),
    "First.md": write_up("2026-01-01", "I did [[Shown]]."),
    "P.md": "---\ntype: phase\n---\n",
}


def test_a_done_item_that_nothing_mentions_is_unproven(vault: VaultFactory) -> None:
    roadmap = vault(FILES).roadmap
    assert [each.title for each in roadmap.items if each.is_unproven] == ["Claimed"]
    assert (roadmap.progress.unproven, roadmap.progress.halves) == (1, 5)


def test_it_is_a_problem_only_where_that_is_asked_for(vault: VaultFactory) -> None:
    said = problems_of(vault(FILES, evidence="warn"))
    assert [each for each in said if f"[{Code.EVIDENCE_MISSING}]" in each] == [
        "Claimed.md:3: the item is done, but no write-up and no experiment mentions it; "
        "link to it from one that shows it [evidence-missing]"
    ]
    assert problems_of(vault(FILES)) == []


def test_it_counts_half_where_that_is_asked_for(vault: VaultFactory) -> None:
    site = vault(FILES, evidence="half")
    progress = site.roadmap.progress
    assert (progress.halves, progress.percent, progress.done) == (4, 67, 2)
    assert progress.half_minutes_left == 120
    assert site.outlook.burn_up.points[-1].halves == 4
