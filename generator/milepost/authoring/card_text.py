"""The lines of one card of a roadmap page to an item.

    item  = KIND  title  (plan  step*  resources?)?      a line each

The line after KIND is the title, whatever it looks like. The first unindented line before any step is the
plan, the first one after the steps holds the resources. Where an editor has made bullets of the numbers, the
bullets are the steps; those at the end that each hold an address are resources, where no line follows them.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import count

from milepost.authoring.page_text import ItemText, Resource
from milepost.authoring.plan_line import split_plan
from milepost.authoring.resources import split_resources

__all__ = ["Line", "Report", "read_item"]

Line = tuple[int, str]
"""A line's number, counted from 1, and its text without trailing blanks; never empty."""
Report = Callable[[int, str], None]
"""Takes a line's number and what is odd about it."""

_CLICK = re.compile(r"\s*click\s+to\s+(expand|collapse)$", re.IGNORECASE)
_STEP = re.compile(r"\s+([0-9]{1,4})[.)]\s+(.*)")
_BULLET = re.compile(r"\s*[-*+•◦▪‣·–—]\s+(?:\[.\]\s+)?(\S.*)")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def read_item(lines: Sequence[Line], number: int, units: Iterable[str], report: Report) -> ItemText:
    """The item that the lines tell of; they begin with its kind and its title."""
    (line, kind), (_, written_title), *details = lines
    before, steps, after = _sort(_with_numbers(details), report)
    plan_line, plan = before[0] if before else (line, "")
    if steps:
        for at, text in before[1:]:
            report(at, f'stands between the plan and the steps, left out: "{text}"')
    else:
        after = before[1:]
    parts = split_plan(plan, units)
    if parts.doubt:
        report(plan_line, parts.doubt)
    title = _CLICK.sub("", written_title).strip() or written_title.strip()
    click = _CLICK.search(written_title)
    return ItemText(
        line=line,
        number=number,
        kind=kind.lower(),
        title=title,
        is_shut=click is not None and click[1].lower() == "expand",
        plan=parts.plan,
        estimate=parts.estimate,
        steps=steps,
        resources=_resources(after, report),
    )


def _with_numbers(details: Sequence[Line]) -> Sequence[Line]:
    """The lines, with bullets that are steps numbered where no line is."""
    if any(_STEP.fullmatch(text) for _, text in details):
        return details
    found = [_BULLET.fullmatch(text) for _, text in details]
    last = max((place for place, bullet in enumerate(found) if bullet), default=-1)
    if last == len(found) - 1:  # no line below them could hold the resources
        while last >= 0 and (bullet := found[last]) and _ADDRESS.search(bullet[1]):
            last -= 1
    numbers = count(1)
    return [
        (at, (f" {next(numbers)}. {bullet[1]}" if place <= last else text.strip()) if bullet else text)
        for place, ((at, text), bullet) in enumerate(zip(details, found, strict=True))
    ]


def _sort(details: Iterable[Line], report: Report) -> tuple[list[Line], tuple[str, ...], list[Line]]:
    """The unindented lines before the steps, the steps, and the unindented lines after them."""
    before: list[Line] = []
    steps: list[str] = []
    after: list[Line] = []
    expected = 1
    for at, text in details:
        if found := _STEP.fullmatch(text):
            if after:
                report(at, f"step {found[1]} stands after the resources")
            if int(found[1]) != expected:
                report(at, f"step {found[1]} stands where step {expected} is due")
            expected = int(found[1]) + 1
            steps.append(found[2])
        elif text[0].isspace():
            report(at, f'is indented, but no step, left out: "{text.strip()}"')
        else:
            (after if steps else before).append((at, text))
    return before, tuple(steps), after


def _resources(lines: Iterable[Line], report: Report) -> tuple[Resource, ...]:
    """The resources of the first line, and of later ones as far as they hold addresses."""
    found: list[Resource] = []
    for place, (at, text) in enumerate(lines):
        bullet = _BULLET.fullmatch(text)
        resources = split_resources(bullet[1] if bullet else text)
        if place and not any(each.url for each in resources):
            report(at, f'stands after the resources, left out: "{text}"')
            continue
        if place and not bullet:
            report(at, "is a second line of resources")
        for resource in resources:
            if resource.doubt:
                report(at, resource.doubt)
        found += resources
    return tuple(found)
