"""How the roadmap grew and was done, day by day: later items raise the scope, not lower the progress."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from milepost.model.history import BurnUp, Point
from milepost.model.path import VaultPath, fold, stem
from milepost.model.roadmap import Item, Roadmap, Status
from milepost.roadmap.timeline import Timeline

__all__ = ["burn_up", "by_phase"]


def burn_up(stories: Iterable[Timeline], roadmap: Roadmap, today: date) -> BurnUp:
    """The two lines, exactly: at the end of each day, half-points reached and items there were.

    The last point is what `roadmap` counts; no points where it has none.
    """
    items = {item.path: item for item in roadmap.items}
    halves, total, gains = Counter[date](), Counter[date](), Counter[date]()
    for story in stories:
        item = items.get(story.path)
        before: Status | None = None
        for change in story.changes:
            step = _halves(change.status, item) - _halves(before, item)
            halves[change.day] += step
            total[change.day] += (change.status is not None) - (before is not None)
            if change.is_work and change.status is not None:
                gains[change.day] += step
            before = change.status
    points: list[Point] = []
    reached = there = 0
    for day in sorted({*halves, *total, today}):
        reached, there = reached + halves[day], there + total[day]
        if there or points:
            points.append(Point(day, reached, there))
    return BurnUp(tuple(_turns(points)), {day: step for day, step in sorted(gains.items()) if step})


def by_phase(stories: Iterable[Timeline], roadmap: Roadmap) -> Mapping[VaultPath, list[Timeline]]:
    """The stories of each phase: of items by their phase of today, of those gone by the one they named."""
    phases = {item.path: item.phase for item in roadmap.items}
    names = {fold(stem(phase.path)): phase.path for phase in roadmap.phases}
    names |= {fold(phase.title): phase.path for phase in roadmap.phases}
    names |= {str(phase.number): phase.path for phase in roadmap.phases}
    found: defaultdict[VaultPath, list[Timeline]] = defaultdict(list)
    for story in stories:
        named = names.get(fold(stem(VaultPath(f"{story.phase}.md")))) if story.phase else None
        phase = phases.get(story.path, named)
        if phase is not None:
            found[phase].append(story)
    return found


def _halves(status: Status | None, item: Item | None) -> int:
    """What an item counts in a status: less, where a done one needs evidence and has none today."""
    if status is None:
        return 0
    withheld = item.withheld if item and status is Status.DONE else 0
    return status.halves - withheld


def _turns(points: list[Point]) -> list[Point]:
    """The points at which a line turns, and the last."""
    return [
        point
        for at, point in enumerate(points)
        if at in (0, len(points) - 1)
        or (point.halves, point.total) != (points[at - 1].halves, points[at - 1].total)
    ]
