"""The dashboard: how far everything is."""

from collections.abc import Iterator

from milepost.model.page import Page
from milepost.model.site import Site
from milepost.pages.baseline import roadmap_baseline
from milepost.pages.folder import has_dashboard, listing_at
from milepost.pages.note import note_page
from milepost.pages.plan import Plan, plan
from milepost.pages.share_card import roadmap_card
from milepost.pages.templating import Templates
from milepost.roadmap.collect import write_ups

__all__ = ["roadmap_pages"]


def roadmap_pages(site: Site) -> Iterator[Plan[Page]]:
    """The roadmap's note with the dashboard; a page of its own where there are items and no such note."""
    if has_dashboard(site):
        yield plan(site.dashboard, _dashboard)


def _dashboard(site: Site, templates: Templates) -> Page:
    roadmap = site.roadmap
    values = {
        "roadmap": roadmap,
        "baseline": roadmap_baseline(site),
        "write_ups": write_ups(site.notes)[:3],
    }
    if roadmap.path is not None:
        return note_page(site, templates, roadmap.path, "roadmap.html", **values)
    listing = listing_at(site, site.standing.get(site.dashboard))
    html = templates.render("dashboard.html", site.dashboard, listing=listing, **values)
    return Page(site.dashboard, roadmap.title, html, (), None, card=roadmap_card(site, roadmap.title))
