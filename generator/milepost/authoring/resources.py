"""A line of resources run together: which words are labels, and where each address ends.

A page's text glues what follows to an address (`…/blog/moeHugging Face guide`), so the end must be found
inside it. The rules, in order; all but the first two look at the last path segment or query value alone:

1. known shapes have a fixed length: arXiv, YouTube, Wikipedia titles with brackets
2. an address at the end of the line, or right before another one, is whole
3. it ends after a file ending such as `.html`
4. a segment that begins with a capital and goes on without one is the next label: cut at the slash
5. a segment that begins with a word of its own label ends there, if a capital follows or the rest is damaged
6. it ends where a small letter or a digit meets a capital
7. nothing fits: the address is taken whole, and a person must look

A link as Markdown has it, `[label](address)`, says itself where it ends.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from milepost.authoring.page_text import Resource

__all__ = ["bare_address", "split_resources"]

# After "/" or "=" it is a part of the address before it, as in web archives.
_SCHEME = re.compile(r"(?<![/=])https?://", re.IGNORECASE)
_KNOWN = re.compile(
    r"https?://(?>"
    r"(?:www\.)?arxiv\.org/(?:abs|pdf)/[0-9]{4}\.[0-9]{4,5}(?:v[0-9])?"
    r"|(?:www\.|m\.)?youtube\.com/(?:watch|playlist)"
    r"(?:[?&](?:v=[A-Za-z0-9_-]{11}|list=PL[A-Za-z0-9_-]{32}|t=[0-9]+s?))+"
    r"|youtu\.be/[A-Za-z0-9_-]{11}(?:\?t=[0-9]+s?)?"
    r"|[a-z.-]+\.wikipedia\.org/wiki/[^\s()]*\([^\s()]*\)"
    r")(?![?&#/])"
)
_FILE_ENDING = re.compile(
    r"\.(?:html|pdf|ipynb|(?:htm|md|rst|txt|csv|json|ya?ml|zip|py|php|aspx?|png|jpe?g|gif|svg|webp|mp[34])"
    r"(?![a-z]))(?![.?#&=/%_~+-])"
)
_SEGMENT_START = re.compile(r"[/?=&#](?=[^/?=&#]*$)")
_NOT_IN_URL = re.compile(r"[^\w\-.~:/?#@!$&'()*+,;=%]")
_WORD = re.compile(r"[\w-]{3,}")
_LEFT_OF_LABEL = re.compile(r"^[.,;:!?)\]]+(?=\s|$)")
_PUNCTUATION = ".,;:!?'\"”’>"
_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)", re.IGNORECASE)
_WWW = re.compile(r"\bwww\.\w")


def split_resources(line: str) -> tuple[Resource, ...]:
    """The resources of one line, in order; text after the last address is one without an address."""
    found: list[Resource] = []
    at = 0
    for link in _LINK.finditer(line):
        found += (*_split(line[at : link.start()].strip()), Resource(link[1].strip(), link[2]))
        at = link.end()
    found += _split(line[at:].strip())
    # Between two links may stand a comma.
    return tuple(each for each in found if not at or each.url or any(map(str.isalnum, each.label)))


def _split(line: str) -> Iterator[Resource]:
    at = 0
    starts = [found.start() for found in _SCHEME.finditer(line)]
    for start, limit in pairwise((*starts, len(line))):
        label = _label(line[at:start])
        token = line[start:limit].split(maxsplit=1)[0]
        is_whole = start + len(token) == limit and not (limit < len(line) and token.endswith(":"))
        length, doubt = _address_length(token, label, is_whole=is_whole)
        at = start + length
        yield Resource(label, token[:length], doubt or _label_doubt(label))
    if rest := _label(line[at:]):
        yield Resource(rest, None, _label_doubt(rest))


def _label(text: str) -> str:
    """The text before an address, less its colon, and less the full stop of the address before it."""
    return _LEFT_OF_LABEL.sub("", text.strip()).strip().removesuffix(":").rstrip()


def _label_doubt(label: str) -> str:
    return "an address without https:// is kept as text" if _WWW.search(label) else ""


def _address_length(token: str, label: str, *, is_whole: bool) -> tuple[int, str]:
    """How much of the token is the address, and why that is in doubt, "" where it is not."""
    if known := _KNOWN.match(token):
        return known.end(), ""
    address = bare_address(token)
    if is_whole:
        return len(address), ""
    start = _segment_start(address)
    segment = address[start:]
    has_path = address.count("/") > 2
    if has_path and (ending := _FILE_ENDING.search(segment)):
        return start + ending.end(), ""
    step = _first_step(segment)
    if has_path and step is None and segment[:1].isupper() and address[start - 1] == "/":
        return start, ""
    damaged = _NOT_IN_URL.search(segment)
    for word in sorted(_WORD.findall(label), key=len, reverse=True):
        rest = segment.removeprefix(word)
        if rest and rest != segment and (rest[0].isupper() or damaged):
            doubt = (
                ""
                if rest[0].isupper()
                else f'the text after {address[: start + len(word)]} looks damaged: "{rest}"'
            )
            return start + len(word), doubt
    if step is not None:
        return start + step, ""
    return len(address), f"nothing shows where this address ends: {address}"


def bare_address(token: str) -> str:
    """A word that begins with `https://`, less what closes a sentence or a bracket around it.

    >>> bare_address("https://example.org/Heron_(bird)."), bare_address("https://example.org/heron).")
    ('https://example.org/Heron_(bird)', 'https://example.org/heron')
    """
    end, unopened = len(token), token.count(")") - token.count("(")
    while token[end - 1] in _PUNCTUATION or (token[end - 1] == ")" and unopened > 0):
        end -= 1
        unopened -= token[end] == ")"
    return token[:end]


def _segment_start(address: str) -> int:
    found = _SEGMENT_START.search(address)
    return found.end() if found else 0


def _first_step(segment: str) -> int | None:
    """Where a small letter or a digit is first followed by a capital; "%2F" is no such place."""
    for at in range(1, len(segment)):
        before, here = segment[at - 1], segment[at]
        if here.isupper() and (before.islower() or before.isdigit()) and segment[max(at - 2, 0)] != "%":
            return at
    return None
