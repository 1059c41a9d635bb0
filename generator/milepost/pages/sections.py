"""A page's HTML as the theme's search wants it: its sections, each with its title and its text.

Much as the theme's own plugin has them, at a fraction of the cost; but formulas are said once, not in TeX
again, and `data-search-exclude` leaves out an element and all that is in it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from msgspec import Struct, field

from milepost.model.frozen import Frozen

__all__ = ["Section", "sections"]

_EXCLUDED = "data-search-exclude"
# A "<" in an attribute's value is always escaped, so a tag that never ends is noticed at the next "<".
_ATTRIBUTES = r"""[^<>"']*+(?:(?:"[^<"]*+"|'[^<']*+')[^<>"']*+)*+"""
_TAG = re.compile(rf"<([a-zA-Z][^\s/<>]*)(?=[\s/>]){_ATTRIBUTES}>")
_VOID = frozenset({"br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"})
# How far from the attribute its tag may begin or end: in a page that writes about it again and again, all of
# the page would else be searched for a tag each time.
_LONGEST_TAG = 2_000

_KEPT_NAMES = ("code", "li", "ol", "p", "pre", "sub", "sup", "ul")
_KEPT = f"(?:{'|'.join(_KEPT_NAMES)})"
_BARE = {tag: f"<{tag}>" for name in _KEPT_NAMES for tag in (name, f"/{name}")}
_HEADINGS = "h[1-6]"
_BLOCKS = "(?:article|aside|blockquote|details|div|figure|section)"
# Comments, elements whose text nobody reads, and tags that neither are kept nor mark a section.
_DROPPED = re.compile(
    r"<(?:!--.*?(?:-->|\Z)"
    r"|((?i:annotation|object|script|style))(?=[\s>])[^<]*(?:<(?!/(?i:\1)[\s>])[^<]*)*(?:</(?i:\1)[^>]*>?|\Z)"
    rf"|/?(?!(?:{_KEPT}|{_HEADINGS}|{_BLOCKS})[\s>])[a-zA-Z]{_ATTRIBUTES}>)",
    re.DOTALL,
)
# A heading, or where a block begins or ends.
_MARK = re.compile(
    rf"<(?:({_HEADINGS})(\s{_ATTRIBUTES})>([^<]*(?:<(?!/?{_HEADINGS}[\s>])[^<]*)*)</\1>"
    rf"|(/?){_BLOCKS}(?:\s{_ATTRIBUTES})?>)"
)
_ID = re.compile(r"""\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
# Every "<" but that of a bare tag that is kept: tags with attributes, tags that are not kept, a lone one.
_LOOSE = re.compile(rf"<(?!/?{_KEPT}>)(?:(/?(?:{_KEPT}|{_HEADINGS}|{_BLOCKS}))(?:\s{_ATTRIBUTES})?>)?")
_EMPTY = re.compile(rf"<({_KEPT})>\s*</\1>")
_BARE_TAG = re.compile(rf"(</?{_KEPT}>)")
_PRE = re.compile(r"(<pre>.*?(?:</pre>|\Z))", re.DOTALL)
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt);)#?\w+;")
# Empty elements are taken out, and then those that are empty by that, so many times.
_EMPTY_LEVELS = 5


class Section(Frozen):
    """A heading with an id, and all up to the next, or to where the block ends that the heading stands in.

    All else is of the first, which has neither.
    """

    id: str
    title: str
    text: str


class _Part(Struct):
    """What becomes a section."""

    depth: int = 0
    """How many blocks its heading stands in."""
    id: str = ""
    title: str = ""
    is_shown: bool = True
    pieces: list[str] = field(default_factory=list[str])


