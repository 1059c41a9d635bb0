"""What is read from the text of a roadmap page, in this shape and in others."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.authoring.page_text import Figures, ItemText, RoadmapText
from milepost.authoring.roadmap_text import parse_roadmap_text
from milepost.errors import RoadmapTextError

NIGHT_SKY = (Path(__file__).parent / "night_sky.txt").read_text(encoding="utf-8")

HEAD = "Roadmap\n50%\n2Total\n1Done\n0Partial\n1Todo\nCONCEPTPRACTICAL\n"
PHASE = "Phase 1 of 2\nStart\n50%\n1Done0Partial1Todo\n"


def parse(text: str) -> RoadmapText:
    return parse_roadmap_text(text, "page.txt")


def cards(text: str) -> tuple[ItemText, ...]:
    """The items of a page without any finding."""
    page = parse(HEAD + PHASE + text)
    assert page.findings == ()
    return page.items


def found(text: str) -> list[tuple[int, int | None, str]]:
    """The findings in the cards, lines counted from the first card's."""
    above = (HEAD + PHASE).count("\n")
    return [(each.line - above, each.item, each.message) for each in parse(HEAD + PHASE + text).findings]


def test_a_page_is_read_whole() -> None:
    page = parse(NIGHT_SKY)
    (phase,) = page.phases
    assert (page.title, page.line, page.phase_count) == ("Night Sky Roadmap", 1, 3)
    assert page.kinds == ("practical", "concept", "eval", "strategic")
    assert page.figures == Figures(percent=43, total=40, done=12, partial=10, todo=18)
    assert (phase.number, phase.name, phase.line) == (2, "Looking / up", 9)
    assert phase.tagline == "What a small telescope shows — and what it does not"
    assert phase.figures == Figures(percent=58, done=3, partial=1, todo=2)
    assert phase.figures.items == 6


def test_cards_are_read_in_order() -> None:
    shown = [
        (each.number, each.line, each.kind, each.title, each.is_shut, each.estimate, len(each.steps))
        for each in parse(NIGHT_SKY).items
    ]
    assert shown == [
        (1, 17, "concept", "Light: what a telescope gathers / what it loses", False, "2 hours", 3),
        (2, 24, "concept", 'Drawing "the Moon", seen twice a week', True, "", 0),
        (3, 26, "strategic", "Concept", False, "1 week evenings", 1),
        (4, 31, "concept", "Dew, frost and other guests", False, "1 afternoon", 2),
        (5, 37, "eval", "MILESTONE: Find ten objects without a map", False, "1 full afternoon (4 hours)", 2),
    ]


def test_damaged_and_unclear_addresses_are_findings_of_their_item() -> None:
    assert [(each.line, each.item) for each in parse(NIGHT_SKY).findings] == [(36, 4), (36, 4)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n", "\r\n"),
        ("\n", "\r"),
        ("\n", "  \n"),
        ("Night Sky Roadmap", "\ufeffNight Sky Roadmap"),
        ("Come back", "Come back\n"),
        ("  1.", "\u00a0\u00a01."),
        ("\n  ", "\n"),
        ("\n  1. ", "\n  1) "),
        ("Phase 2 of 3", "Phase\u00a02\u00a0of\u00a03"),
        ("43\n", "43%\n"),
        ("58%", "58 %"),
        ("40Total\n12Done\n10Partial\n18Todo", "40Total12Done10Partial18Todo\n\n\n"),
        ("40Total\n12Done", "40 total 12 DONE\n"),
        ("PRACTICALCONCEPTEVALSTRATEGIC", "practicalconceptevalstrategic"),
        ("CONCEPT\n", "concept\n"),
        ("weekclick to expand", "week Click to  Expand"),
        ("guestsclick to collapse", "guests"),
        ("Night Sky Roadmap", "# Night Sky Roadmap"),
        ("Looking / up", "## Looking / up"),
        ("CONCEPT\nDew", "CONCEPT\n### Dew"),
    ],
)
def test_the_same_page_written_otherwise_says_the_same(old: str, new: str) -> None:
    assert old in NIGHT_SKY
    assert parse(NIGHT_SKY.replace(old, new)) == parse(NIGHT_SKY)


