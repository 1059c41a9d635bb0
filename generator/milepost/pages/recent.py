"""The notes that were changed last."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from milepost.links.addresses import NOTES_FEED
from milepost.model.note import Note
from milepost.model.page import Page
from milepost.model.site import Site
from milepost.pages.feed import notes_entries
from milepost.pages.plan import Plan, plan
from milepost.pages.templating import Templates

__all__ = ["recent_pages"]

_MOST = 50


def recent_pages(site: Site) -> Iterator[Plan[Page]]:
    """The newest fifty by day; none where no note can be dated."""
    if site.changed:
        yield plan(site.recent, _recent)


def _recent(site: Site, templates: Templates) -> Page:
    days: dict[date, list[Note]] = {}
    for path, moment in islice(site.changed.items(), _MOST):
        days.setdefault(moment.date(), []).append(site.notes[path])
    html = templates.render(
        "recent.html", site.recent, days=days, feed=NOTES_FEED if notes_entries(site) else None
    )
    return Page(site.recent, "Recently changed", html, (), None)
