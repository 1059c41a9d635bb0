"""Notes to a roadmap: what belongs where, in which order."""

from textwrap import dedent

import pytest

from milepost.model.path import VaultPath
from milepost.model.roadmap import Progress, Roadmap
from milepost.roadmap.collect import write_ups
from support.vaults import VaultFactory, item, note, phase, write_up


def outline(roadmap: Roadmap) -> str:
    """The roadmap in a line for each phase and item."""

    def head(title: str, progress: Progress) -> str:
        return f"{title}  {progress.halves / 2:g} / {progress.total}  {progress.percent} %\n"

    lines = [head(roadmap.title, roadmap.progress)]
    for each in roadmap.phases:
        lines.append(head(f"{each.number}. {each.title}", each.progress))
        lines.extend(f"  {item.status:7}  {item.title}\n" for item in each.items)
    if roadmap.unplaced:
        lines.append("without a phase\n")
        lines.extend(f"  {item.status:7}  {item.title}\n" for item in roadmap.unplaced)
    return "".join(lines)


def test_items_are_gathered_below_their_phases(vault: VaultFactory) -> None:
    site = vault(
        {
            "Roadmap.md": note(type="roadmap", title="My year"),
            "Phase 1.md": phase(1),
            "Phase 2.md": phase(2, title="Inference"),
            "Softmax.md": item("done", phase='"[[Phase 1]]"', order=2),
            "Attention.md": item("partial", phase='"[[Phase 1]]"', order=1),
            "KV cache.md": item("todo", phase='"[[Phase 2]]"'),
            "Stray.md": item("done"),
            "No item.md": "[[Phase 1]]",
        }
    )
    assert outline(site.roadmap) == dedent("""\
        My year  2.5 / 4  63 %
        1. Phase 1  1.5 / 2  75 %
          partial  Attention
          done     Softmax
        2. Inference  0 / 1  0 %
          todo     KV cache
        without a phase
          done     Stray
        """)


@pytest.mark.parametrize(
    "named",
    [
        '"[[Phase 2]]"',
        "[[Phase 2]]",
        '"[[Roadmap/Phase 2|the second]]"',
        '"[[phase 2#Goals]]"',
        "Phase 2",
        "phase 2",
        "Inference",
        '"[[Second leg]]"',
        "7",
        '"7"',
    ],
)
def test_an_item_names_its_phase_by_link_alias_title_or_number(vault: VaultFactory, named: str) -> None:
    site = vault(
        {
            "Roadmap/Phase 1.md": phase(1),
            "Roadmap/Phase 2.md": phase(7, title="Inference", aliases=["Second leg"]),
            "Item.md": item(phase=named),
        }
    )
    assert site.roadmap.items[0].phase == "Roadmap/Phase 2.md"


@pytest.mark.parametrize(
    "named", ["3", "Phase 9", '"[[Phase 9]]"', '"[[Just a note]]"', '"[[Hidden]]"', "[]"]
)
def test_an_item_of_no_phase_counts_in_the_whole_only(vault: VaultFactory, named: str) -> None:
    site = vault(
        {
            "Phase 1.md": phase(1),
            "Just a note.md": "",
            "Hidden.md": phase(3, draft=True),
            "Item.md": item("done", phase=named),
        }
    )
    assert [item.path for item in site.roadmap.unplaced] == ["Item.md"]
    assert site.roadmap.progress.percent == 100
    assert site.roadmap.phases[0].progress.total == 0


def test_a_link_to_a_phase_wins_over_its_number(vault: VaultFactory) -> None:
    site = vault({"1.md": phase(2), "2.md": phase(1), "Item.md": item(phase='"[[2]]"')})
    assert site.roadmap.items[0].phase == "2.md"


def test_items_without_an_order_come_last_and_ties_go_by_path(vault: VaultFactory) -> None:
    orders = {"d": "1", "c": "1", "b": "", "a": "", "e": "-1", "f": "0"}
    items = {f"{name}.md": item(phase="P", order=order) for name, order in orders.items()}
    site = vault({"P.md": phase(1), **items})
    assert [each.title for each in site.roadmap.phases[0].items] == ["e", "f", "c", "d", "a", "b"]


def test_items_and_phases_without_an_order_stand_as_the_app_sorts_names(vault: VaultFactory) -> None:
    names = ["Zoo", "Week 10", "Week 2", "_Before", "Éclair"]
    items = {f"{name}.md": item(phase='"[[Phase 2]]"') for name in names}
    site = vault({"Phase 10.md": note(type="phase"), "Phase 2.md": note(type="phase"), **items})
    assert [each.title for each in site.roadmap.phases] == ["Phase 2", "Phase 10"]
    listed = [each.title for each in site.roadmap.phases[0].items]
    assert listed == ["_Before", "Éclair", "Week 2", "Week 10", "Zoo"]


