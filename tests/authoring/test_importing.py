"""A page's text becomes notes once; later runs leave them alone."""

import re
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from milepost.authoring.importing import plan_import
from milepost.authoring.page_text import RoadmapText
from milepost.authoring.roadmap_text import parse_roadmap_text
from milepost.authoring.scaffold import scaffold_edits
from milepost.errors import RoadmapTextError
from milepost.model.path import VaultPath
from milepost.model.roadmap import Status
from milepost.notes.frontmatter import split

NIGHT_SKY = (Path(__file__).parent / "night_sky.txt").read_text(encoding="utf-8")
DAY = date(2026, 11, 22)
FOLDER = "Roadmap/2 Looking - up"

Notes = dict[VaultPath, str]


def page(text: str = NIGHT_SKY, name: str = "night_sky.txt") -> RoadmapText:
    return parse_roadmap_text(text, name)


def run(parsed: RoadmapText, notes: Notes, *, update: bool = False, day: date = DAY) -> Notes:
    """The vault after an import."""
    edits = plan_import(parsed, notes, day, update=update).edits
    assert all(notes.get(edit.path) == edit.before for edit in edits)
    return {**notes, **{edit.path: edit.after for edit in edits}}


def properties(notes: Notes, path: str) -> dict[str, object]:
    return dict(split(VaultPath(path), notes[VaultPath(path)]).values)


def body(notes: Notes, path: str) -> str:
    return split(VaultPath(path), notes[VaultPath(path)]).body


def test_every_item_phase_and_roadmap_becomes_a_note() -> None:
    assert list(run(page(), {})) == [
        "Roadmap/Night Sky Roadmap.md",
        f"{FOLDER}/2 Looking - up.md",
        f"{FOLDER}/Light - what a telescope gathers - what it loses.md",
        f"{FOLDER}/Drawing the Moon, seen twice a week.md",
        f"{FOLDER}/Concept.md",
        f"{FOLDER}/Dew, frost and other guests.md",
        f"{FOLDER}/Find ten objects without a map.md",
    ]


def test_the_roadmap_note_holds_what_the_page_reported() -> None:
    assert properties(run(page(), {}), "Roadmap/Night Sky Roadmap.md") == {
        "type": "roadmap",
        "title": "Night Sky Roadmap",
        "phases": 3,
        "reported_percent": 43,
        "reported_total": 40,
        "reported_done": 12,
        "reported_partial": 10,
        "reported_todo": 18,
        "reported_on": DAY,
        "imported_from": "night_sky.txt",
        "imported_line": 1,
    }


def test_the_phase_note_is_what_its_items_link_to() -> None:
    notes = run(page(), {})
    assert properties(notes, f"{FOLDER}/2 Looking - up.md") == {
        "type": "phase",
        "title": "Looking / up",
        "aliases": ["Looking / up"],
        "tagline": "What a small telescope shows — and what it does not",
        "roadmap": "[[Night Sky Roadmap]]",
        "order": 2,
        "reported_percent": 58,
        "reported_done": 3,
        "reported_partial": 1,
        "reported_todo": 2,
        "imported_from": "night_sky.txt",
        "imported_line": 9,
    }
    assert properties(notes, f"{FOLDER}/Concept.md")["phase"] == "[[2 Looking - up]]"


def test_an_item_note_holds_the_whole_card() -> None:
    path = f"{FOLDER}/Light - what a telescope gathers - what it loses.md"
    assert run(page(), {})[VaultPath(path)] == (
        "---\n"
        "type: item\n"
        'title: "Light: what a telescope gathers / what it loses"\n'
        "aliases:\n"
        '  - "Light: what a telescope gathers / what it loses"\n'
        "kind: concept\n"
        "status: todo\n"
        'phase: "[[2 Looking - up]]"\n'
        "order: 1\n"
        "estimate: 2 hours\n"
        "imported_from: night_sky.txt\n"
        "imported_line: 17\n"
        "---\n"
        "\n"
        "## Practice plan\n"
        "\n"
        "Hold a white card behind the eyepiece of my_old_scope, ~45 min after dusk, and draw what lands on "
        "it — \\*not\\* what you expect \\[yet]\n"
        "\n"
        "## Steps\n"
        "\n"
        "- [ ] Put the card at f/8 and write the size down as `exit_pupil = d / f`, then take step 1. of the "
        "manual again\n"
        "- [ ] Compare it with the \\$20 finder; the \\#moon must be up\n"
        "- [ ] Say why a < b when the mirror is cold\n"
        "\n"
        "## Resources\n"
        "\n"
        "- [Optics of small mirrors](https://arxiv.org/abs/2101.01234)\n"
        "- [3D models of mirrors: part two](https://www.youtube.com/watch?v=aBcDeFgHiJ1&t=90s)\n"
        "- [Heron nebula](https://en.wikipedia.org/wiki/Heron_(nebula))\n"
        "- [Star atlas](https://example.org/HerbGarden4/open_star_list)\n"
    )


