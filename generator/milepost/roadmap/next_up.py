"""What to take next, and why: advice, never a lock.

Items whose prerequisites are done come before others, the current phase before later ones, what has been
begun before what has not; of the begun the oldest, of the rest the one with the least effort. Of equals the
first on the roadmap.
"""

from collections.abc import Mapping
from datetime import date, datetime

from milepost.model.outlook import Advice
from milepost.model.path import VaultPath, natural
from milepost.model.roadmap import Item, Roadmap, Status
from milepost.model.words import counted

__all__ = ["MOST", "next_up", "stale_items"]

MOST = 3
"""How many items are proposed."""

_LAST = 10**9  # after every estimate in minutes


def next_up(roadmap: Roadmap, changed: Mapping[VaultPath, datetime], today: date) -> tuple[Advice, ...]:
    """Three items at most, the best first."""
    status = {item.path: item.status for item in roadmap.items}
    titles = {item.path: item.title for item in roadmap.items}
    place = {phase.path: at for at, phase in enumerate(roadmap.phases)}
    names = {phase.path: phase.title for phase in roadmap.phases}
    todo = [item for item in roadmap.items if item.status.is_open]

    def is_free(item: Item) -> bool:
        return not any(status[path].is_open for path in item.after)

    def rank(item: Item) -> tuple[bool, int, bool, int]:
        begun = item.status is Status.PARTIAL
        phase = place.get(item.phase, len(place)) if item.phase else len(place)
        untouched = _days(item, changed, today)
        effort = -untouched if begun else item.minutes or _LAST
        return (not is_free(item), phase, not begun, effort)

    chosen = sorted(todo, key=rank)[:MOST]
    first_rest = next((item for item in chosen if item.status is Status.TODO), None)
    waiting = {path: sum(path in other.after for other in todo) for path in titles}

    def reasons(item: Item) -> tuple[str, ...]:
        found: list[str] = []
        where = f" in {names[item.phase]}" if item.phase else ""
        if item.status is Status.PARTIAL:
            days = _days(item, changed, today)
            since = f"untouched for {counted(days, 'day')}" if days else "not finished yet"
            found.append(f"begun, {since}")
        elif item is first_rest and item.minutes:
            found.append(f"the least effort{where}")
        missing = [titles[path] for path in item.after if status[path].is_open]
        behind = [titles[path] for path in item.after if status[path] is Status.DONE]
        if missing:
            found.append(f"best after {_listed(missing)}")
        elif behind:
            verb = "is" if len(behind) == 1 else "are"
            found.append(f"{_listed(behind)} {verb} behind you")
        if waiting[item.path]:
            verb = "waits" if waiting[item.path] == 1 else "wait"
            found.append(f"{counted(waiting[item.path], 'item')} {verb} for it")
        return tuple(found or [f"next in line{where}"])

    return tuple(Advice(item.path, reasons(item)) for item in chosen)


def stale_items(
    roadmap: Roadmap, changed: Mapping[VaultPath, datetime], today: date, after: int
) -> Mapping[VaultPath, int]:
    """Partial items that nobody has touched for more than `after` days, with the days, most first."""
    found = {
        item.path: days
        for item in roadmap.items
        if item.status is Status.PARTIAL and (days := _days(item, changed, today)) > after
    }
    return dict(sorted(found.items(), key=lambda each: (-each[1], natural(each[0]), each[0])))


def _days(item: Item, changed: Mapping[VaultPath, datetime], today: date) -> int:
    """Days since the item's note was written; 0 where nobody knows."""
    when = changed.get(item.path)
    return max(0, (today - when.date()).days) if when else 0


def _listed(titles: list[str]) -> str:
    return " and ".join([", ".join(titles[:-1]), titles[-1]] if len(titles) > 1 else titles)
