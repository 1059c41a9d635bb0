"""Pages of ordinary notes, write-ups and results among them."""

from collections.abc import Iterator

from markupsafe import Markup

from milepost.links.graph import destination
from milepost.model.link import Target
from milepost.model.note import Note
from milepost.model.page import Page
from milepost.model.path import VaultPath
from milepost.model.site import Site
from milepost.model.url import absolute_url
from milepost.model.vault import IMAGES
from milepost.notes.cover import COVERS, cover
from milepost.ofm.formula_words import with_formulas
from milepost.pages.backlinks import backlinks_of, unlinked_of
from milepost.pages.folder import listing_at, trail
from milepost.pages.plan import Plan, plan
from milepost.pages.share_card import card_of
from milepost.pages.templating import Templates
from milepost.render.note import render_note
from milepost.render.properties import properties_html
from milepost.roadmap.collect import items_named

__all__ = ["note_page", "note_pages"]


def note_pages(site: Site) -> Iterator[Plan[Page]]:
    """A page for each note that no other family shows in a form of its own."""
    others = {*site.roadmap.notes, *(run.note for run in site.runs.values())}
    for path in site.notes:
        if path not in others and site.addresses[path] != site.journal:
            yield plan(site.addresses[path], _ordinary_page, path)


def _ordinary_page(site: Site, templates: Templates, path: VaultPath) -> Page:
    items = items_named(site.notes[path], site.notes, site.index)
    return note_page(site, templates, path, "note.html", items=items)


def note_page(site: Site, templates: Templates, path: VaultPath, template: str, /, **values: object) -> Page:
    """The page of one note: its words in a template, which also gets `values`."""
    note, address, rendered = site.notes[path], site.addresses[path], render_note(site, path)
    table = properties_html(site, note)
    html = templates.render(
        template,
        address,
        note=note,
        heading=Markup(rendered.heading + table),
        tags=() if table else note.tags,
        body=Markup(rendered.html),
        backlinks=backlinks_of(site, path),
        unlinked=unlinked_of(site, path),
        listing=listing_at(site, site.standing.get(address)),
        **values,
    )
    if note.properties.css_classes:
        html = f'<div class="{" ".join(note.properties.css_classes)}">\n{html}</div>\n'
    return Page(
        path=address,
        title=note.title,
        html=html,
        toc=rendered.toc,
        source=path,
        tags=note.tags,
        description=note.properties.description or with_formulas(note.summary, site.commands),
        date=note.properties.date,
        image=_image(site, note),
        card=card_of(site, note),
        trail=trail(site, path),
        problems=rendered.problems,
    )


def _image(site: Site, note: Note) -> str:
    """The full address of the note's picture; "" without one that is public, or where the site may stand."""
    for name in COVERS:
        match cover(note.properties.values, name):
            case str() as address:
                return address
            case Target() as target:
                goal = destination(site.index, note.path, target)
                if goal is None or goal not in site.attachments or not goal.lower().endswith(IMAGES):
                    continue
                if (base := site.host.url) is not None:  # asked last: a preview stands elsewhere than a build
                    return absolute_url(base, site.addresses[goal])
            case _:
                pass
    return ""