def test_the_filters_fix_the_kinds() -> None:
    # "EVAL" is a kind of the settings, but none of this page.
    (item,) = cards("CONCEPT\nOne\nA plan\n  1. Go\nEVAL\n")
    assert [resource.label for resource in item.resources] == ["EVAL"]


def test_without_filters_every_kind_of_the_settings_counts() -> None:
    page = parse_roadmap_text(
        f"Roadmap\n{PHASE}THEORY\nOne\nplain\nTwo\n", "page.txt", kinds=("Theory", "plain")
    )
    assert [(item.kind, item.title) for item in page.items] == [("theory", "One"), ("plain", "Two")]


def test_a_title_may_be_anything() -> None:
    titles = [
        item.title for item in cards("CONCEPT\nPRACTICAL\nCONCEPT\nPhase 2 of 2\nCONCEPT\n  1. A step\n")
    ]
    assert titles == ["PRACTICAL", "Phase 2 of 2", "1. A step"]


def test_a_card_may_lack_its_plan() -> None:
    (item,) = cards("CONCEPT\nOne\n  1. Go\nA book: https://example.org/book\n")
    assert (item.plan, item.estimate, item.steps) == ("", "", ("Go",))
    assert item.resources[0].url == "https://example.org/book"


def test_a_card_may_lack_its_steps() -> None:
    (item,) = cards("CONCEPT\nOne\nA plan2 hours\nA book: https://example.org/book\n")
    assert (item.plan, item.estimate, item.steps) == ("A plan", "2 hours", ())
    assert item.resources[0].url == "https://example.org/book"


def test_a_card_may_have_only_a_plan() -> None:
    (item,) = cards("CONCEPT\nOne\nA plan2 hours\n")
    assert (item.plan, item.estimate, item.steps, item.resources) == ("A plan", "2 hours", (), ())


def test_a_step_may_hold_a_number() -> None:
    (item,) = cards("CONCEPT\nOne\nPlan\n  1. See 1. and 2. first\n  2. Then go\n")
    assert item.steps == ("See 1. and 2. first", "Then go")


@pytest.mark.parametrize("bullet", ["- ", "* ", "\t• ", "  ◦ ", "- [ ] ", "- [x] "])
def test_steps_may_have_bullets(bullet: str) -> None:
    (item,) = cards(f"CONCEPT\nOne\nA plan2 hours\n{bullet}Go\n{bullet}See https://a.org\nB: https://b.org\n")
    assert (item.plan, item.estimate, item.steps) == ("A plan", "2 hours", ("Go", "See https://a.org"))
    assert [(each.label, each.url) for each in item.resources] == [("B", "https://b.org")]


@pytest.mark.parametrize(
    "steps", ["- Go\n- See https://a.org\n- Then\n", "  1. Go\n  2. See https://a.org\n  3. Then\n"]
)
def test_resources_may_have_bullets(steps: str) -> None:
    (item,) = cards(f"CONCEPT\nOne\nPlan\n{steps}- B: https://b.org\n- C: https://c.org\n")
    assert item.steps == ("Go", "See https://a.org", "Then")
    assert [(each.label, each.url) for each in item.resources] == [
        ("B", "https://b.org"),
        ("C", "https://c.org"),
    ]


def test_a_sharp_sign_within_a_line_stays() -> None:
    (item,) = cards("CONCEPT\nC # and #1\n")
    assert item.title == "C # and #1"


