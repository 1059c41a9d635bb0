"""The page of each kind of item: how far that kind is, and all its items."""

from collections.abc import Iterator

from milepost.model.page import Crumb, Page, TocEntry
from milepost.model.path import Anchor
from milepost.model.roadmap import Item
from milepost.model.site import Site
from milepost.pages.plan import Plan, plan
from milepost.pages.templating import Templates

__all__ = ["kind_pages"]


def kind_pages(site: Site) -> Iterator[Plan[Page]]:
    """A page for each kind that items have."""
    for kind in site.roadmap.kinds:
        yield plan(site.kind_pages[kind], _kind_page, kind)


def _kind_page(site: Site, templates: Templates, kind: str) -> Page:
    roadmap, address, title = site.roadmap, site.kind_pages[kind], f"Kind: {kind}"

    def of_kind(items: tuple[Item, ...]) -> list[Item]:
        return [item for item in items if item.kind == kind]

    # The place among them all, for two phases may have one number.
    phases = [
        (Anchor(f"mp-phase-{place}"), phase, of_kind(phase.items))
        for place, phase in enumerate(roadmap.phases, start=1)
        if kind in phase.by_kind
    ]
    unplaced = of_kind(roadmap.unplaced)
    html = templates.render(
        "kind.html",
        address,
        title=title,
        progress=roadmap.by_kind[kind],
        kind=kind,
        phases=phases,
        unplaced=unplaced,
    )
    toc = [TocEntry(2, phase.title, anchor) for anchor, phase, _ in phases]
    if unplaced:
        toc.append(TocEntry(2, "Without a phase", Anchor("mp-without-a-phase")))
    return Page(address, title, html, tuple(toc), None, trail=(Crumb(roadmap.title, site.dashboard),))
