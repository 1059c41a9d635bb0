"""Estimates as people write them, in minutes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.roadmap.estimate import minutes, says_time
from milepost.settings import DEFAULT_HOURS


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("20 minutes", 20),
        ("1 minute", 1),
        ("1 hour", 60),
        ("2 hours", 120),
        ("1 evening", 120),
        ("1 afternoon", 240),
        ("2 afternoons", 480),
        ("1 day", 360),
        ("1 week evenings", 600),
        ("1 week\u00a0evenings", 600),
        ("2 week evenings", 1200),
        ("1 weekend", 720),
        ("1 week", 1800),
        ("1 month", 7200),
        ("2h", 120),
        ("90 min", 90),
        ("1.5 hours", 90),
        ("1,5 hours", 90),
        ("3", 180),
        ("0.5", 30),
        ("1 day 2 hours", 480),
        ("1h 30min", 90),
        ("2\u00a0hours", 120),
        (" 2 Hours ", 120),
    ],
)
def test_an_estimate_is_read(words: str, expected: int) -> None:
    assert minutes(words, DEFAULT_HOURS) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2 hours", True),
        ("1.5h", True),
        ("30 min", True),
        ("1h 30min", True),
        ("1 full afternoon (4 hours)", True),
        ("2 hours (with breaks)", True),
        ("1 month", False),
        ("2 evenings", False),
        ("1 weekend (2 afternoons)", False),
        ("1 hour (2 afternoons)", False),
        ("1 day 2 hours", False),
        (" 3 ", False),
    ],
)
def test_an_estimate_says_its_time_itself_or_does_not(words: str, expected: bool) -> None:
    meant = minutes(words, DEFAULT_HOURS)
    assert meant is not None
    assert says_time(words, meant) is expected


def test_an_amount_in_brackets_wins() -> None:
    assert minutes("1 full afternoon (3 hours)", DEFAULT_HOURS) == 180
    assert minutes("1 full afternoon ( 3 hours )", DEFAULT_HOURS) == 180


def test_a_full_unit_counts_as_one() -> None:
    assert minutes("1 full afternoon", DEFAULT_HOURS) == 240


def test_words_count_where_the_brackets_hold_no_amount() -> None:
    assert minutes("2 hours (with breaks)", DEFAULT_HOURS) == 120
    assert minutes("2 (with breaks)", DEFAULT_HOURS) == 120


@pytest.mark.parametrize(
    "words", ["", "soon", "2-3 hours", "two hours", "2 fortnights", "1 h of rest", "-2", "()", "2 hours ("]
)
def test_an_unclear_estimate_is_none(words: str) -> None:
    assert minutes(words, DEFAULT_HOURS) is None


def test_settings_say_what_a_unit_stands_for() -> None:
    hours = {**DEFAULT_HOURS, "afternoon": 3, "sprint": 20}
    assert (minutes("2 afternoons", hours), minutes("1 sprint", hours)) == (360, 1200)


@given(st.text(alphabet="0123456789.,() hourmindayweks"))
def test_any_text_gives_minutes_or_none(words: str) -> None:
    found = minutes(words, DEFAULT_HOURS)
    assert found is None or found >= 0
