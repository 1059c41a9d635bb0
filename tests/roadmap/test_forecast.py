"""What to expect, and when there is nothing to be told."""

from datetime import date, timedelta

from milepost.model.history import BurnUp, Point
from milepost.model.outlook import Forecast, Prospect
from milepost.roadmap.forecast import FEWEST_WEEKS, forecast, weekly

TODAY = date(2026, 11, 22)


def burn_up(*weeks: int, total: int = 100) -> BurnUp:
    """A burn-up with so much gained in each of the weeks up to today."""
    days = {TODAY - timedelta(weeks=ago): gain for ago, gain in enumerate(reversed(weeks)) if gain}
    return BurnUp((Point(TODAY, sum(weeks), total),), days)


def test_a_steady_pace_gives_its_own_date() -> None:
    found = forecast(burn_up(*[2] * 20), 20, TODAY)
    day = TODAY + timedelta(weeks=10)
    assert found == Forecast(Prospect.EXPECTED, 20, day, day, day)


def test_an_uneven_pace_gives_a_range_in_order() -> None:
    found = forecast(burn_up(*[0, 1, 6, 0, 0, 3, 2, 5, 0, 4, 1, 2]), 60, TODAY)
    assert found.early is not None
    assert found.late is not None
    assert found.likely is not None
    assert TODAY < found.early < found.late < found.likely


def test_the_same_history_gives_the_same_dates() -> None:
    weeks = burn_up(*[0, 1, 6, 0, 0, 3, 2, 5, 0, 4, 1, 2])
    assert forecast(weeks, 61, TODAY) == forecast(weeks, 61, TODAY)


def test_weeks_without_progress_count() -> None:
    busy, idle = burn_up(*[2] * 10), burn_up(*[2, 0] * 10)
    first, second = forecast(busy, 40, TODAY), forecast(idle, 40, TODAY)
    assert first.late is not None
    assert second.early is not None
    assert second.early > first.late


def test_too_few_active_weeks_tell_nothing() -> None:
    weeks = [2] * (FEWEST_WEEKS - 1)
    assert forecast(burn_up(*weeks), 40, TODAY) == Forecast(Prospect.TOO_EARLY, FEWEST_WEEKS - 1)
    assert forecast(burn_up(*weeks, 2), 40, TODAY).prospect is Prospect.EXPECTED


def test_no_progress_for_a_year_gives_no_line_to_infinity() -> None:
    assert forecast(burn_up(*[2] * 20, *[0] * 52), 2, TODAY) == Forecast(Prospect.STANDSTILL, 20)


def test_progress_that_is_taken_back_each_time_gives_no_date() -> None:
    assert forecast(burn_up(*[2, -2] * 10), 2, TODAY) == Forecast(Prospect.STANDSTILL, 10)


def test_good_and_bad_weeks_in_rows_make_the_range_wider() -> None:
    def spread(*weeks: int) -> timedelta:
        found = forecast(burn_up(*weeks), 60, TODAY)
        assert found.early is not None
        assert found.late is not None
        return found.late - found.early

    in_turn, in_rows = spread(*[3, 0] * 12), spread(*[3, 3, 3, 3, 0, 0, 0, 0] * 3)
    assert in_rows > 3 * in_turn


def test_a_pace_that_would_take_ten_years_gives_no_date() -> None:
    assert forecast(burn_up(*[1] * 8, *[0] * 44), 9_000, TODAY) == Forecast(Prospect.STANDSTILL, 8)


def test_nothing_left_is_reached_and_nothing_at_all_is_nothing() -> None:
    assert forecast(burn_up(2, 2), 0, TODAY).prospect is Prospect.REACHED
    assert forecast(burn_up(*[2] * 20), 1, TODAY).early == TODAY + timedelta(weeks=1)
    assert forecast(BurnUp(), 0, TODAY).prospect is Prospect.NOTHING
    assert forecast(burn_up(2, 2, total=0), 0, TODAY).prospect is Prospect.NOTHING


def test_weeks_end_today_and_begin_with_the_first_progress() -> None:
    assert weekly({TODAY: 1, TODAY - timedelta(days=6): 1, TODAY - timedelta(days=14): 3}, TODAY) == (3, 0, 2)


def test_what_was_lost_before_the_first_progress_is_in_no_week() -> None:
    assert weekly({TODAY - timedelta(weeks=1): -2, TODAY: 1}, TODAY) == (1,)
