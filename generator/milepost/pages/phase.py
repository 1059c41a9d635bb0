"""A phase's page: its progress and a card for each of its items."""

from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup

from milepost.model.frozen import Frozen, replace
from milepost.model.page import Page, TocEntry
from milepost.model.path import Anchor
from milepost.model.roadmap import Item, Phase
from milepost.model.site import Site
from milepost.pages.baseline import read_baseline
from milepost.pages.note import note_page
from milepost.pages.plan import Plan, plan
from milepost.pages.templating import Templates, card_id
from milepost.render.note import render_card
from milepost.render.status import STATUS_WORDS

__all__ = ["phase_pages"]

# The cards are not listed: the navigation beside the page has the same titles.
_TOC = TocEntry(2, "Items", Anchor("mp-items"))


class _Filter(Frozen):
    """One link of a row of filters."""

    value: str
    """In the address; "" for all."""
    count: int


def phase_pages(site: Site) -> Iterator[Plan[Page]]:
    """The note of each phase, with its cards."""
    phases = site.roadmap.phases
    for at, phase in enumerate(phases):
        yield plan(site.addresses[phase.path], _phase_page, at)


def _phase_page(site: Site, templates: Templates, at: int) -> Page:
    phases = site.roadmap.phases
    phase = phases[at]
    page = note_page(
        site,
        templates,
        phase.path,
        "phase.html",
        phase=phase,
        phases=site.roadmap.phase_count,
        previous=phases[at - 1] if at else None,
        next=phases[at + 1] if at + 1 < len(phases) else None,
        baseline=read_baseline(site.notes[phase.path]),
        kinds=_filters(Counter(item.kind for item in phase.items if item.kind), site.roadmap.kinds),
        statuses=_filters(Counter(item.status for item in phase.items), tuple(STATUS_WORDS)),
        cards=[(item, _body(site, phase, item)) for item in phase.items],
    )
    return replace(page, toc=(*page.toc, _TOC) if phase.items else page.toc)


def _filters(counts: Counter[str], order: tuple[str, ...]) -> list[_Filter]:
    return [_Filter(value, counts[value]) for value in order if counts[value]]


def _body(site: Site, phase: Phase, item: Item) -> Markup:
    return Markup(
        render_card(site, item.path, site.addresses[phase.path], f"{card_id(site.addresses[item.path])}--")
    )
