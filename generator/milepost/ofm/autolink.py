"""Bare addresses, as GFM links them: `https://…`, `http://…` and `www.…`.

mdit-py-plugins' own rule searches all the text before each colon and takes quadratic time; this one looks
back a few characters.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

__all__ = ["autolink_plugin"]

_SCHEMES = ("https", "http")
# GFM, 6.9: labels of a host, then anything up to white space or `<`. A host may be one word after a scheme.
_LABELS = r"[^\W_](?:[\w-]*[^\W_])?"
_AFTER_SCHEME = re.compile(rf"://{_LABELS}(?:\.{_LABELS})*[^\s<]*")
_WWW = re.compile(rf"www(?:\.{_LABELS})+[^\s<]*")
_BEFORE = frozenset(" \t\n*_~(=\"'")
_ENTITY = re.compile(r"&[A-Za-z0-9]+;\Z")
_PUNCTUATION = "?!.,:*_~'\"];="


def autolink_plugin(md: MarkdownIt) -> None:
    """Link bare addresses."""
    md.inline.add_terminator_char("w")  # else no rule would be asked at "www."
    md.inline.ruler.push("autolink_scheme", parse_scheme)
    md.inline.ruler.push("autolink_www", parse_www)


def parse_scheme(state: StateInline, silent: bool) -> bool:
    """Push a link for an address whose scheme ends here; the scheme itself is still pending."""
    # While looking ahead nothing is pending; the text is then passed over sign by sign, which does no harm.
    if silent or state.linkLevel or state.src[state.pos] != ":":
        return False
    for scheme in _SCHEMES:
        start = state.pos - len(scheme)
        if start >= 0 and state.src.startswith(scheme, start) and state.pending.endswith(scheme):
            found = _AFTER_SCHEME.match(state.src, state.pos, state.posMax)
            if not found or not _may_start(state, start):
                return False
            state.pending = state.pending[: -len(scheme)]
            return _push(state, start, found.end(), "")
    return False


def parse_www(state: StateInline, silent: bool) -> bool:
    """Push a link for an address that begins here."""
    if silent or state.linkLevel or not state.src.startswith("www.", state.pos):
        return False
    found = _WWW.match(state.src, state.pos, state.posMax)
    if not found or not _may_start(state, state.pos):
        return False
    return _push(state, state.pos, found.end(), "http://")


def _may_start(state: StateInline, start: int) -> bool:
    return start == 0 or state.src[start - 1] in _BEFORE


def _push(state: StateInline, start: int, end: int, scheme: str) -> bool:
    address = _trimmed(state.src[start:end])
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": state.md.normalizeLink(scheme + address)}
    token.markup = "autolink"
    state.push("text", "", 0).content = address
    state.push("link_close", "a", -1).markup = "autolink"
    state.pos = start + len(address)
    return True


def _trimmed(address: str) -> str:
    """The address without what belongs to the sentence around it: full stops, a bracket never opened."""
    surplus = address.count(")") - address.count("(")
    end = len(address)
    while True:
        last = address[end - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
            end -= 1
        elif last == ";" and (entity := _ENTITY.search(address, max(0, end - 32), end)):
            end = entity.start()
        elif last in _PUNCTUATION:
            end -= 1
        else:
            return address[:end]
