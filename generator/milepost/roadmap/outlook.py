"""The roadmap through time: what was, what to expect, what to do next."""

from collections import Counter
from collections.abc import Collection, Container, Mapping
from datetime import date, datetime

from milepost.model.history import History
from milepost.model.outlook import Outlook
from milepost.model.path import VaultPath
from milepost.model.roadmap import Progress, Roadmap
from milepost.roadmap.burnup import burn_up, by_phase
from milepost.roadmap.forecast import forecast
from milepost.roadmap.next_up import next_up, stale_items
from milepost.roadmap.review import done_days, review_days
from milepost.roadmap.timeline import timelines
from milepost.settings import Settings

__all__ = ["look_around"]

_EPOCH = date(1970, 1, 1)
# Calendars and forecasts reach years back and ahead of a day; Python's own calendar ends with the year 9999.
_LATEST = date(9000, 1, 1)


def look_around(
    roadmap: Roadmap,
    history: History | None,
    changed: Mapping[VaultPath, datetime],
    hidden: Container[VaultPath],
    public: Collection[VaultPath],
    settings: Settings,
    stated: date | None,
) -> Outlook:
    """Everything that pages say of the roadmap's past and future.

    It holds for the day that is `stated`, else that of the last commit, else that of the newest note: never
    for that of the build: the same sources give the same pages. Of notes in `hidden` nothing is told.

    Raises:
        SettingsError: the settings ask for FSRS, and its package is not there.
    """
    newest = max((moment.date() for moment in changed.values()), default=_EPOCH)
    today = min(max(stated or (history.day if history else None) or newest, _EPOCH), _LATEST)
    stories = list(timelines(roadmap, history, hidden, public, settings, today))
    of_phase = by_phase(stories, roadmap)
    whole = burn_up(stories, roadmap, today)
    phases = {each.path: burn_up(of_phase.get(each.path, ()), roadmap, today) for each in roadmap.phases}
    reviews = review_days(roadmap, done_days(roadmap, stories if history else ()), settings)
    return Outlook(
        today=today,
        witness="notes" if history is None else "git" if history.is_whole else "part of git",
        burn_up=whole,
        burn_ups=phases,
        forecast=forecast(whole, _left(roadmap.progress), today),
        forecasts={
            each.path: forecast(phases[each.path], _left(each.progress), today) for each in roadmap.phases
        },
        next_up=next_up(roadmap, changed, today),
        stale=stale_items(roadmap, changed, today, settings.stale_after),
        reviews=reviews,
        due={path: day for path, day in reviews.items() if day <= today},
        activity=_activity(history, public),
    )


def _left(progress: Progress) -> int:
    return 2 * progress.total - progress.halves


def _activity(history: History | None, public: Collection[VaultPath]) -> Mapping[date, int]:
    """How many of the notes that are public today were written on each day."""
    traces = history.traces if history else ()
    days = Counter(day for each in traces if each.ended is None and each.path in public for day in each.days)
    return dict(sorted(days.items()))
