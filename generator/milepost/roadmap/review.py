"""When a done item shall be looked at again: by its note's own word, or by how fast one forgets."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time

from milepost.errors import SettingsError
from milepost.model.path import VaultPath, natural
from milepost.model.roadmap import Item, Roadmap, Status
from milepost.roadmap.timeline import Timeline
from milepost.settings import Settings

__all__ = ["done_days", "review_days"]

Schedule = Callable[[Iterable[date]], date | None]
"""The next day, given those on which something was learned and looked at again, oldest first."""


def review_days(
    roadmap: Roadmap, done: Mapping[VaultPath, date], settings: Settings
) -> Mapping[VaultPath, date]:
    """The day of the next review of each done item that has one, soonest first.

    The note's `review` counts until the item is looked at on that day or later; then, and where there is
    none, FSRS decides, if the settings ask for it: from the day in `done` and all later days of review on.

    Raises:
        SettingsError: the settings ask for FSRS, and its package is not there.
    """
    if settings.reviews == "off":
        return {}
    schedule: Schedule = _fsrs() if settings.reviews == "fsrs" else lambda days: None
    found = {
        item.path: day
        for item in roadmap.items
        if item.status is Status.DONE and (day := _next(item, done.get(item.path), schedule))
    }
    return dict(sorted(found.items(), key=lambda each: (each[1], natural(each[0]), each[0])))


def done_days(roadmap: Roadmap, stories: Iterable[Timeline]) -> Mapping[VaultPath, date]:
    """The day since which each done item is done, where its note or git's history says so."""
    told = {story.path: story.changes[-1].day for story in stories}
    done = (item for item in roadmap.items if item.status is Status.DONE)
    days = ((item.path, item.done or told.get(item.path)) for item in done)
    return {path: day for path, day in days if day}


def _next(item: Item, done: date | None, schedule: Schedule) -> date | None:
    if item.review and not any(day >= item.review for day in item.reviewed):
        return item.review
    later = (day for day in item.reviewed if done is None or day > done)
    return schedule(sorted({*later, *((done,) if done else ())}))


def _fsrs() -> Schedule:
    """FSRS with its usual parameters; every review went well, and chance has no part in it."""
    try:
        import fsrs
    except ImportError as error:
        raise SettingsError("reviews", "'fsrs' needs a package; pip install 'milepost[reviews]'") from error
    # Without its steps of minutes: whoever calls something done has learned it.
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)

    def schedule(days: Iterable[date]) -> date | None:
        card = fsrs.Card(card_id=1)
        try:
            for day in days:
                moment = datetime.combine(day, time(), UTC)
                card, _ = scheduler.review_card(card, fsrs.Rating.Good, moment)
        except OverflowError:  # after the end of all calendars
            return None
        return card.due.date() if card.last_review else None

    return schedule
