"""Pages of canvases."""

from collections.abc import Iterator

from markupsafe import Markup

from milepost.model.page import Page
from milepost.model.path import VaultPath
from milepost.model.site import Site
from milepost.pages.backlinks import backlinks_of
from milepost.pages.folder import trail
from milepost.pages.plan import Plan, plan
from milepost.pages.templating import Templates
from milepost.render.note import render_canvas

__all__ = ["canvas_pages"]


def canvas_pages(site: Site) -> Iterator[Plan[Page]]:
    """A page for each canvas."""
    for path in site.canvases:
        yield plan(site.addresses[path], _canvas_page, path)


def _canvas_page(site: Site, templates: Templates, path: VaultPath) -> Page:
    canvas, rendered = site.canvases[path], render_canvas(site, path)
    html = templates.render(
        "canvas.html",
        site.addresses[path],
        canvas=canvas,
        heading=Markup(rendered.heading),
        body=Markup(rendered.html),
        backlinks=backlinks_of(site, path),
    )
    return Page(
        path=site.addresses[path],
        title=canvas.title,
        html=html,
        toc=(),
        source=path,
        tags=canvas.tags,
        problems=rendered.problems,
        trail=trail(site, path),
    )