def sections(html: str) -> list[Section]:
    """The sections of a page that may be found, their titles and texts as HTML with a few tags."""
    html = _DROPPED.sub("", "".join(_not_excluded(html)) if _EXCLUDED in html else html)
    found = [_Part()]
    around, depth, start, is_named = [found[0]], 0, 0, False
    for mark in _MARK.finditer(html):
        around[-1].pieces.append(html[start : mark.start()])
        start = mark.end()
        kind, attributes, words, end = mark.groups()
        if kind is None:  # a block begins or ends
            depth = depth + 1 if not end else max(depth - 1, 0)
            while around[-1].depth > depth:
                around.pop()
        elif (named := _ID.search(attributes)) is None:
            around[-1].pieces.append(words)
        else:
            if kind == "h1" and not is_named and not "".join(found[0].pieces).strip():
                part = found[0]  # the page's own title
            else:
                part = _Part(depth, unescape(named[1] or named[2] or named[3] or ""))
                found.append(part)
            is_named = True
            part.title, part.is_shown = _words(words), _EXCLUDED not in attributes
            while around and around[-1].depth >= depth:
                around.pop()
            around.append(part)
    around[-1].pieces.append(html[start:])
    return [Section(each.id, each.title, _words("".join(each.pieces))) for each in found if each.is_shown]


def _not_excluded(html: str) -> Iterator[str]:
    """The page in pieces, without the elements that say that they are not to be found, but headings.

    What such a heading says is of its section.
    """
    start, at = 0, html.find(_EXCLUDED)
    while at >= 0:
        end = at + len(_EXCLUDED)
        begin = html.rfind("<", max(start, at - _LONGEST_TAG), at)
        tag = _TAG.match(html, begin, at + _LONGEST_TAG) if begin >= 0 else None
        if tag is not None and tag.end() > at and not re.fullmatch(_HEADINGS, tag[1]):
            yield html[start:begin]
            start = end = _end_of(html, tag)
        at = html.find(_EXCLUDED, end)
    yield html[start:]


def _end_of(html: str, tag: re.Match[str]) -> int:
    """Where an element ends that begins with a tag: all that follows is in it where nothing ends it."""
    if tag[1].lower() in _VOID:
        return tag.end()
    depth = 1
    for each in _tags_named(tag[1].lower()).finditer(html, tag.end()):
        depth += -1 if each[1] else 1
        if depth == 0:
            return each.end()
    return len(html)


@lru_cache(maxsize=64)
def _tags_named(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){re.escape(name)}(?:\s{_ATTRIBUTES})?>", re.IGNORECASE)


def _words(html: str) -> str:
    """Words and the bare tags that stay among them; blanks follow one another in blocks of code alone."""
    html = _LOOSE.sub(_bare, html)
    if "&" in html:
        html = _ENTITY.sub(lambda found: unescape(found[0]).replace("<", "&lt;"), html)
    for _ in range(_EMPTY_LEVELS):
        html, count = _EMPTY.subn("", html)
        if not count:
            break
    parts = _PRE.split(html) if "<pre>" in html else [html]
    return _balanced("".join(part if at % 2 else " ".join(part.split()) for at, part in enumerate(parts)))


def _bare(found: re.Match[str]) -> str:
    tag = found[1]
    return "&lt;" if tag is None else _BARE.get(tag, "")


def _balanced(html: str) -> str:
    """The same, if its tags all end, and all ends have a beginning; else made so.

    A heading may stand within a list, and an author's HTML need not end what it begins.
    """
    opened: list[str] = []
    tags = _BARE_TAG.findall(html)
    for tag in tags:
        if tag[1] != "/":
            opened.append(tag[1:-1])
        elif not opened or opened.pop() != tag[2:-1]:
            break
    else:
        if not opened:
            return html
    return _mended(html)


def _mended(html: str) -> str:
    parts, opened, count = list[str](), list[str](), Counter[str]()
    for part in _BARE_TAG.split(html):
        name = part.strip("</>")
        if part.startswith("</"):
            if not count[name]:
                continue
            while (last := opened.pop()) != name:
                count[last] -= 1
                parts.append(f"</{last}>")
            count[name] -= 1
        elif part.startswith("<"):
            opened.append(name)
            count[name] += 1
        parts.append(part)
    return "".join((*parts, *(f"</{each}>" for each in reversed(opened))))
