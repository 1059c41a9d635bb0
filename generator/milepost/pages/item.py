"""An item's own page: the facts of its card, and who mentions it."""

from collections.abc import Iterator

from milepost.model.page import Page
from milepost.model.roadmap import PhaseName
from milepost.model.site import Site
from milepost.pages.note import note_page
from milepost.pages.plan import Plan, plan

__all__ = ["item_pages"]


def item_pages(site: Site) -> Iterator[Plan[Page]]:
    """A page for each item, whether it has a phase or not."""
    phases = {phase.path: PhaseName(phase.path, phase.number, phase.title) for phase in site.roadmap.phases}
    for item in site.roadmap.items:
        phase = phases[item.phase] if item.phase else None
        yield plan(site.addresses[item.path], note_page, item.path, "item.html", item=item, phase=phase)
