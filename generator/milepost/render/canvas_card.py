"""What one card of a canvas holds, and what it is called."""

from collections.abc import Callable, Sequence
from html import escape

from markdown_it.token import Token

from milepost.links.resolve import resolve
from milepost.model.canvas import BackgroundStyle, CanvasNode, FileNode, GroupNode, LinkNode, TextNode
from milepost.model.frozen import Frozen, replace
from milepost.model.link import Ambiguous, Embed, Found, Hidden, Missing
from milepost.model.path import Anchor, VaultPath, name
from milepost.model.vault import IMAGES
from milepost.ofm.external import web_card
from milepost.ofm.heading import lowered
from milepost.ofm.settled import length
from milepost.ofm.slice import beginning
from milepost.ofm.text import plain_text
from milepost.render.parsed import parsed_part, parsed_text
from milepost.render.scene import Scene

__all__ = ["Card", "Parts", "card_of"]

# The most of a note that a card shows; the rest is behind its title.
_MOST_CHARACTERS = 4_000

# Headings of cards stand below that of the page.
_LEVELS = 1

_LONGEST_NAME = 60


class Parts(Frozen):
    """What a canvas leaves to others."""

    words: Callable[[Scene, Sequence[Token], int], str]
    """The HTML of the tokens of a text that begins on a line of its file."""
    file: Callable[[Scene, Embed], str]
    """The HTML of an embedded file that is neither note nor canvas."""


class Card(Frozen):
    """A node, rendered."""

    kind: str
    """What the style sheet calls it."""
    name: str
    """What the list calls it, plain; "" for what nobody may know of."""
    html: str


def card_of(scene: Scene, node: CanvasNode, parts: Parts) -> Card:
    """The card of a node; `scene` is that of its canvas, with ids of the card's own."""
    match node:
        case TextNode():
            return _text(scene, node, parts)
        case FileNode():
            return _file(scene, node, parts)
        case LinkNode():
            return Card("link", _cut(node.url.partition("//")[2]), web_card(node.url))
        case GroupNode():
            return _group(scene, node)


def _text(scene: Scene, node: TextNode, parts: Parts) -> Card:
    tokens = parsed_text(node.text)
    inside = replace(scene, problems=[])
    html = parts.words(inside, _below_title(tokens), node.line)
    # A canvas has each text on one line, and so has whatever is wrong in it.
    scene.problems.extend(each if scene.trail else replace(each, line=node.line) for each in inside.problems)
    words = (plain_text(token.children) for token in tokens if token.children)
    return Card("text", _cut(next(filter(None, words), "Text")), html)


def _file(scene: Scene, node: FileNode, parts: Parts) -> Card:
    target = node.embed.target
    match resolve(scene.site.index, scene.origin, target):
        case Found(path=path, anchor=anchor) | Ambiguous(chosen=path, anchor=anchor):
            if path in scene.site.notes:
                return _note(scene, node, path, anchor, parts)
            if path in scene.site.canvases:
                title = scene.site.canvases[path].title
                return Card("note", title, _title(scene, path, None, title))
            kind = "image" if path.lower().endswith(IMAGES) else "file"
            return Card(kind, name(path), parts.file(scene, node.embed))
        case Hidden():
            return Card("hidden", "", "")
        case Missing():
            missing = target.name.lstrip("/")
            return Card("missing", missing, f'<span class="wikilink--missing">{escape(missing)}</span>')


def _note(scene: Scene, node: FileNode, path: VaultPath, anchor: Anchor | None, parts: Parts) -> Card:
    """The note's title, and of its words, or of the part that is named, what a card holds.

    The title alone where the note is around us already, or the page is full.
    """
    note, target = scene.site.notes[path], node.embed.target
    place = (f"^{target.block}",) if target.block else target.sections
    if target.sections == (anchor,):  # a slug
        place = tuple(heading.text for heading in note.headings if heading.anchor == anchor)
    called = " > ".join((note.title, *(place if anchor else ())))
    title = _title(scene, path, anchor, called)
    tokens = parsed_part(note, anchor=anchor, target=target)
    if tokens and tokens[0].type == "heading_open" and tokens[0].meta["text"] == note.title:
        tokens = tokens[3:]
    shown = beginning(tokens, _MOST_CHARACTERS)
    is_around = any(each == path for each, _ in scene.chain)
    guest = None if is_around else scene.inside(path, anchor, node.line, length(shown))
    if guest is None:
        return Card("note", called, title)
    words = parts.words(guest, _below_title(shown), note.first_line)
    more = (
        f'<p><a href="{escape(scene.url(path, anchor))}">Read on</a></p>' if len(shown) < len(tokens) else ""
    )
    return Card("note", called, f"{title}{words}{more}")


def _title(scene: Scene, path: VaultPath, anchor: Anchor | None, title: str) -> str:
    return f'<p class="mp-canvas__title"><a href="{escape(scene.url(path, anchor))}">{escape(title)}</a></p>'


def _group(scene: Scene, node: GroupNode) -> Card:
    label = f'<p class="mp-canvas__label">{escape(node.label)}</p>' if node.label else ""
    return Card("group", _cut(node.label) or "Group", _background(scene, node) + label)


def _background(scene: Scene, node: GroupNode) -> str:
    """The group's image, which says nothing by itself."""
    found = resolve(scene.site.index, scene.origin, node.background.target) if node.background else None
    if not isinstance(found, Found) or found.path not in scene.site.attachments:
        return ""
    url = escape(scene.url(found.path))
    if node.background_style is BackgroundStyle.REPEAT:
        return f'<div class="mp-canvas__ground" style="background-image:url({url})"></div>'
    kind = f"mp-canvas__ground mp-canvas__ground--{node.background_style}"
    return f'<img class="{kind}" src="{url}" alt="" loading="lazy" decoding="async">'


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_NAME else f"{words[: _LONGEST_NAME - 1].rstrip()}…"


def _below_title(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, their headings smaller than the page's; who hears them misses no level above."""
    heads = (token for token in tokens if token.type == "heading_open")
    spare = min((int(token.tag[1]) for token in heads), default=1) - 1
    return [_heard(token, spare) if spare else token for token in lowered(tokens, _LEVELS)]


def _heard(token: Token, spare: int) -> Token:
    if token.type != "heading_open":
        return token
    return token.copy(attrs={**token.attrs, "aria-level": str(int(token.tag[1]) - spare)})