def test_a_title_that_is_a_number_to_obsidian_is_written_as_text() -> None:
    titles = ("1e3", "0o17", "2026-11-22T10:00", "on", "12:30", "0x1F", "~")
    notes = run(page("R\nPhase 1 of 1\nA\n" + "".join(f"EVAL\n{title}\n" for title in titles)), {})
    assert [properties(notes, path)["title"] for path in list(notes)[2:]] == list(titles)


def test_a_milestone_is_marked_and_loses_its_mark_in_the_title() -> None:
    found = properties(run(page(), {}), f"{FOLDER}/Find ten objects without a map.md")
    assert (found["milestone"], found["title"]) == (True, "Find ten objects without a map")
    assert found["aliases"] == ["MILESTONE: Find ten objects without a map"]


def test_only_a_changed_title_needs_an_alias() -> None:
    assert "aliases" not in properties(run(page(), {}), f"{FOLDER}/Concept.md")


def test_shut_cards_get_the_status_that_the_user_names() -> None:
    edits = plan_import(page(), {}, DAY, shut_status=Status.DONE).edits
    notes = {edit.path: edit.after for edit in edits}
    statuses = [properties(notes, path).get("status") for path in notes]
    assert statuses == [None, None, "todo", "done", "todo", "todo", "todo"]


def test_shut_cards_get_it_later_too_unless_somebody_touched_the_note() -> None:
    notes = run(page(), {})
    (edit,) = plan_import(page(), notes, DAY, shut_status=Status.DONE).edits
    assert edit.after == notes[edit.path].replace("status: todo", "status: done")
    for now in (edit.after, f"{notes[edit.path]}Mine.\n"):
        assert plan_import(page(), {**notes, edit.path: now}, DAY, shut_status=Status.DONE).edits == ()


def test_a_second_run_changes_no_byte_on_any_day() -> None:
    notes = run(page(), {})
    for update in (False, True):
        plan = plan_import(page(), notes, date(2031, 1, 1), update=update)
        assert (plan.edits, len(plan.kept)) == ((), 7)


def test_what_a_user_wrote_stays() -> None:
    notes = run(page(), {})
    path = VaultPath(f"{FOLDER}/Concept.md")
    notes[path] = notes[path].replace("status: todo", "status: done").replace("- [ ]", "- [x]") + "\nMine.\n"
    assert run(page(), notes) == notes
    assert run(page(), notes, update=True) == notes


def test_a_note_that_was_moved_and_renamed_is_found() -> None:
    notes = run(page(), {})
    moved = {VaultPath(f"Elsewhere/{number}.md"): text for number, text in enumerate(notes.values())}
    assert run(page(), moved) == moved


def test_an_item_follows_its_phase_when_that_is_renamed() -> None:
    notes = run(page(), {})
    phase = VaultPath("Phases/Second.md")
    notes[phase] = notes.pop(VaultPath(f"{FOLDER}/2 Looking - up.md"))
    del notes[VaultPath(f"{FOLDER}/Concept.md")]
    assert properties(run(page(), notes), f"{FOLDER}/Concept.md")["phase"] == "[[Second]]"


def test_a_phase_that_has_another_name_and_place_by_now_is_found() -> None:
    notes = run(page(), {})
    text = notes.pop(VaultPath(f"{FOLDER}/2 Looking - up.md"))
    notes = {path: each.replace("[[2 Looking - up]]", "[[Seeing]]") for path, each in notes.items()}
    named = text.replace("Looking / up", "Seeing")
    notes[VaultPath("Seeing.md")] = named
    assert run(page(), notes) == notes
    grown = run(page(NIGHT_SKY.replace("CONCEPT\nDraw", "CONCEPT\nA newcomer\n\nCONCEPT\nDraw")), notes)
    assert grown.keys() - notes.keys() == {f"{FOLDER}/A newcomer.md"}
    assert properties(grown, f"{FOLDER}/A newcomer.md")["phase"] == "[[Seeing]]"
    other = text.replace("Looking / up", "Seeing").replace("order: 2", "order: 3")
    assert f"{FOLDER}/2 Looking - up.md" in run(page(), {**notes, VaultPath("Seeing.md"): other})


