"""A whole note or canvas as HTML, on its own page or as a card on another."""

from collections.abc import Sequence
from html import escape

from markdown_it.token import Token

from milepost.model.note import Note
from milepost.model.page import Rendered
from milepost.model.path import PagePath, VaultPath
from milepost.model.problem import Problem
from milepost.model.site import Site
from milepost.ofm.heading import lowered
from milepost.render.body import render_board, render_parts, render_tokens
from milepost.render.drawing import drawing_html
from milepost.render.item import item_tokens
from milepost.render.parsed import parsed_note
from milepost.render.scene import Scene
from milepost.render.toc import toc_of

__all__ = ["render_canvas", "render_card", "render_draft", "render_note"]

# Headings of a card's note are this much deeper than on the note's own page: below the card's own.
_CARD_LEVELS = 2

_DRAFT = '<p class="mp-draft" role="note">This note is a draft: it is in this preview only.</p>'


def render_note(site: Site, path: VaultPath) -> Rendered:
    """The note for its own page. An item's steps are numbered, its resources have their hosts."""
    note = site.notes[path]
    scene = Scene(site, site.addresses[path], path)
    head, rest = _split_heading(_prepared(note))
    heading, html = render_parts(scene, note.first_line, head, rest)
    if path in site.drawings:
        html = f"{drawing_html(scene, path)}\n{html}"
    if note.properties.is_draft:
        html = f"{_DRAFT}\n{html}"
    return Rendered(
        heading or f"<h1>{escape(note.title)}</h1>",
        html,
        toc_of(note.headings[1:] if head else note.headings),
        tuple(scene.problems),
    )


def render_canvas(site: Site, path: VaultPath) -> Rendered:
    """The canvas for its own page."""
    canvas = site.canvases[path]
    scene = Scene(site, site.addresses[path], path)
    html = render_board(scene, canvas)
    return Rendered(f"<h1>{escape(canvas.title)}</h1>", html, (), tuple(scene.problems))


def render_draft(site: Site, note: Note, page: PagePath) -> tuple[str, tuple[Problem, ...]]:
    """The whole body of a note that need not be the site's, as `page` would show it; and what is wrong."""
    scene = Scene(site, page, note.path)
    html = render_tokens(scene, note, _prepared(note))
    return html, tuple(scene.problems)


def render_card(site: Site, path: VaultPath, page: PagePath, id_prefix: str) -> str:
    """The note's body as part of the page `page`, its headings two levels down, its ids prefixed.

    What is wrong in it is reported by `render_note`.
    """
    note = site.notes[path]
    scene = Scene(site, page, path, id_prefix=id_prefix)
    tokens = _prepared(note)
    return render_tokens(scene, note, lowered(tokens, _CARD_LEVELS))


def _split_heading(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """The heading of level 1 that the body begins with, if it does, and the rest."""
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return tokens[:3], tokens[3:]
    return [], tokens


def _prepared(note: Note) -> Sequence[Token]:
    tokens = parsed_note(note)
    return list(item_tokens(tokens)) if note.properties.type == "item" else tokens
