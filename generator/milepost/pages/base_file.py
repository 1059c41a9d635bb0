"""Pages of bases."""

from collections.abc import Iterator

from markupsafe import Markup

from milepost.model.page import Page
from milepost.model.path import VaultPath
from milepost.model.site import Site
from milepost.pages.backlinks import backlinks_of
from milepost.pages.folder import trail
from milepost.pages.plan import Plan, plan
from milepost.pages.templating import Templates

__all__ = ["base_pages"]


def base_pages(site: Site) -> Iterator[Plan[Page]]:
    """A page for each base."""
    for path in site.bases:
        yield plan(site.addresses[path], _base_page, path)


def _base_page(site: Site, templates: Templates, path: VaultPath) -> Page:
    from milepost.render.base_file import render_base  # takes a while to load, and few vaults have a base

    base, rendered, address = site.bases[path], render_base(site, path), site.addresses[path]
    html = templates.render(
        "base.html",
        address,
        heading=Markup(rendered.heading),
        body=Markup(rendered.html),
        backlinks=backlinks_of(site, path),
    )
    return Page(
        path=address,
        title=base.title,
        html=html,
        toc=rendered.toc,
        source=path,
        problems=rendered.problems,
        trail=trail(site, path),
    )
