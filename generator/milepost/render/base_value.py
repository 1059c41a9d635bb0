"""A value of a base as HTML, as properties are shown elsewhere."""

import re
from collections.abc import Mapping
from functools import partial
from html import escape

from milepost.bases.order import text_of
from milepost.bases.query import Wrong
from milepost.bases.values import Date, FileRef, Html, Icon, Image, Link, Value
from milepost.links.graph import destination
from milepost.links.resolve import resolve
from milepost.model.frozen import replace
from milepost.model.link import Embed, Hidden, Target
from milepost.model.path import VaultPath, link_path, name
from milepost.model.vault import IMAGES
from milepost.ofm.clean_html import cleaned_whole
from milepost.ofm.env import LinkTarget
from milepost.ofm.external import external_link
from milepost.ofm.html import without_private_addresses
from milepost.ofm.target import parse_target
from milepost.ofm.wikilink import link_tags, words_for
from milepost.render.attachment import attachment_html, size_attributes
from milepost.render.day import day_html, moment_html
from milepost.render.figure import scheme_images
from milepost.render.link import is_private
from milepost.render.properties import checkbox_html, list_html, tag_html, words_html
from milepost.render.scene import Scene

__all__ = ["cell_html", "image_html"]

_WEB = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)
_OTHER_ADDRESS = re.compile(r"mailto:[^\s\x00-\x1f]+", re.IGNORECASE)
_DEEPEST = 4


def cell_html(scene: Scene, column: str, value: Value | Wrong, path: VaultPath | None) -> str:
    """What stands in the cell of a file; "" for nothing. `path` is the file's, where it is one's."""
    if isinstance(value, Wrong):
        return f'<span class="mp-base__wrong" title="{escape(value.reason)}">cannot be worked out</span>'
    here = replace(scene, origin=path) if path is not None else scene
    if column in ("file.name", "file.file") and path is not None:
        return _file_link(scene, path)
    if column in ("note.tags", "note.tag", "file.tags") and isinstance(value, tuple):
        return list_html(tag_html(scene, text_of(each).removeprefix("#")) for each in value)
    return _value(here, value, 0)


def _file_link(scene: Scene, path: VaultPath) -> str:
    """A link to a file by its name, which a note shows without its ending."""
    words = escape(name(link_path(path)))
    if path not in scene.site.addresses:
        return words
    return f'<a href="{escape(scene.url(path))}">{words}</a>'


def image_html(scene: Scene, value: Value | Wrong) -> str:
    """A picture; the words where it is none, "" for nothing."""
    source = value.source if isinstance(value, Image) else value
    match source:
        case None | Wrong():
            return ""
        case Link(target=target, path=None):
            return _remote(scene, target) if _WEB.fullmatch(target) else _local(scene, target)
        case FileRef(path=path) | Link(path=str(path)):
            return _picture(scene, VaultPath(path))
        case str() if _WEB.fullmatch(source.strip()):
            return _remote(scene, source.strip())
        case str():
            return _local(scene, source.strip().removeprefix("[[").removesuffix("]]").partition("|")[0])
        case _:
            return ""


def _value(scene: Scene, value: Value, depth: int) -> str:
    match value:
        case None:
            return ""
        case bool():
            return checkbox_html(value)
        case str():
            return words_html(scene, value.strip())
        case Date(at=at, has_time=has_time):
            return moment_html(at) if has_time else day_html(at.date())
        case tuple():
            return list_html(_value(scene, each, depth + 1) for each in value) if depth < _DEEPEST else ""
        case FileRef(path=path):
            return _file_link(scene, path)
        case Link():
            return _link(scene, value)
        case Html(source=source):
            html = cleaned_whole(source, shows_images=scene.site.shows_remote_images)
            return without_private_addresses(html, partial(is_private, scene))
        case Image():
            return image_html(scene, value)
        case Icon(name=icon):
            return f'<span class="mp-base__icon">{escape(icon)}</span>'
        case Mapping():
            return f"<code>{escape(text_of(value))}</code>"
        case _:
            return escape(text_of(value))


def _link(scene: Scene, link: Link) -> str:
    words = escape(text_of(link.display)) if link.display is not None else ""
    if link.path is not None and link.path in scene.site.addresses:
        target = LinkTarget(scene.url(link.path), "found")
    elif _WEB.fullmatch(link.target) or _OTHER_ADDRESS.fullmatch(link.target):
        look = "" if words else ' class="mp-address"'
        return f'<a href="{escape(link.target)}" rel="noopener"{look}>{words or escape(link.target)}</a>'
    elif isinstance(resolve(scene.site.index, scene.origin, parse_target(link.target)), Hidden):
        return words
    else:
        target = LinkTarget(None, "missing")
    before, after = link_tags(target)
    is_whole_path = link.path is not None and link.target == link.path  # as `file.asLink()` makes it
    named = name(link_path(VaultPath(link.target))) if is_whole_path else words_for(parse_target(link.target))
    return f"{before}{words or escape(named)}{after}"


def _local(scene: Scene, target: str) -> str:
    path = destination(scene.site.index, scene.origin, parse_target(target))
    return "" if path is None else _picture(scene, path)


def _picture(scene: Scene, path: VaultPath) -> str:
    if path not in scene.site.attachments or not path.lower().endswith(IMAGES):
        return '<span class="mp-base__wrong">no published picture</span>'
    if path in scene.site.figures:
        _, figure = scene.site.figures[path]
        size = size_attributes(figure.width_px, figure.height_px)
        return scheme_images(scene, figure.path, figure.dark, escape(figure.alt), size)
    return attachment_html(scene, Embed(Target(f"/{path}"), "", None, None, 0), path, None)


def _remote(scene: Scene, address: str) -> str:
    if not scene.site.shows_remote_images:
        return external_link(address, "")
    return (
        f'<img src="{escape(address)}" alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer">'
    )
