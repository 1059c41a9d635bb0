"""An item's own page: the facts of its card, and who mentions it."""

from collections.abc import Iterator
from dataclasses import dataclass

from milepost.model.page import Page
from milepost.model.path import VaultPath
from milepost.model.site import Site
from milepost.pages.note import note_page
from milepost.pages.plan import Plan, plan

__all__ = ["item_pages"]


@dataclass(frozen=True, slots=True)
class _Place:
    """The phase that an item is in, without its progress, which changes more often."""

    path: VaultPath
    number: int
    title: str


def item_pages(site: Site) -> Iterator[Plan[Page]]:
    """A page for each item, whether it has a phase or not."""
    phases = {phase.path: _Place(phase.path, phase.number, phase.title) for phase in site.roadmap.phases}
    for item in site.roadmap.items:
        phase = phases[item.phase] if item.phase else None
        yield plan(site.addresses[item.path], note_page, item.path, "item.html", item=item, phase=phase)
