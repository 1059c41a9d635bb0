"""Addresses that lead on to a note: those of its aliases, and its path's where it has a permalink.

They are documents and not pages: the theme, the navigation, the search box and the sitemap know nothing of
them. Each sends its reader on without JavaScript; the place in the page (`#why`) is kept only with it, since
no browser carries it over a refresh.
"""

from collections.abc import Iterator

from milepost.model.page import Document
from milepost.model.path import absolute_url, relative_url
from milepost.model.site import Site
from milepost.pages.templating import Templates

__all__ = ["redirect_documents"]


def redirect_documents(site: Site, templates: Templates) -> Iterator[Document]:
    """A document for each such address."""
    base = site.host.url
    for address, path in site.redirects.items():
        goal = site.addresses[path]
        canonical = absolute_url(base, goal) if base else relative_url(address, goal)
        html = templates.render("redirect.html", address, note=site.notes[path], canonical=canonical)
        yield Document(address, html)
