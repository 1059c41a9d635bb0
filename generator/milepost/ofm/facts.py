"""What can be known of a note from its tokens, without rendering them."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from operator import attrgetter

from markdown_it.token import Token

from milepost.model.frozen import Frozen
from milepost.model.link import Embed, Link
from milepost.model.note import Block, Heading
from milepost.model.path import Anchor
from milepost.ofm.footnote_list import footnote_anchors
from milepost.ofm.formula_words import formula_words, words_or_source
from milepost.ofm.passage import ENDS, mentions
from milepost.ofm.text import spoken

__all__ = ["Facts", "collect"]

# What search engines show of a description.
_SUMMARY_CHARACTERS = 160
# The least that ends like a sentence and is long enough to be one: "Why?" is not, nor is what goes on in
# lower case.
_SENTENCE = re.compile(rf".{{20,}}?(?:[.!?…]{ENDS}[\"'”’)]*(?=\s+(?![a-z])|$)|[。！？](?=.|$))")

_GOES_ON = "…"


class Facts(Frozen):
    """Everything in a text that others may point at, or that points at others; each in the file's order."""

    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    """To places in the vault."""
    embeds: tuple[Embed, ...]
    footnotes: Mapping[str, Anchor]
    """Their labels, folded, to anchors; of those that are shown."""
    tags: tuple[str, ...]
    """Without `#`, as first written, each once whatever its case."""
    summary: str
    """The first sentence, up to 160 characters, code between backticks; "" where no paragraph has one.

    Formulas are words, and those that cannot be set TeX between dollars.
    """


def collect(tokens: Sequence[Token]) -> Facts:
    """The facts in the tokens of one text, as `create_parser().parse` gives them."""
    headings: list[Heading] = []
    blocks: list[Block] = []
    links: list[Link] = []
    embeds: list[Embed] = []
    tags: dict[str, str] = {}
    for token in tokens:
        meta = token.meta
        if token.type == "heading_open":
            level, source = int(token.tag[1:]), meta.get("source")
            headings.append(Heading(level, meta["text"], _anchor(token), meta["line"], source))
        if "block" in meta:
            blocks.append(Block(meta["block"], _anchor(token), meta["line"]))
        for child in token.children or () if "#" in token.content else ():
            if "tag" in child.meta:
                tags.setdefault(child.meta["tag"].lower(), child.meta["tag"])
    for mention in mentions(tokens):
        if isinstance(mention, Link):
            links.append(mention)
        else:
            embeds.append(mention)
    # Footnotes stand last among the tokens, wherever they were written.
    by_line = attrgetter("line")
    return Facts(
        headings=tuple(sorted(headings, key=by_line)),
        blocks=tuple(sorted(blocks, key=by_line)),
        links=tuple(sorted(links, key=by_line)),
        embeds=tuple(sorted(embeds, key=by_line)),
        footnotes=footnote_anchors(tokens),
        tags=tuple(tags.values()),
        summary=_summary(tokens),
    )


def _summary(tokens: Sequence[Token]) -> str:
    """The first sentence of the first paragraph that says something outside of lists, quotes and callouts."""
    for before, token in pairwise(tokens):
        if before.type == "paragraph_open" and before.level == 0 and _says_something(token.children or ()):
            words = " ".join("".join(map(_quoted, token.children or ())).split())
            sentence = _SENTENCE.match(words)
            return _cut(sentence[0] if sentence else words)
    return ""


def _says_something(tokens: Sequence[Token]) -> bool:
    """Whether there are words beside tags and links, of which lines are made that many notes share."""
    links = 0
    for token in tokens:
        links += (token.type == "link_open") - (token.type == "link_close")
        if not links and token.type not in ("tag", "wikilink") and any(map(str.isalnum, _quoted(token))):
            return True
    return False


def _quoted(token: Token) -> str:
    """The words of an inline token, code between the backticks by which plain text says that it is code."""
    if token.type == "math_inline":  # half of a long one would be TeX
        if len(token.content) > _SUMMARY_CHARACTERS:
            return _GOES_ON
        return words_or_source(formula_words(token.content), token.content)
    if token.type == "value":  # which differs from page to page
        return _GOES_ON
    words = spoken(token)
    return f"`{words}`" if token.type == "code_inline" and "`" not in words else words


def _cut(text: str) -> str:
    """The text itself, or its first words with a mark that it goes on."""
    if len(text) <= _SUMMARY_CHARACTERS:
        return text
    words = text[:_SUMMARY_CHARACTERS].rpartition(" ")[0] or text[: _SUMMARY_CHARACTERS - 1]
    return f"{words.rstrip(' ,;:–—-')}{_GOES_ON}"


def _anchor(token: Token) -> Anchor:
    return Anchor(str(token.attrs["id"]))
