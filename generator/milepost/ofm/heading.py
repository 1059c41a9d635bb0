"""Headings: an address for each, and its plain words for the table of contents."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, lheading
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from milepost.model.path import slugify
from milepost.ofm.text import plain_text

__all__ = ["heading_plugin", "lowered"]


def heading_plugin(md: MarkdownIt) -> None:
    """Give headings their ids while parsing, so that whoever reads the tokens sees what is rendered."""
    md.block.ruler.at("lheading", parse_underlined)
    md.core.ruler.push("heading", name_headings)


def parse_underlined(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse as CommonMark does; most paragraphs have one line, and so none that could be drawn below them."""
    if start_line + 1 >= end_line or state.isEmpty(start_line + 1):
        return False
    return lheading(state, start_line, end_line, silent)


def name_headings(state: StateCore) -> None:
    """Set `attrs["id"]`, unique in the text, and `meta["text"]` of each opening token.

    `meta["source"]` is what is written, where that is something else.
    """
    taken: set[str] = set()
    repeats: dict[str, int] = {}  # how often a slug was asked for, so that many repeats stay cheap
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type != "heading_open":
            continue
        text = plain_text(inline.children or ())
        slug = slugify(text)
        name, count = slug, repeats.get(slug, 0)
        while name in taken:
            count += 1
            name = f"{slug}-{count}"
        repeats[slug] = count
        taken.add(name)
        opening.attrs["id"] = name
        opening.meta["text"] = text
        if inline.content != text:
            opening.meta["source"] = inline.content


def lowered(tokens: Sequence[Token], levels: int) -> list[Token]:
    """The tokens, every heading so many levels further down, for a text that stands below a heading."""
    return [_lowered(token, levels) for token in tokens]


def _lowered(token: Token, levels: int) -> Token:
    if token.type not in ("heading_open", "heading_close"):
        return token
    return token.copy(tag=f"h{min(6, int(token.tag[1]) + levels)}")