def test_a_phase_of_another_page_of_that_file_name_is_another() -> None:
    notes = run(page("R\nPhase 1 of 1\nA\nPRACTICAL\nOne\n"), {})
    after = run(page("S\nPhase 1 of 1\nB\nPRACTICAL\nTwo\n"), notes)
    assert properties(after, "Roadmap/1 B/Two.md")["phase"] == "[[1 B]]"


def test_no_order_is_given_twice_when_the_page_has_grown() -> None:
    notes = run(page(), {})
    grown = NIGHT_SKY.replace("CONCEPT\nDraw", "CONCEPT\nNew\nCONCEPT\nNewer\nCONCEPT\nDraw")
    after = run(page(grown), notes)
    orders = [properties(after, path)["order"] for path in after if path.startswith(f"{FOLDER}/")]
    assert orders == [2, 1, 2, 3, 4, 5, 6, 7]  # the phase first
    assert run(page(grown), after) == after


def test_update_gives_no_order_that_another_note_has() -> None:
    notes = run(page(), {})
    path = VaultPath(f"{FOLDER}/Concept.md")
    other = VaultPath(f"{FOLDER}/Dew, frost and other guests.md")
    notes[path] = notes[path].replace("order: 3\n", "")
    notes[other] = notes[other].replace("order: 4\n", "order: 3\n")
    assert properties(run(page(), notes, update=True), path)["order"] == 6


def test_a_deleted_note_is_written_again() -> None:
    notes = run(page(), {})
    without = {path: text for path, text in notes.items() if not path.endswith("/Concept.md")}
    assert run(page(), without) == notes


def test_lines_that_have_shifted_do_not_matter() -> None:
    notes = run(page(), {})
    assert run(
        page(NIGHT_SKY.replace("CONCEPT\nDraw", "CONCEPT\nA newcomer\n\nCONCEPT\nDraw")), notes
    ).keys() == (notes.keys() | {f"{FOLDER}/A newcomer.md"})


def test_an_items_note_made_by_hand_is_taken_for_it() -> None:
    path = VaultPath("Mine/Concept.md")
    notes = {path: "---\ntype: item\nphase: 2\n---\nMine.\n"}
    after = run(page(), notes)
    assert after[path] == notes[path]
    assert f"{FOLDER}/Concept.md" not in after


def test_an_unrelated_note_of_that_name_is_not_touched() -> None:
    path = VaultPath(f"{FOLDER}/CONCEPT.md")
    after = run(page(), {path: "Words about concepts.\n"})
    assert after[path] == "Words about concepts.\n"
    assert properties(after, f"{FOLDER}/Concept (2).md")["aliases"] == ["Concept"]
    assert run(page(), after) == after


def test_a_note_that_cannot_be_read_is_left_and_named() -> None:
    path = VaultPath(f"{FOLDER}/Concept.md")
    broken = {path: "---\ntype: item\ntitle: [\n---\nMine.\n"}
    plan = plan_import(page(), broken, DAY, update=True)
    assert plan.unreadable == (path,)
    assert path not in {edit.path for edit in plan.edits}
    assert not plan.unfilled
    assert len(plan.edits) == 6


def test_a_note_whose_properties_cannot_be_filled_is_left_and_named() -> None:
    path = VaultPath(f"{FOLDER}/Concept.md")
    mapped = {path: "---\n{type: item, title: Concept, status: done}\n---\n"}
    plan = plan_import(page(), mapped, DAY, update=True)
    assert path in plan.kept
    assert path not in {edit.path for edit in plan.edits}
    assert [reason.startswith(f"{path}:") for reason in plan.unfilled] == [True]


def test_a_link_to_a_phase_names_its_folder_where_its_name_is_taken() -> None:
    after = run(page(), {VaultPath("Diary/2 Looking - up.md"): "A walk.\n"})
    assert properties(after, f"{FOLDER}/Concept.md")["phase"] == f"[[{FOLDER}/2 Looking - up]]"