def test_two_phases_may_stand_in_one_file() -> None:
    second = "Phase 2 of 2\nEnd\n0%\n0Done0Partial1Todo\nPRACTICAL\nTwo\n"
    one_page = parse(HEAD + PHASE + "CONCEPT\nOne\n" + second)
    two_pages = parse(HEAD + PHASE + "CONCEPT\nOneclick to expand\n" + HEAD + second)
    for page in (one_page, two_pages):
        assert page.findings == ()
        shown = [(phase.number, phase.name, [item.title for item in phase.items]) for phase in page.phases]
        assert shown == [(1, "Start", ["One"]), (2, "End", ["Two"])]


def test_a_repeated_head_that_differs_is_a_finding() -> None:
    later = HEAD.replace("50%", "51%") + "Phase 2 of 2\nEnd\n0%\n0Done0Partial1Todo\nCONCEPT\nTwo\n"
    assert found("CONCEPT\nOne\n" + later) == [
        (4, None, 'differs from the first head of the page, left out: "51%"')
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("CONCEPT\nOne\nPlan\n  1. a\n  3. b\n", 5, "step 3 stands where step 2 is due"),
        ("CONCEPT\nOne\nPlan\n  2. a\n", 4, "step 2 stands where step 1 is due"),
        ("CONCEPT\nOne\nPlan\nMore\n  1. a\n", 4, 'stands between the plan and the steps, left out: "More"'),
        ("CONCEPT\nOne\nPlan\n  Odd\n", 4, 'is indented, but no step, left out: "Odd"'),
        ("CONCEPT\nOne\nPlan\n  1. a\nBook\nMore\n", 6, 'stands after the resources, left out: "More"'),
        ("CONCEPT\nOne\nPlan\n  1. a\nBook\nB: https://b.org\n", 6, "is a second line of resources"),
        ("CONCEPT\nOne\nPlan\n  1. a\nBook\n  2. b\n", 6, "step 2 stands after the resources"),
    ],
)  # fmt: skip
def test_what_fits_nothing_is_a_finding(text: str, line: int, message: str) -> None:
    assert found(text) == [(line, 1, message)]


def test_an_estimate_that_cannot_be_split_is_a_finding() -> None:
    ((line, item, message),) = found("CONCEPT\nOne\nTry Gemma 32 hours\n")
    assert (line, item) == (3, 1)
    assert '"32 hours" may begin with a figure of the plan' in message


def test_a_kind_without_a_title_is_a_finding() -> None:
    assert found("CONCEPT\nOne\nCONCEPT\n") == [(3, None, 'no title stands below "CONCEPT"')]


def test_figures_that_do_not_add_up_are_findings() -> None:
    text = "Roadmap\n60%\n3Total1Done0Partial1Todo\n" + PHASE + "CONCEPT\nOne\n"
    assert [each.message for each in parse(text).findings] == [
        "1 + 0 + 1 is 2, but the page says 3",
        "its counts make 50 %, but the page says 60 %",
    ]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "the file is empty"),
        ("\ufeff \n\n", 1, "the file is empty"),
        ("Dear diary,\n\ntoday was Phase 1 of 6.\n", 1, 'no line says "Phase 1 of 6"'),
        ("Phase 1 of 6\nStart\n", 1, "no title stands above the first phase"),
        ("R\nPhase 1 of 2\nA\nEVAL\nB\nR\nPhase 1 of 2\nA\n", 7, "phase 1 begins in line 2 already; leave"),
        ("Roadmap\nPhase 1 of 6\nStart\nHow to\nTHEORY\nOne\n", 5, "no line is one of the kinds concept"),
    ],
)
def test_what_is_no_roadmap_is_refused(text: str, line: int, reason: str) -> None:
    with pytest.raises(RoadmapTextError) as caught:
        parse(text)
    assert str(caught.value).startswith(f"page.txt:{line}: {reason}")


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for whole in (text, HEAD + PHASE + text, text + PHASE + "CONCEPT\n" + text):
        try:
            page = parse(whole)
        except RoadmapTextError:
            continue
        assert page.phases
