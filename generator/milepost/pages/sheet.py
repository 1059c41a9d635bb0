"""Finished pages in little room, with what of them the host asks for."""

import json
from hashlib import sha256

from milepost.links.addresses import BASE_STYLE, CANVAS_STYLE, NOTES_STYLE
from milepost.model.compressed import kept, unkept
from milepost.model.frozen import replace
from milepost.model.page import Page, Sheet
from milepost.model.site import Site
from milepost.pages.search import NO_TITLE, json_of, search_entries

__all__ = ["encoded_html", "entries_of", "html_of", "press", "titled", "whole_page"]

# The style sheets that not every page needs, and what they are for as it stands in the HTML.
_USES = {
    NOTES_STYLE: (
        *("data-callout=", "data-task=", "<math", "<menclose", "<iframe", '<details class="mp-card'),
        *(f'class="{name}' for name in ("plugin-block", "properties", "mermaid", "math-", "highlight")),
        *(f'class="mp-{name}' for name in ("embed", "figure", "external", "pdf", "badge", "gallery")),
        'class="language-',
    ),
    BASE_STYLE: ('class="mp-base',),
    CANVAS_STYLE: ("data-mp-canvas=",),
}
# In bytes a word is found in half the time.
_STYLES = [(style, [use.encode() for use in uses]) for style, uses in _USES.items()]


def press(site: Site, page: Page, *, is_searched: bool, are_few: bool = False) -> Sheet:
    """The page as it is kept; with its entries for the theme's search, if that is who answers.

    Of few pages, each may take more room.
    """
    html = page.html.encode("utf-8", "xmlcharrefreplace")
    packed = kept(html, are_few=are_few)
    bare = replace(page, html="")
    facts = repr(replace(bare, problems=())).encode("utf-8", "surrogatepass")
    entries = kept(search_entries(site, page), are_few=are_few) if is_searched else None
    return Sheet(
        page=bare,
        packed=packed,
        digest=_digest(packed, facts, entries or b""),
        has_heading=b"<h1" in html,
        styles=tuple(style for style, uses in _STYLES if any(use in html for use in uses)),
        entries=entries,
    )


def _digest(*parts: bytes) -> str:
    digest = sha256()  # processors have a command for it
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def html_of(sheet: Sheet) -> str:
    """What stands between the theme's header and footer."""
    return encoded_html(sheet).decode()


def encoded_html(sheet: Sheet) -> bytes:
    """The same in UTF-8."""
    return unkept(sheet.packed)


def whole_page(sheet: Sheet) -> Page:
    """The page as it was made."""
    return replace(sheet.page, html=html_of(sheet))


def entries_of(sheet: Sheet, title: str, boost: float | None = None) -> bytes:
    """The page's entries in the index of the theme's search, as `titled` has them, none for none."""
    return b"" if sheet.entries is None else titled(unkept(sheet.entries), title, boost)


def titled(entries: bytes, title: str, boost: float | None = None) -> bytes:
    """What `search_entries` gives, as JSON without brackets around.

    Words before the first heading stand below the page's own `title`; a `boost` is for them alone.
    """
    named = entries.replace(NO_TITLE, b'"title":' + json_of(title))
    if boost is None or not named:
        return named
    first, *rest = json.loads(b"[" + named + b"]")
    return json_of([{**first, "boost": boost}, *rest])[1:-1]