STARTER = {
    VaultPath(edit.path.removeprefix("vault/")): edit.after
    for edit in scaffold_edits(date(2026, 5, 1))
    if edit.path.startswith("vault/") and edit.path.endswith(".md") and "/Templates/" not in edit.path
}
FIRST = (
    "Night Sky Roadmap\nPhase 1 of 3\nFoundations\nThe habit of looking\n40%\nCONCEPT\nDew\nCONCEPT\nFrost\n"
)


def test_what_init_wrote_gives_way_to_the_page() -> None:
    notes = run(page(FIRST), dict(STARTER))
    roadmap = properties(notes, "Roadmap/Roadmap.md")
    assert (roadmap["title"], roadmap["phases"]) == ("Night Sky Roadmap", 3)
    assert body(notes, "Roadmap/Roadmap.md") == body(dict(STARTER), "Roadmap/Roadmap.md")
    phase = properties(notes, "Roadmap/1 Foundations/1 Foundations.md")
    assert (phase["tagline"], phase["reported_percent"]) == ("The habit of looking", 40)
    assert notes.keys() - STARTER.keys() == {"Roadmap/1 Foundations/Dew.md", "Roadmap/1 Foundations/Frost.md"}
    assert run(page(FIRST), notes) == notes


def test_items_that_are_there_come_first_and_are_named() -> None:
    plan = plan_import(page(FIRST), STARTER, DAY)
    there = ("Explain one idea without looking it up", "Start a learning journal")
    assert plan.beside == ((1, tuple(f"Roadmap/1 Foundations/{name}.md" for name in there)),)
    notes = run(page(FIRST), dict(STARTER))
    orders = [
        properties(notes, f"Roadmap/1 Foundations/{name}.md")["order"] for name in (*there, "Dew", "Frost")
    ]
    assert orders == [2, 1, 3, 4]


def test_the_examples_that_are_not_of_the_page_are_named_as_long_as_nobody_touches_them() -> None:
    here = "Roadmap/1 Foundations"
    mine, idea = f"{here}/Start a learning journal.md", f"{here}/Explain one idea without looking it up.md"
    why = "Journal/Why I write it down.md"
    assert plan_import(page(FIRST), STARTER, DAY).examples == (why, idea, mine)
    touched = {**STARTER, VaultPath(mine): STARTER[VaultPath(mine)].replace("1 hour", "2 hours")}
    assert plan_import(page(FIRST), touched, DAY).examples == (why, idea)
    other = page(FIRST.replace("Foundations", "Basics"))
    assert plan_import(other, STARTER, DAY).examples == (why, f"{here}/1 Foundations.md", idea, mine)
    assert plan_import(page(FIRST), {}, DAY).examples == ()


def test_a_vault_gets_no_second_roadmap() -> None:
    mine = {VaultPath("Mine.md"): "---\ntype: roadmap\n---\nMine.\n"}
    notes = run(page(), mine)
    assert notes[VaultPath("Mine.md")] == mine[VaultPath("Mine.md")]
    assert "Roadmap/Night Sky Roadmap.md" not in notes
    assert properties(notes, f"{FOLDER}/2 Looking - up.md")["roadmap"] == "[[Mine]]"


DOUBLE = (
    "R\nPhase 1 of 2\nA\nPRACTICAL\nIntro\nfirst\nPRACTICAL\nIntro\nsecond\n"
    "Phase 2 of 2\nB\nPRACTICAL\nIntro\nthird\n"
)


def test_equal_titles_are_kept_apart() -> None:
    parsed = page(DOUBLE)
    notes = run(parsed, {})
    places = ("1 A/Intro", "1 A/Intro (2)", "2 B/Intro")
    assert [body(notes, f"Roadmap/{place}.md").split()[-1] for place in places] == [
        "first",
        "second",
        "third",
    ]
    assert run(parsed, notes) == notes
    shifted = page(DOUBLE.replace("R\n", "R\n\n"))
    assert run(shifted, notes) == notes


def test_titles_that_differ_only_in_signs_are_two_items() -> None:
    notes = run(page("R\nPhase 1 of 1\nA\nPRACTICAL\nC++\n", "one.txt"), {})
    after = run(page("R\nPhase 1 of 1\nA\nPRACTICAL\nC#\n", "two.txt"), notes)
    assert [properties(after, path)["title"] for path in after.keys() - notes.keys()] == ["C#"]


