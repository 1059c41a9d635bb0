"""The journal: every write-up, newest first."""

from collections.abc import Iterator

from milepost.model.page import Page
from milepost.model.site import Site
from milepost.pages.feed import feed_entries
from milepost.pages.folder import listing_at
from milepost.pages.note import note_page
from milepost.pages.templating import Templates
from milepost.roadmap.collect import write_ups

__all__ = ["journal_pages"]


def journal_pages(site: Site, templates: Templates) -> Iterator[Page]:
    """The list of write-ups, below the words of the note at its address if there is one."""
    found = write_ups(site.notes)
    values = {"write_ups": found, "feed": bool(feed_entries(site))}
    at_address = next((path for path in site.notes if site.addresses[path] == site.journal), None)
    if at_address is not None:
        yield note_page(site, templates, at_address, "journal.html", **values)
    elif found:
        html = templates.render(
            "journal.html",
            site.journal,
            heading=None,
            body="",
            listing=listing_at(site, site.standing.get(site.journal)),
            **values,
        )
        yield Page(site.journal, "Journal", html, (), None)
