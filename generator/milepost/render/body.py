"""A note's words as HTML: its links resolved, its embeds filled in."""

from collections.abc import Sequence
from functools import partial
from html import escape

from markdown_it.token import Token

from milepost.model.canvas import Canvas, TextNode
from milepost.model.link import Ambiguous, Embed, Found, Hidden, Missing
from milepost.model.note import Note
from milepost.model.path import Anchor, VaultPath
from milepost.model.problem import Code, Problem
from milepost.ofm.clean_html import closing_tags
from milepost.ofm.env import RenderEnv, in_markdown_it
from milepost.ofm.parser import create_parser
from milepost.ofm.settled import length
from milepost.ofm.wikilink import MISSING
from milepost.render.attachment import attachment_html
from milepost.render.canvas import canvas_html
from milepost.render.canvas_card import Parts
from milepost.render.drawing import drawing_html
from milepost.render.figure import figure_html
from milepost.render.link import is_private, link_target, tag_address
from milepost.render.parsed import parsed_part
from milepost.render.scene import Part, Scene
from milepost.render.value import property_text
from milepost.render.widget import widget_html

__all__ = ["render_board", "render_parts", "render_tokens"]

# Obsidian stops drawing embeds inside embeds after a few levels.
_MAX_DEPTH = 5


def render_tokens(scene: Scene, note: Note, tokens: Sequence[Token]) -> str:
    """The HTML of tokens of a note; what is wrong goes to `scene.problems`, if the note is the page's own."""
    return render_parts(scene, note.first_line, tokens)[0]


def render_parts(scene: Scene, first_line: int, *parts: Sequence[Token]) -> list[str]:
    """The HTML of parts of one text, which begins on a line of its file: footnotes are numbered through."""
    parser = create_parser(strict_line_breaks=scene.site.strict_line_breaks)
    asked = _env(scene, first_line)
    env = in_markdown_it(asked)
    html = [parser.renderer.render(part, parser.options, env) for part in parts]
    return [*html[:-1], html[-1] + closing_tags(asked)]


def render_board(scene: Scene, canvas: Canvas) -> str:
    """The HTML of a canvas; what is wrong is dealt with as in a note."""

    def words(scene: Scene, tokens: Sequence[Token], first_line: int) -> str:
        return render_parts(scene, first_line, tokens)[0]

    return canvas_html(scene, canvas, Parts(words, _embed))


def _env(scene: Scene, first_line: int) -> RenderEnv:
    return RenderEnv(
        link=partial(link_target, scene),
        is_private=partial(is_private, scene),
        embed=partial(_embed, scene),
        tag=partial(tag_address, scene),
        value=partial(property_text, scene),
        widget=partial(widget_html, scene),
        base=partial(_base_block, scene),
        report=partial(_report, scene),
        shows_remote_images=scene.site.shows_remote_images,
        cleans_html=scene.site.cleans_html,
        commands=scene.site.commands,
        first_line=first_line,
        id_prefix=scene.id_prefix,
    )


def _report(scene: Scene, line: int, code: Code, message: str, hint: str) -> None:
    """Keep a problem, unless the note is embedded: its own page reports it."""
    if not scene.trail:
        scene.problems.append(Problem(scene.origin, line, code, message, hint))


def _embed(scene: Scene, embed: Embed) -> str:
    match scene.find(embed.target):
        case Found(path=path, anchor=anchor) | Ambiguous(chosen=path, anchor=anchor):
            if path in scene.site.drawings:
                return drawing_html(scene, path, embed.alt, embed.width_px)
            if path in scene.site.notes:
                return _transclude(scene, embed, path, anchor)
            if path in scene.site.canvases:
                return _embedded_canvas(scene, embed, path)
            if path in scene.site.bases:
                return _embedded_base(scene, embed, path, anchor)
            if path in scene.site.figures:
                return figure_html(scene, embed, *scene.site.figures[path])
            return attachment_html(scene, embed, path, anchor)
        case Hidden():
            return ""
        case Missing():
            return f'<span class="wikilink--missing" {MISSING}>{escape(str(embed.target))}</span>'


def _transclude(scene: Scene, embed: Embed, path: VaultPath, anchor: Anchor | None) -> str:
    """The embedded note, or the part of it that is named, with a link to where it stands.

    Only the link where there is no such part, and where embeds do not end: there the way round is shown.
    """
    note = scene.site.notes[path]
    link = _source(scene, path, anchor)
    if anchor is None and embed.target.places:
        place = str(embed.target)[len(embed.target.name) :]
        return f'{link} <span class="wikilink--missing" {MISSING}>{escape(place)}</span>'
    circle = _circle(scene, path, anchor)
    if circle:
        if any(each == scene.chain[0][0] for each, _ in circle):  # its notes report it, each on its own page
            names = " → ".join(f"{each}#{part}" if part else each for each, part in circle)
            scene.report_embed(embed.line, Code.EMBED_CYCLE, f"notes embed one another: {names}")
        trail = " → ".join(_source(scene, *each) for each in circle)
        return f'<span class="mp-embed__circle">{trail}</span>'
    if len(scene.chain) > _MAX_DEPTH:
        message = f"more than {_MAX_DEPTH} notes are embedded in one another, down to {path}"
        scene.report_embed(embed.line, Code.EMBED_DEPTH, message)
        return link
    tokens = parsed_part(note, anchor=anchor, target=embed.target)
    guest = scene.inside(path, anchor, embed.line, length(tokens))
    if guest is None:
        return link
    kind = " ".join(("mp-embed", *note.properties.css_classes))
    return f'<div class="{kind}" data-search-exclude>{render_tokens(guest, note, tokens)}{link}</div>'


def _embedded_canvas(scene: Scene, embed: Embed, path: VaultPath) -> str:
    """The canvas, with a link to its own page; only the link inside of a canvas: none could move it there."""
    canvas, link = scene.site.canvases[path], _source(scene, path, None)
    if any(each in scene.site.canvases for each, _ in scene.chain):
        return link
    size = sum(len(node.text) for node in canvas.nodes if isinstance(node, TextNode))
    guest = scene.inside(path, None, embed.line, size)
    if guest is None:
        return link
    wanted = (("width", embed.width_px), ("height", embed.height_px))
    sizes = "".join(f"--mp-{side}:{size_px}px;" for side, size_px in wanted if size_px)
    style = f' style="{sizes}"' if sizes else ""
    return f'<div class="mp-embed" data-search-exclude{style}>{render_board(guest, canvas)}{link}</div>'


# What bases need takes a tenth of a second to load, and few vaults have any.


def _embedded_base(scene: Scene, embed: Embed, path: VaultPath, anchor: Anchor | None) -> str:
    from milepost.render.base_file import embedded_base

    return embedded_base(scene, embed, path, anchor)


def _base_block(scene: Scene, text: str, line: int) -> str:
    from milepost.render.base_file import base_block

    return base_block(scene, text, line)


def _source(scene: Scene, path: VaultPath, anchor: Anchor | None) -> str:
    """A link to where an embedded note stands."""
    shown = scene.site.notes.get(path) or scene.site.canvases[path]
    title = escape(shown.title)
    return f'<a class="mp-embed__source" href="{escape(scene.url(path, anchor))}">{title}</a>'


def _circle(scene: Scene, path: VaultPath, anchor: Anchor | None) -> tuple[Part, ...]:
    """The way from what is to be embedded back to it, none where we are not inside of it."""
    for at, (around, part) in enumerate(scene.chain):
        if around == path and anchor in (part, None):
            return (*scene.chain[at:], (path, anchor))
    return ()
