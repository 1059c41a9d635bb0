"""A note's properties as a table, in the order and with the names of the file."""

import datetime
import re
from collections.abc import Iterable, Mapping
from functools import partial
from html import escape
from typing import cast

from milepost.model.note import Note
from milepost.model.site import Site
from milepost.ofm.wikilink import linked_text
from milepost.render.day import day_html, moment_html
from milepost.render.link import link_target, tag_address
from milepost.render.scene import Scene

__all__ = ["INTERNAL", "checkbox_html", "list_html", "properties_html", "tag_html", "words_html"]

INTERNAL = frozenset(
    {"cssclass", "cssclasses", "draft", "hide", "permalink", "publish", "robots", "search", "show_properties"}
)
"""What tells a program how to treat the note, and a reader nothing: no table shows it."""

_ADDRESS = re.compile(r"https?://\S+")


def properties_html(site: Site, note: Note) -> str:
    """The table of a public note, where the note or else the site asks for one; "" if it would be empty."""
    asked = note.properties.shows_properties
    if not (site.shows_properties if asked is None else asked):
        return ""
    scene = Scene(site, site.addresses[note.path], note.path)
    properties = note.properties
    # These two are words however they were written, and tags have a page.
    read: Mapping[str, str] = {
        **dict.fromkeys(("tag", "tags"), list_html([tag_html(scene, tag) for tag in properties.tags])),
        **dict.fromkeys(("alias", "aliases"), list_html([escape(alias) for alias in properties.aliases])),
    }
    rows = (
        (properties.names.get(key, key), read[key] if key in read else _value(scene, value))
        for key, value in properties.values.items()
        if key not in INTERNAL
    )
    body = "".join(  # the blank keeps name and value apart in the index of a search
        f'<tr><th scope="row">{escape(name)}</th> <td>{html}</td></tr>\n' for name, html in rows if html
    )
    return f'<table class="properties"><caption>Properties</caption>\n{body}</table>\n' if body else ""


def _value(scene: Scene, value: object) -> str:
    """A value by its type, "" for none; Obsidian shows no objects either."""
    match value:
        case [[str() as name]]:  # `[[Note]]` without quotes, which YAML takes for lists
            return words_html(scene, f"[[{name}]]")
        case list():
            return list_html([_entry(scene, each) for each in cast("list[object]", value)])
        case bool():
            return checkbox_html(value)
        case datetime.datetime():
            return moment_html(value)
        case datetime.date():
            return day_html(value)
        case int() | float():
            return str(value).removesuffix(".0")
        case str():
            return words_html(scene, value.strip())
        case _:
            return ""


def checkbox_html(is_checked: bool) -> str:  # the value itself
    """A box that says yes or no."""
    checked, name = (" checked", "Yes") if is_checked else ("", "No")
    return f'<input type="checkbox" disabled{checked} aria-label="{name}">'


def _entry(scene: Scene, value: object) -> str:
    """A value inside a list. A list in it could hold the list itself, and the app shows none."""
    match value:
        case [[str()]]:
            return _value(scene, value)
        case list():
            return ""
        case _:
            return _value(scene, value)


def list_html(entries: Iterable[str]) -> str:
    """The entries that hold anything, one below the other; "" if none does."""
    shown = "".join(f"<li>{entry}</li>" for entry in entries if entry)
    return f"<ul>{shown}</ul>" if shown else ""


def words_html(scene: Scene, text: str) -> str:
    """Plain words, in which only links to notes and an address by itself are more than that."""
    if _ADDRESS.fullmatch(text):
        return f'<a href="{escape(text)}" rel="noopener" class="mp-address">{escape(text)}</a>'
    return linked_text(text, partial(link_target, scene))


def tag_html(scene: Scene, tag: str) -> str:
    """A link to the tag's page; `tag` is without `#`."""
    return f'<a class="tag" href="{escape(tag_address(scene, tag))}">#{escape(tag)}</a>'
