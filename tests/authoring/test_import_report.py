"""What an import says of a page: the counts, the closing line, what is not recovered."""

from pathlib import Path

import pytest

from milepost.authoring.import_counts import COLUMNS, closing_line, count, rows, sums
from milepost.authoring.import_remarks import not_recovered, remarks
from milepost.authoring.page_text import RoadmapText
from milepost.authoring.roadmap_text import parse_roadmap_text
from milepost.model.roadmap import Status
from milepost.settings import DEFAULT_HOURS

NIGHT_SKY = (Path(__file__).parent / "night_sky.txt").read_text(encoding="utf-8")
SHORT = "R\nPhase 1 of 1\nA\n"


def page(text: str = NIGHT_SKY) -> RoadmapText:
    return parse_roadmap_text(text, "page.txt")


def closing(text: str) -> str:
    parsed = page(text)
    counts = count(parsed, DEFAULT_HOURS)
    return closing_line(parsed, counts, unknown=counts.items)


def test_the_closing_line_counts_everything() -> None:
    assert closing(NIGHT_SKY) == (
        "5 of 6 items in phase 2 (1 missing in the source), 8 steps, 13 resources (13 links), "
        "4 estimates = 20 h; status unknown for 5; 1 line for review (item 4)"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            SHORT + "EVAL\nOne\nPlan1 hour\n  1. a\nBook\n",
            "1 item in phase 1, 1 step, 1 resource (0 links), 1 estimate = 1 h; status unknown for 1; "
            "nothing for review",
        ),
        (
            "R\nPhase 1 of 2\nA\n100%\n1Done0Partial0Todo\nEVAL\nOne\nPlan20 minutes\n"
            "Phase 2 of 2\nB\nodd\nodder\nEVAL\nTwo\n  2. a\nEVAL\nThree\n  4. b\n",
            "1 of 1 item in phase 1, 2 items in phase 2, 2 steps, 0 resources (0 links), "
            "1 estimate = 20 min; status unknown for 3; 3 lines for review (items 1, 2; line 12)",
        ),
    ],
)
def test_the_closing_line_of_other_pages(text: str, line: str) -> None:
    assert closing(text) == line


def test_the_table_has_a_row_for_each_card_and_one_for_all() -> None:
    parsed = page()
    table = list(rows(parsed, count(parsed, DEFAULT_HOURS)))
    assert {len(row) for row in table} == {len(COLUMNS)}
    assert table[1] == (
        "2",
        "24",
        "concept",
        'Drawing "the Moon", seen twice a week',
        "shut",
        "—",
        "0",
        "0",
        "0",
    )
    assert table[-1] == ("all", "", "", "5 items", "4 open, 1 shut", "4 = 20 h", "8", "13", "13")


def test_the_sums_tell_what_the_table_does_not() -> None:
    again = NIGHT_SKY + "\nStar atlas: https://example.org/HerbGarden4/open_star_list"
    assert list(sums(count(page(again), DEFAULT_HOURS))) == [
        "items: 5",
        "kinds: 3 concept, 1 eval, 1 strategic",
        "cards: 4 open, 1 shut",
        "steps: 8",
        "resources: 14, 14 with a link, 13 links distinct",
        "estimates: 4 = 20 h (2 hours ×1, 1 week evenings ×1, 1 afternoon ×1, 1 full afternoon (4 hours) ×1)",
        "titles changed in file names: 3",
        "milestones: 1",
    ]


def test_hours_follow_the_settings() -> None:
    assert count(page(), {**DEFAULT_HOURS, "afternoon": 3}).minutes == (2 + 10 + 3 + 4) * 60


def test_what_is_not_recovered_is_named() -> None:
    counts = count(page(), DEFAULT_HOURS)
    assert list(not_recovered(page(), counts, None)) == [
        "the status of each item, known only as sums (12 done, 10 partial, 18 todo): all are written as todo",
        "1 of the 6 items of phase 2: which ones, everything",
        "phases 1, 3: names, items, everything (34 items)",
        "plan, steps, resources and estimate where the card is shut (1 item)",
        "dates (started, done), order across phases, prerequisites, the filters chosen, the steps ticked",
    ]
    first, *_ = not_recovered(page(), counts, Status.DONE)
    assert first.endswith("as done, as you asked, unless their notes were touched, the others as todo")


def test_a_whole_page_lacks_only_what_no_page_says() -> None:
    whole = page(SHORT + "EVAL\nOne\nPlan\n")
    assert [line.split(":")[0] for line in not_recovered(whole, count(whole, DEFAULT_HOURS), None)] == [
        "the status of each item",
        "dates (started, done), order across phases, prerequisites, the filters chosen, the steps ticked",
    ]


def test_the_guess_about_shut_cards_is_offered_only_where_the_figures_fit() -> None:
    fitting = page(NIGHT_SKY.replace("3Done1Partial2Todo", "2Done1Partial3Todo"))
    offered = [
        any(
            "--assume-collapsed done" in line
            for line in remarks(each, count(each, DEFAULT_HOURS), DEFAULT_HOURS, given)
        )
        for each, given in ((fitting, None), (fitting, Status.DONE), (page(), None))
    ]
    assert offered == [True, False, False]


def test_a_full_afternoon_raises_the_question_what_a_plain_one_is() -> None:
    said = list(remarks(page(), count(page(), DEFAULT_HOURS), DEFAULT_HOURS, None))
    assert said[0].startswith(
        "the page calls a full afternoon 4 hours, so a plain one may be less; it counts 4 h"
    )
