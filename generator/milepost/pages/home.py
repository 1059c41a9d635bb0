"""The home page of a vault that has none of its own."""

from collections.abc import Iterator

from milepost.model.page import Page
from milepost.model.path import PagePath
from milepost.model.site import Site
from milepost.pages.baseline import roadmap_baseline
from milepost.pages.folder import listing_at
from milepost.pages.plan import Plan, plan
from milepost.pages.share_card import roadmap_card
from milepost.pages.templating import Templates
from milepost.roadmap.collect import write_ups

__all__ = ["home_pages"]


def home_pages(site: Site) -> Iterator[Plan[Page]]:
    """The dashboard and what the vault holds, unless the vault's root has a note "index" or "README"."""
    address = site.host.home
    if address not in site.addresses.values():
        yield plan(address, _home_page, address)


def _home_page(site: Site, templates: Templates, address: PagePath) -> Page:
    html = templates.render(
        "home.html",
        address,
        roadmap=site.roadmap,
        baseline=roadmap_baseline(site),
        write_ups=write_ups(site.notes)[:3],
        listing=listing_at(site, site.folders[""]),
    )
    return Page(address, site.host.name, html, (), None, card=roadmap_card(site, site.host.name))
