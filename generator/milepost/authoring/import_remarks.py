"""What a person must know of an import: what the text does not hold, and what rests on a guess."""

import re
from collections.abc import Iterator, Mapping

from milepost.authoring.import_counts import Counts
from milepost.authoring.page_text import RoadmapText
from milepost.model.roadmap import Status
from milepost.model.words import counted
from milepost.roadmap.estimate import minutes
from milepost.roadmap.words import time_in_words

__all__ = ["not_recovered", "remarks"]

_FULL = re.compile(r"1 full (?P<unit>[a-z ]+) \((?P<amount>.+)\)")


def not_recovered(page: RoadmapText, counts: Counts, shut_status: Status | None) -> Iterator[str]:
    """What the page shows or knows, but its text does not say."""
    figures = page.figures
    sums = ", ".join(
        f"{number} {name}"
        for name, number in (("done", figures.done), ("partial", figures.partial), ("todo", figures.todo))
        if number is not None
    )
    known_as = f", known only as sums ({sums})" if sums else ""
    if shut_status is None:
        yield f"the status of each item{known_as}: all are written as todo"
    else:
        yield (
            f"the status of each item{known_as}: the {counts.shut} with a shut card are written as "
            f"{shut_status}, as you asked, unless their notes were touched, the others as todo"
        )
    for phase in page.phases:
        missing = (phase.figures.items or 0) - len(phase.items)
        if missing > 0:
            known = phase.figures.items
            yield f"{missing} of the {known} items of phase {phase.number}: which ones, everything"
    if elsewhere := _other_phases(page):
        yield elsewhere
    if counts.shut:
        yield f"plan, steps, resources and estimate where the card is shut ({counted(counts.shut, 'item')})"
    yield "dates (started, done), order across phases, prerequisites, the filters chosen, the steps ticked"


def remarks(
    page: RoadmapText, counts: Counts, hours: Mapping[str, float], shut_status: Status | None
) -> Iterator[str]:
    """Choices that the importer made or did not make, for the user to know."""
    if shut_status is None and _shut_may_mean_done(page, counts):
        yield (
            f"the {counts.items - counts.shut} open cards are as many as the page counts partial and todo; "
            f"if open means not done, --assume-collapsed done marks the {counts.shut} shut ones as done"
        )
    for words in counts.estimates:
        full = _FULL.fullmatch(words)
        if full and f"1 {full['unit']}" in counts.estimates:
            plain = minutes(f"1 {full['unit']}", hours) or 0
            yield (
                f"the page calls a full {full['unit']} {full['amount']}, so a plain one may be less; "
                f"it counts {time_in_words(2 * plain)}, as the option estimate_hours says"
            )
    if counts.links:
        yield "links are kept as the page has them; only a person can tell whether they lead where they say"


def _other_phases(page: RoadmapText) -> str:
    here = {phase.number for phase in page.phases}
    missing = [number for number in range(1, page.phase_count + 1) if number not in here]
    if not missing:
        return ""
    here_too = [phase.figures.items for phase in page.phases]
    total = page.figures.items
    rest = 0 if total is None or None in here_too else total - sum(each or 0 for each in here_too)
    amount = f" ({counted(rest, 'item')})" if rest > 0 else ""
    return f"{_numbers(missing)}: names, items, everything{amount}"


def _numbers(numbers: list[int]) -> str:
    """The phases' numbers, as a range where they are one."""
    if len(numbers) == 1:
        return f"phase {numbers[0]}"
    if numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"phases {numbers[0]}–{numbers[-1]}"
    return f"phases {', '.join(map(str, numbers))}"


def _shut_may_mean_done(page: RoadmapText, counts: Counts) -> bool:
    """Whether the figures fit the guess that open cards are those not done."""
    unfinished = [(phase.figures.partial, phase.figures.todo) for phase in page.phases]
    if not counts.shut or any(partial is None or todo is None for partial, todo in unfinished):
        return False
    return counts.items - counts.shut == sum((partial or 0) + (todo or 0) for partial, todo in unfinished)
