"""The Atom feed of the journal (RFC 4287)."""

from collections.abc import Iterator
from functools import partial

from milepost.links.addresses import FEED
from milepost.model.note import Note
from milepost.model.page import Document
from milepost.model.path import absolute_url
from milepost.model.site import Site
from milepost.pages.plan import Plan, plan
from milepost.pages.templating import Templates
from milepost.roadmap.collect import write_ups

__all__ = ["feed_documents", "feed_entries"]

# Readers fetch a feed whole and often; what is older is on the journal's page.
_MOST = 50


def feed_entries(site: Site) -> list[Note]:
    """The newest dated write-ups. None where the site's address is unknown, for a feed's links are whole."""
    if site.host.url is None:
        return []
    return [note for note in write_ups(site.notes) if note.properties.date][:_MOST]


def feed_documents(site: Site) -> Iterator[Plan[tuple[Document, ...]]]:
    """The feed, where it has entries."""
    if site.host.url is not None and feed_entries(site):
        yield plan(FEED, _feed, site.host.url)


def _feed(site: Site, templates: Templates, base: str) -> tuple[Document, ...]:
    xml = templates.render(
        "feed.xml",
        FEED,
        entries=feed_entries(site),
        absolute=partial(absolute_url, base),
        feed=FEED,
    )
    return (Document(FEED, xml),)
