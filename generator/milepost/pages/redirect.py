"""Addresses that lead on to a note: those of its aliases, and its path's where it has a permalink.

They are documents and not pages: the theme, the navigation, the search box and the sitemap know nothing of
them. Each sends its reader on without JavaScript; the place in the page (`#why`) is kept only with it, since
no browser carries it over a refresh.
"""

from collections.abc import Iterator

from milepost.model.page import Document
from milepost.model.path import PagePath, VaultPath
from milepost.model.site import Site
from milepost.model.url import absolute_url, relative_url
from milepost.pages.plan import Plan, plan
from milepost.pages.templating import Templates

__all__ = ["redirect_documents"]


def redirect_documents(site: Site) -> Iterator[Plan[tuple[Document, ...]]]:
    """A document for each such address."""
    for address, path in site.redirects.items():
        yield plan(address, _redirect, address, path)


def _redirect(site: Site, templates: Templates, address: PagePath, path: VaultPath) -> tuple[Document, ...]:
    base, goal = site.host.url, site.addresses[path]
    canonical = absolute_url(base, goal) if base else relative_url(address, goal)
    html = templates.render("redirect.html", address, note=site.notes[path], canonical=canonical)
    return (Document(address, html),)