def test_an_equal_title_on_another_page_is_another_item() -> None:
    first, second = DOUBLE.split("Phase 2")
    notes = run(page(first, "one.txt"), {})
    after = run(page(f"R\nPhase 2{second}", "two.txt"), notes)
    assert after.keys() - notes.keys() == {"Roadmap/2 B/2 B.md", "Roadmap/2 B/Intro.md"}


def test_phases_of_one_name_are_kept_apart() -> None:
    parsed = page("R\nPhase 1 of 2\nA\nPRACTICAL\nOne\nPhase 2 of 2\nA\nPRACTICAL\nTwo\n")
    notes = run(parsed, {})
    assert properties(notes, "Roadmap/2 A/Two.md")["phase"] == "[[2 A]]"
    assert run(parsed, notes) == notes


def test_a_phase_with_another_number_by_now_is_found() -> None:
    notes = run(page(), {})
    path = VaultPath(f"{FOLDER}/2 Looking - up.md")
    notes[path] = notes[path].replace("order: 2", "order: 7")
    assert run(page(), notes) == notes


def test_update_fills_what_an_earlier_page_did_not_show() -> None:
    head = NIGHT_SKY.splitlines()[:16]
    shut = [f"{item.kind}\n{item.title}click to expand" for item in page().items]
    early = run(page("\n".join((*head, *shut))), {})
    assert run(page(), early) == early
    late = run(page(), early, update=True)
    path = f"{FOLDER}/Concept.md"
    assert properties(late, path).keys() == properties(run(page(), {}), path).keys()
    assert body(late, path) == body(run(page(), {}), path)


STRUCTURE = re.compile(
    r"phase \d of \d|(practical|concept|eval|strategic)+|\d+%?|(\d+(total|done|partial|todo))+"
)


def letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def lost_lines(text: str, parsed: RoadmapText, notes: Notes) -> list[str]:
    """The lines whose words are in no note and no finding, in order, at most cut once (plan and estimate)."""
    held = letters("\n".join((*notes.values(), *(finding.message for finding in parsed.findings))))
    lost: list[str] = []
    for line in text.splitlines():
        content = re.sub(r"^\s+\d+\. |click to (expand|collapse)$", "", line)
        words = letters(content)
        cuts = ((words[:at], words[at:]) for at in range(len(words) + 1))
        if not STRUCTURE.fullmatch(line.casefold()) and not any(a in held and b in held for a, b in cuts):
            lost.append(line)
    return lost


def test_every_word_of_the_page_is_in_the_notes_or_the_findings() -> None:
    assert lost_lines(NIGHT_SKY, page(), run(page(), {})) == []


@given(
    st.integers(min_value=0, max_value=NIGHT_SKY.count("\n") + 1),
    st.sampled_from(
        [
            *("Qworble", "  Qworble", "  7. Qworble", "Qworble3 hours", "Qworble click to expand"),
            *("Qworble: https://example.org/qworble", "Qworble *and* [zonk](x) #blik"),
        ]
    ),
)
def test_no_stray_line_is_dropped_wherever_it_stands(place: int, stray: str) -> None:
    lines = NIGHT_SKY.split("\n")
    text = "\n".join((*lines[:place], stray, *lines[place:]))
    parsed = page(text)
    assert lost_lines(text, parsed, run(parsed, {})) == []


CARDS = st.builds(
    "{0}\n{1}\n{2}".format,
    st.sampled_from(["CONCEPT", "eval"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=20),
    st.sampled_from(["", "Plan2 hours\n", "Plan\n  1. a\n  2. *b*\nBook: https://b.org/x\n", "  1. a\n"]),
)


@given(st.lists(CARDS, min_size=1, max_size=6))
def test_any_page_is_imported_once_and_reads_back(texts: list[str]) -> None:
    text = "R\nPhase 1 of 1\nA\n" + "".join(texts)
    try:
        parsed = page(text)
    except RoadmapTextError:
        return
    notes = run(parsed, {})
    assert len(notes) == len(parsed.items) + 2
    for note, item in zip(list(notes)[2:], parsed.items, strict=True):
        found = properties(notes, note)
        assert (
            found["title"] == item.title or f"MILESTONE: {found['title']}".casefold() == item.title.casefold()
        )
        assert found.get("estimate", "") == item.estimate
    assert run(parsed, notes, day=date(2030, 1, 1)) == notes
    assert run(parsed, notes, update=True) == notes
