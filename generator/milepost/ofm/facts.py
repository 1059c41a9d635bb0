"""What can be known of a note from its tokens, without rendering them."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from markdown_it.token import Token

from milepost.model.link import Embed, Link
from milepost.model.note import Block, Heading
from milepost.model.path import Anchor

__all__ = ["Facts", "collect"]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything in a text that others may point at, or that points at others; each in the file's order."""

    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    """To places in the vault."""
    embeds: tuple[Embed, ...]
    tags: tuple[str, ...]
    """Without `#`, as first written, each once whatever its case."""


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
            headings.append(Heading(int(token.tag[1:]), meta["text"], _anchor(token), meta["line"]))
        if "block" in meta:
            blocks.append(Block(meta["block"], _anchor(token), meta["line"]))
        for child in token.children or ():
            if "link" in child.meta:
                links.append(child.meta["link"])
            elif "embed" in child.meta:
                embeds.append(child.meta["embed"])
            elif "tag" in child.meta:
                tags.setdefault(child.meta["tag"].lower(), child.meta["tag"])
    # Footnotes stand last among the tokens, wherever they were written.
    by_line = attrgetter("line")
    return Facts(
        headings=tuple(sorted(headings, key=by_line)),
        blocks=tuple(sorted(blocks, key=by_line)),
        links=tuple(sorted(links, key=by_line)),
        embeds=tuple(sorted(embeds, key=by_line)),
        tags=tuple(tags.values()),
    )


def _anchor(token: Token) -> Anchor:
    return Anchor(str(token.attrs["id"]))
