"""The journal: every write-up, newest first."""

from collections.abc import Iterator

from milepost.model.page import Page
from milepost.model.path import VaultPath
from milepost.model.site import Site
from milepost.pages.feed import feed_entries
from milepost.pages.folder import listing_at
from milepost.pages.note import note_page
from milepost.pages.plan import Plan, plan
from milepost.pages.templating import Templates
from milepost.roadmap.collect import write_ups

__all__ = ["journal_pages"]


def journal_pages(site: Site) -> Iterator[Plan[Page]]:
    """The list of write-ups, below the words of the note at its address if there is one."""
    at_address = next((path for path in site.notes if site.addresses[path] == site.journal), None)
    if at_address is not None or write_ups(site.notes):
        yield plan(site.journal, _journal, at_address)


def _journal(site: Site, templates: Templates, at_address: VaultPath | None) -> Page:
    values = {"write_ups": write_ups(site.notes), "feed": bool(feed_entries(site))}
    if at_address is not None:
        return note_page(site, templates, at_address, "journal.html", **values)
    html = templates.render(
        "journal.html",
        site.journal,
        heading=None,
        body="",
        listing=listing_at(site, site.standing.get(site.journal)),
        **values,
    )
    return Page(site.journal, "Journal", html, (), None)
