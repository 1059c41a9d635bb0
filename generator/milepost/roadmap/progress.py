"""What items add up to."""

from collections.abc import Iterable, Mapping, Sequence

from milepost.model.roadmap import Item, Progress, Status

__all__ = ["count", "count_by_kind"]


def count(items: Iterable[Item]) -> Progress:
    """The progress of all items together; their order does not matter."""
    return sum(map(_weigh, items), Progress())


def count_by_kind(items: Sequence[Item], kinds: Sequence[str]) -> Mapping[str, Progress]:
    """The progress of each kind that has items, in the order of `kinds`; items without a kind are in none."""
    by_kind = {kind: count(item for item in items if item.kind == kind) for kind in kinds}
    return {kind: progress for kind, progress in by_kind.items() if progress.total or progress.skipped}


def _weigh(item: Item) -> Progress:
    """What one item adds: its status, and its estimate, half of which is left of one that counts ½."""
    if not item.status.counts:
        return Progress(skipped=1)
    minutes = item.minutes or 0
    return Progress(
        done=item.status is Status.DONE,
        partial=item.status is Status.PARTIAL,
        todo=item.status is Status.TODO,
        minutes=minutes,
        half_minutes_left=minutes * (2 - item.status.halves + item.withheld),
        unestimated=item.minutes is None,
        unproven=item.is_unproven,
        withheld=item.withheld,
    )