def test_a_phase_may_have_the_number_nought(vault: VaultFactory) -> None:
    site = vault({"A.md": phase(0), "B.md": phase(1), "Item.md": item(phase="0")})
    assert outline(site.roadmap) == (
        "Roadmap  0 / 1  0 %\n0. A  0 / 1  0 %\n  todo     Item\n1. B  0 / 0  0 %\n"
    )


def test_a_private_item_counts_nowhere(vault: VaultFactory) -> None:
    site = vault({"P.md": phase(1), "A.md": item("done", phase="P"), "B.md": item(phase="P", draft=True)})
    assert site.roadmap.progress == Progress(done=1, unestimated=1, unproven=1)


def test_a_status_that_nobody_knows_counts_as_to_do(vault: VaultFactory) -> None:
    site = vault({"A.md": item("donee"), "B.md": item(), "C.md": item("Finished")})
    assert (site.roadmap.progress.done, site.roadmap.progress.todo) == (1, 2)


def test_kinds_stand_in_the_order_of_the_settings_and_unknown_ones_after(vault: VaultFactory) -> None:
    files = {
        "A.md": item("done", kind="practical"),
        "B.md": item(kind="zen"),
        "C.md": item(kind="Concept"),
        "D.md": item("done", kind="alchemy"),
        "E.md": item(),
        "F.md": item("partial", kind="practical"),
    }
    roadmap = vault(files).roadmap
    assert roadmap.kinds == ("concept", "practical", "alchemy", "zen")
    assert list(roadmap.by_kind) == list(roadmap.kinds)
    assert roadmap.by_kind["practical"].percent == 75
    assert vault(files, kinds=["zen", "practical"]).roadmap.kinds == (
        "zen",
        "practical",
        "alchemy",
        "concept",
    )


def test_hours_add_up_and_half_of_a_partial_item_is_left(vault: VaultFactory) -> None:
    files = {
        "A.md": item("done", estimate="2 hours"),
        "B.md": item("partial", estimate="1 afternoon"),
        "C.md": item("todo", estimate="30 min"),
        "D.md": item("todo", estimate="soon"),
        "E.md": item("todo"),
    }
    progress = vault(files).roadmap.progress
    assert (progress.minutes, progress.half_minutes_left / 2) == (390, 150)
    assert progress.unestimated == 2
    assert vault(files, estimate_hours={"afternoon": 3}).roadmap.progress.minutes == 330


def test_write_ups_of_an_item_are_the_newest_first(vault: VaultFactory) -> None:
    site = vault(
        {
            "Item.md": item(),
            "Old.md": write_up("2026-01-01", "[[Item]]"),
            "New.md": write_up("2026-03-01", items='["[[Item]]"]'),
            "Undated B.md": write_up(None, "![[Item]]"),
            "Undated A.md": write_up(None, "[[Item]]"),
            "Same day.md": write_up("2026-03-01", "[[Item]]"),
            "Just a note.md": "[[Item]]",
            "Draft.md": write_up("2026-04-01", "[[Item]]", draft=True),
        }
    )
    expected = ["New.md", "Same day.md", "Old.md", "Undated A.md", "Undated B.md"]
    assert list(site.roadmap.items[0].write_ups) == expected
    assert [each.path for each in write_ups(site.notes)] == expected


def test_the_first_roadmap_by_path_is_the_roadmap(vault: VaultFactory) -> None:
    site = vault({"B.md": note(type="roadmap"), "A.md": note(type="Roadmap")})
    assert site.roadmap.path == VaultPath("A.md")


def test_a_vault_without_items_has_an_empty_roadmap(vault: VaultFactory) -> None:
    roadmap = vault({"Note.md": "words"}).roadmap
    assert (roadmap.path, roadmap.phases, roadmap.items, roadmap.progress) == (None, (), (), Progress())


def test_write_ups_of_one_day_and_title_are_in_path_order(vault: VaultFactory) -> None:
    files = {f"{folder}/Note.md": write_up("2026-01-01", title="Note") for folder in "BAC"}
    notes = vault(files).notes
    for order in (notes, {path: notes[path] for path in reversed(list(notes))}):
        assert [each.path for each in write_ups(order)] == ["A/Note.md", "B/Note.md", "C/Note.md"]
