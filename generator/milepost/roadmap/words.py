"""Numbers as people read them: times and expectations in words."""

from datetime import date

from milepost.model.outlook import Forecast, Prospect
from milepost.roadmap.forecast import FEWEST_WEEKS

__all__ = ["expected", "time_in_words"]


def time_in_words(half_minutes: int) -> str:
    """A time in half minutes: whole minutes below an hour, else hours with one digit at most.

    >>> time_in_words(90), time_in_words(119), time_in_words(300)
    ('45 min', '1 h', '2.5 h')
    """
    minutes = round(half_minutes / 2)
    return f"{minutes} min" if minutes < 60 else f"{round(half_minutes / 120, 1):g} h"


def expected(forecast: Forecast) -> tuple[str, str]:
    """What a forecast says, as its gist and the rest.

    >>> day = date.fromisoformat
    >>> expected(Forecast(Prospect.EXPECTED, 9, day("2027-03-01"), day("2027-06-30"), day("2027-09-02")))
    ('between March and June 2027', 'for half of the runs, by September for 85 %')
    >>> expected(Forecast(Prospect.TOO_EARLY, 1))
    ('not enough history yet', '1 of 8 weeks with progress')
    """
    match forecast:
        case Forecast(prospect=Prospect.NOTHING):
            return "", ""
        case Forecast(prospect=Prospect.REACHED):
            return "all of it is done", ""
        case Forecast(prospect=Prospect.TOO_EARLY, weeks=weeks):
            return "not enough history yet", f"{weeks} of {FEWEST_WEEKS} weeks with progress"
        case Forecast(early=date() as early, late=date() as late, likely=likely):
            return _between(early, late), f"for half of the runs{_by(late, likely)}"
        case Forecast(early=date() as early):
            return f"not before {early:%B %Y}", "for three quarters of the runs, with no end in sight"
        case _:
            return "none", "there has been no progress to go by"


def _between(early: date, late: date) -> str:
    if (early.year, early.month) == (late.year, late.month):
        return f"in {late:%B %Y}"
    return f"between {early:%B}{'' if early.year == late.year else f' {early.year}'} and {late:%B %Y}"


def _by(late: date, likely: date | None) -> str:
    """The second date, unless it falls into the same month."""
    if likely is None or (likely.year, likely.month) == (late.year, late.month):
        return ""
    return f", by {likely:%B}{'' if likely.year == late.year else f' {likely.year}'} for 85 %"
