"""The Atom feeds (RFC 4287): of the journal, and of all notes as they change."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import partial
from itertools import islice

from milepost.links.addresses import FEED, NOTES_FEED
from milepost.model.frozen import Frozen
from milepost.model.note import Note
from milepost.model.page import Document
from milepost.model.path import PagePath
from milepost.model.site import Site
from milepost.model.url import absolute_url
from milepost.pages.plan import Plan, plan
from milepost.pages.templating import Templates
from milepost.roadmap.collect import write_ups

__all__ = ["feed_documents", "feed_entries", "notes_entries"]

# Readers fetch a feed whole and often; what is older is on the site's pages.
_MOST = 50


class Entry(Frozen):
    """A note in a feed."""

    note: Note
    updated: str
    """As RFC 3339 writes a moment."""


def feed_entries(site: Site) -> list[Entry]:
    """The newest dated write-ups. None where the site's address is unknown, for a feed's links are whole."""
    if site.host.url is None:
        return []
    dated = ((note, note.properties.date) for note in write_ups(site.notes))
    entries = (Entry(note, _moment(datetime.combine(day, time(), UTC))) for note, day in dated if day)
    return list(islice(entries, _MOST))


def notes_entries(site: Site) -> list[Entry]:
    """The notes of whatever type that were changed last, where the site's address is known."""
    if site.host.url is None:
        return []
    newest = islice(site.changed.items(), _MOST)
    return [Entry(site.notes[path], _moment(changed)) for path, changed in newest]


def feed_documents(site: Site) -> Iterator[Plan[tuple[Document, ...]]]:
    """The feeds that have entries."""
    if site.host.url is not None:
        for address, entries in ((FEED, feed_entries), (NOTES_FEED, notes_entries)):
            if entries(site):
                yield plan(address, _feed, address, site.host.url)


def _feed(site: Site, templates: Templates, address: PagePath, base: str) -> tuple[Document, ...]:
    if address == FEED:
        title, home, entries = site.host.name, PagePath(""), feed_entries(site)
    else:
        title, home, entries = f"{site.host.name}: all notes", site.recent, notes_entries(site)
    absolute = partial(absolute_url, base)
    values = {"title": title, "home": home, "entries": entries, "absolute": absolute, "feed": address}
    return (Document(address, templates.render("feed.xml", address, **values)),)


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
