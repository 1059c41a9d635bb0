"""A page as a search engine reads it: its words and headings, and the names and tags beside them."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from html import escape
from itertools import chain

import msgspec

from milepost.model.cjk import CJK, count_cjk
from milepost.model.page import Page
from milepost.model.site import Site
from milepost.model.url import quoted
from milepost.pages.sections import sections

__all__ = [
    "NO_TITLE",
    "common_words",
    "has_much_cjk",
    "is_searchable",
    "json_of",
    "search_document",
    "search_entries",
    "search_names",
]

NO_TITLE = b'"title":null'
"""Stands in entries for the page's title, which the host may have changed; quotes in words are escaped."""

_encoded = msgspec.json.Encoder().encode
_TAG_OR_CJK = re.compile(f"<[^<>]*>|[{CJK}]")
_TAG_OR_WORD = re.compile(r"<[^<>]*>|(\w+)")
# In UTF-8.
_BYTES_OF_CJK = 3
# So many pages are enough to tell which words are common, whatever the size of the vault.
_SAMPLE = 300


def is_searchable(site: Site, page: Page) -> bool:
    """Whether a page may be found: `search: {exclude: true}` says no, as to the theme's own search."""
    note = site.notes.get(page.source) if page.source else None
    search = note.properties.values.get("search") if note else None
    match search:
        case {"exclude": True}:
            return False
        case _:
            return True


def has_much_cjk(site: Site) -> bool:
    """Whether a fair part of the notes is Chinese or Japanese, without spaces between words."""
    notes = site.notes.values()
    return _BYTES_OF_CJK * sum(note.cjk for note in notes) > sum(note.size for note in notes) / 4


def common_words(documents: Sequence[str]) -> tuple[str, ...]:
    """The words of more than a tenth of the HTML documents, those of most first: they tell least."""
    sample = documents[:: max(1, len(documents) // _SAMPLE)]
    found = (set(_TAG_OR_WORD.findall(text.lower())) for text in sample)
    count = Counter(chain.from_iterable(found))
    del count[""]  # a tag
    common = (word for word in count if count[word] > len(sample) / 10)
    return tuple(sorted(common, key=lambda word: (-count[word], word)))


def search_names(site: Site, page: Page) -> tuple[str, ...]:
    """What else a page may be asked for by: its tags, and its note's other names."""
    note = site.notes.get(page.source) if page.source else None
    return tuple(dict.fromkeys((*page.tags, *(note.properties.aliases if note else ()))))


def json_of(value: object) -> bytes:
    """JSON in little room, in UTF-8; where half a pair of surrogates is in it, which that lacks, in ASCII."""
    try:
        return _encoded(value)
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()


def search_entries(site: Site, page: Page) -> bytes:
    """The page's entries in the index of the theme's search: JSON, one object after the other.

    The theme shows names as tags below the page's result, and writes them, and titles, as HTML.
    """
    if not is_searchable(site, page):
        return b""
    address, names = quoted(page.path), [escape(name) for name in search_names(site, page)]
    entries: list[dict[str, object]] = []
    for each in sections(_without_title(page.html)):
        entry: dict[str, object] = {
            "location": f"{address}#{each.id}" if each.id else address,
            "title": each.title or None,
            "text": each.text,
        }
        if not each.id and names:
            entry["tags"] = names
        entries.append(entry)
    return json_of(entries)[1:-1]


def _without_title(html: str) -> str:
    """The page without the heading that we give it: that has no id, and would be said twice."""
    start = html.find("<h1")
    end = html.find("</h1>", start) if html.startswith("<h1>", start) else -1
    return html if -1 in (start, end) else html[:start] + html[end:].removeprefix("</h1>")


def search_document(site: Site, page: Page, language: str) -> str:
    """A small HTML document for Pagefind. Chinese and Japanese characters stand apart, each a word."""
    facts = {"title": page.title, "names": ", ".join(search_names(site, page))}
    meta = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{_apart(escape(value))}">'
        for name, value in facts.items()
        if value
    )
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">{meta}</head>'
        f"<body><main data-pagefind-body>{_apart(page.html)}</main></body></html>"
    )


def _apart(html: str) -> str:
    """The text with spaces around each Chinese or Japanese character; tags stay as they are."""
    if not count_cjk(html):
        return html
    return _TAG_OR_CJK.sub(lambda found: found[0] if found[0][0] == "<" else f" {found[0]} ", html)
