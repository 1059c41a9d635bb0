"""The Atom feed of the journal (RFC 4287)."""

from collections.abc import Iterator
from functools import partial

from milepost.model.page import Document
from milepost.model.path import PagePath, absolute_url
from milepost.model.site import Site
from milepost.pages.templating import Templates
from milepost.roadmap.collect import write_ups

__all__ = ["FEED", "feed_documents"]

FEED = PagePath("feed.xml")

# Readers fetch a feed whole and often; what is older is on the journal's page.
_MOST = 50


def feed_documents(site: Site, templates: Templates) -> Iterator[Document]:
    """The newest dated write-ups. None where the site's own address is unknown: its links are absolute."""
    entries = [note for note in write_ups(site.notes) if note.properties.date][:_MOST]
    base = site.host.url
    if base is None or not entries:
        return
    xml = templates.render(
        "feed.xml",
        FEED,
        entries=entries,
        absolute=partial(absolute_url, base),
        feed=FEED,
    )
    yield Document(FEED, xml)
