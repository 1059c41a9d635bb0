"""Bare addresses, as GFM links them: `https://…`, `http://…`, `ftp://…`, `www.…` and `me@example.org`.

mdit-py-plugins' own rule searches all the text before each colon and takes quadratic time; this one looks
back a few characters.
"""

import re
from collections.abc import Iterator
from string import ascii_letters, digits

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from milepost.ofm.first_sign import WITHOUT_PAIRS

__all__ = ["autolink_plugin"]

_SCHEMES = ("https", "http", "ftp")
# GFM, 6.9: labels of a host, of which DNS has room for 127, then anything up to white space or `<`. Behind a
# scheme one label is enough.
_LABELS = r"[^\W_](?:[\w-]*[^\W_])?"
# No address has a `[[` in it, where a wikilink begins, nor a `%%`, where a comment does (RFC 3986, 2.1: two
# digits follow a percent sign), nor the quotes and full stops of other scripts.
_SIGNS = r"\u201c\u201d\u3001-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
_REST = rf"[^\s<\[%{_SIGNS}]*(?:(?:\[(?!\[)|%(?!%))[^\s<\[%{_SIGNS}]*)*"
_AFTER_SCHEME = re.compile(rf"://{_LABELS}(?:\.{_LABELS}){{,126}}{_REST}")
_WWW = re.compile(rf"www(?:\.{_LABELS}){{1,126}}{_REST}")
# Before and behind the `@`; a look back ends at the last `@`, for which no name has room.
_NAME_SIGNS = frozenset(f"{ascii_letters}{digits}.-_+")
_MAIL_HOST = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+")
_HTML_LINK = re.compile(r"<(/?)a(?:\s|>)", re.IGNORECASE)
_BEFORE_WWW = frozenset(" \t\n*_~(=\"'")
# GitHub links a scheme behind any other sign, whatever GFM says: `<br>https://…`, `Source:https://…`.
_NOT_BEFORE_SCHEME = frozenset("[<") | frozenset(ascii_letters)
_ENTITY = re.compile(r"&[A-Za-z0-9]+;\Z")
_PUNCTUATION = "?!.,:*_~'\"];"
# The end of a highlight, and of many addresses: a long number in their query ends so.
_EQUALS = "="
# So many signs that may be pairs are looked back at for the beginning of a highlight.
_REACH = 100


def autolink_plugin(md: MarkdownIt) -> None:
    """Link bare addresses."""
    md.inline.add_terminator_char("w")  # else no rule would be asked at "www."
    md.inline.ruler.push("autolink_scheme", parse_scheme)
    md.inline.ruler.push("autolink_www", parse_www)
    md.inline.ruler2.push("autolink_mail", find_mail, {"alt": [WITHOUT_PAIRS]})


def parse_scheme(state: StateInline, silent: bool) -> bool:
    """Push a link for an address whose scheme ends here; the scheme itself is still pending."""
    # While looking ahead nothing is pending; the text is then passed over sign by sign, which does no harm.
    if silent or state.linkLevel or state.src[state.pos] != ":":
        return False
    for scheme in _SCHEMES:
        start = state.pos - len(scheme)
        if start >= 0 and state.src.startswith(scheme, start) and state.pending.endswith(scheme):
            found = _AFTER_SCHEME.match(state.src, state.pos, state.posMax)
            if not found or (start and state.src[start - 1] in _NOT_BEFORE_SCHEME):
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


def find_mail(state: StateInline) -> None:
    """Link mail addresses once the text is in one piece again: `_` in a name has cut it for emphasis."""
    if "@" not in state.src:
        return
    tokens: list[Token] = []
    in_link = 0
    for token in state.tokens:
        if token.type in ("link_open", "link_close"):
            in_link += token.nesting
        elif token.type == "html_inline" and (tag := _HTML_LINK.match(token.content)):
            in_link += -1 if tag[1] else 1
        if token.type == "text" and in_link <= 0 and "@" in token.content:
            tokens.extend(_with_mail(token))
        else:
            tokens.append(token)
    state.tokens[:] = tokens


def _with_mail(text: Token) -> Iterator[Token]:
    """The text, its mail addresses as links."""
    content, done, at = text.content, 0, text.content.find("@")
    while at != -1:
        start, host = at, _MAIL_HOST.match(content, at + 1)
        while start > done and content[start - 1] in _NAME_SIGNS:
            start -= 1
        if start < at and host and host[0][-1] not in "-_":
            if done < start:
                yield text.copy(content=content[done:start])
            yield from _link("mailto:" + content[start : host.end()], content[start : host.end()], text.level)
            done = host.end()
        at = content.find("@", at + 1)
    if done < len(content):
        yield text.copy(content=content[done:])


def _link(address: str, words: str, level: int) -> Iterator[Token]:
    yield Token("link_open", "a", 1, attrs={"href": address}, level=level, markup="autolink")
    yield Token("text", "", 0, content=words, level=level + 1)
    yield Token("link_close", "a", -1, level=level, markup="autolink")


def _may_start(state: StateInline, start: int) -> bool:
    # Chinese and Japanese words need no blank behind them.
    return start == 0 or state.src[start - 1] in _BEFORE_WWW or not state.src[start - 1].isascii()


def _push(state: StateInline, start: int, end: int, scheme: str) -> bool:
    address = state.src[start:end]
    address = _trimmed(address, _EQUALS if address.endswith(_EQUALS) and _is_highlighted(state) else "")
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": state.md.normalizeLink(scheme + address)}
    token.markup = "autolink"
    state.push("text", "", 0).content = address
    state.push("link_close", "a", -1).markup = "autolink"
    state.pos = start + len(address)
    return True


def _is_highlighted(state: StateInline) -> bool:
    """Whether a highlight has begun that nothing has ended yet."""
    is_open = False
    for each in state.delimiters[-_REACH:]:
        if each.marker == ord(_EQUALS):
            is_open = each.open and not (is_open and each.close)
    return is_open


def _trimmed(address: str, ends: str) -> str:
    """The address without what belongs to the text around it: `ends`, full stops, a bracket never opened."""
    surplus = address.count(")") - address.count("(")
    end = len(address)
    while True:
        last = address[end - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
            end -= 1
        elif last == ";" and (entity := _ENTITY.search(address, max(0, end - 32), end)):
            end = entity.start()
        elif last in _PUNCTUATION or last in ends:
            end -= 1
        else:
            return address[:end]
