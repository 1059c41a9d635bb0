"""What a roadmap page's text holds, counted: one row a card, the sums, and the closing line of an import."""

from collections import Counter
from collections.abc import Iterator, Mapping

from milepost.authoring.draft import short_title
from milepost.authoring.file_name import safe_name
from milepost.authoring.page_text import ItemText, PhaseText, RoadmapText
from milepost.model.frozen import Frozen
from milepost.model.words import counted
from milepost.roadmap.estimate import minutes
from milepost.roadmap.words import time_in_words

__all__ = ["COLUMNS", "Counts", "closing_line", "count", "rows", "sums"]

COLUMNS = ("#", "line", "kind", "title", "card", "estimate", "steps", "resources", "links")


class Counts(Frozen):
    """The sums over all cards of a page."""

    items: int
    shut: int
    kinds: Mapping[str, int]
    """In the page's order."""
    steps: int
    resources: int
    links: int
    distinct_links: int
    estimates: Mapping[str, int]
    """The words, the most frequent first."""
    minutes: int
    """All estimates together."""
    awkward_titles: int
    """Titles that a file name cannot hold as they are."""
    milestones: int


def count(page: RoadmapText, hours: Mapping[str, float]) -> Counts:
    """The sums over the page's cards; `hours` says what one of each unit of an estimate stands for."""
    items = page.items
    kinds = Counter(item.kind for item in items)
    estimates = Counter(item.estimate for item in items if item.estimate)
    links = _links(items)
    return Counts(
        items=len(items),
        shut=sum(item.is_shut for item in items),
        kinds={kind: kinds[kind] for kind in page.kinds if kinds[kind]},
        steps=sum(len(item.steps) for item in items),
        resources=sum(len(item.resources) for item in items),
        links=len(links),
        distinct_links=len(set(links)),
        estimates=dict(estimates.most_common()),
        minutes=sum((minutes(words, hours) or 0) * times for words, times in estimates.items()),
        awkward_titles=sum(safe_name(item.title) != item.title for item in items),
        milestones=sum(short_title(item.title) != item.title for item in items),
    )


def rows(page: RoadmapText, counts: Counts) -> Iterator[tuple[str, ...]]:
    """One row a card, in the order of `COLUMNS`, and one with the sums."""
    for item in page.items:
        links = len(_links((item,)))
        numbers = (str(len(item.steps)), str(len(item.resources)), str(links))
        card = "shut" if item.is_shut else "open"
        yield (str(item.number), str(item.line), item.kind, item.title, card, item.estimate or "—", *numbers)
    cards = f"{counts.items - counts.shut} open, {counts.shut} shut"
    estimates = f"{sum(counts.estimates.values())} = {time_in_words(2 * counts.minutes)}"
    numbers = (str(counts.steps), str(counts.resources), str(counts.links))
    yield ("all", "", "", counted(counts.items, "item"), cards, estimates, *numbers)


def sums(counts: Counts) -> Iterator[str]:
    """The sums, a line each."""
    yield f"items: {counts.items}"
    yield "kinds: " + ", ".join(f"{number} {kind}" for kind, number in counts.kinds.items())
    yield f"cards: {counts.items - counts.shut} open, {counts.shut} shut"
    yield f"steps: {counts.steps}"
    yield f"resources: {counts.resources}, {counts.links} with a link, {counts.distinct_links} links distinct"
    words = ", ".join(f"{words} ×{times}" for words, times in counts.estimates.items())
    estimates = f"{sum(counts.estimates.values())} = {time_in_words(2 * counts.minutes)}"
    yield f"estimates: {estimates}{f' ({words})' if words else ''}"
    yield f"titles changed in file names: {counts.awkward_titles}"
    yield f"milestones: {counts.milestones}"


def closing_line(page: RoadmapText, counts: Counts, *, unknown: int) -> str:
    """The import in one line; `unknown` is the number of items whose status nothing says."""
    estimates = sum(counts.estimates.values())
    parts = [
        ", ".join(
            (
                *map(_of_phase, page.phases),
                counted(counts.steps, "step"),
                f"{counted(counts.resources, 'resource')} ({counted(counts.links, 'link')})",
                f"{counted(estimates, 'estimate')} = {time_in_words(2 * counts.minutes)}",
            )
        ),
        f"status unknown for {unknown}",
        _for_review(page),
    ]
    return "; ".join(parts)


def _links(items: tuple[ItemText, ...]) -> list[str]:
    return [resource.url for item in items for resource in item.resources if resource.url]


def _of_phase(phase: PhaseText) -> str:
    shown, reported = len(phase.items), phase.figures.items
    if reported is None or reported < shown:
        return f"{counted(shown, 'item')} in phase {phase.number}"
    missing = f" ({reported - shown} missing in the source)" if reported > shown else ""
    return f"{shown} of {counted(reported, 'item')} in phase {phase.number}{missing}"


def _for_review(page: RoadmapText) -> str:
    lines = {finding.line for finding in page.findings}
    if not lines:
        return "nothing for review"
    items = list(dict.fromkeys(each.item for each in page.findings if each.item is not None))
    others = list(dict.fromkeys(each.line for each in page.findings if each.item is None))
    places = [
        f"{noun}{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
        for noun, numbers in (("item", items), ("line", others))
        if numbers
    ]
    return f"{counted(len(lines), 'line')} for review ({'; '.join(places)})"
