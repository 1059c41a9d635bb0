"""Parts of a parsed text, for showing them elsewhere: a section, a block, a footnote."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from milepost.model.frozen import Frozen
from milepost.model.path import fold
from milepost.ofm.settled import length

__all__ = ["Places", "beginning", "block", "find_places", "footnote", "section"]

_LISTS = frozenset({"bullet_list_open", "ordered_list_open"})
_LIST_ENDS = frozenset({"bullet_list_close", "ordered_list_close"})


class _Footnote(NamedTuple):
    """Where a footnote stands: its words from `start`, its ways back from `back`, its end from `close`."""

    start: int
    back: int
    close: int
    end: int


class Places(Frozen):
    """Where the parts of a text begin among its tokens, so that a part costs no search."""

    headings: Mapping[str, int]
    """By id."""
    blocks: Mapping[str, int]
    """By name, without `^`, in lower case."""
    lists: Mapping[int, int]
    """The list in which an item stands."""
    footnotes: Mapping[int, _Footnote]
    """By number."""
    labels: Mapping[str, int]
    """The numbers of footnotes that have a label, by it, case and composition aside."""


def find_places(tokens: Sequence[Token]) -> Places:
    """The places in the tokens of one text."""
    headings: dict[str, int] = {}
    blocks: dict[str, int] = {}
    lists: dict[int, int] = {}
    footnotes: dict[int, _Footnote] = {}
    labels: dict[str, int] = {}
    open_lists: list[int] = []
    start = back = close = 0  # of the footnote that is open
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            headings.setdefault(str(token.attrs.get("id")), at)
        elif token.type in _LISTS:
            open_lists.append(at)
        elif token.type in _LIST_ENDS:
            open_lists.pop()
        elif token.type == "list_item_open":
            lists[at] = open_lists[-1]
        elif token.type == "footnote_open":
            start, back = at, 0
            if label := token.meta["label"]:
                labels.setdefault(fold(label), token.meta["id"])
        elif token.type == "footnote_anchor":
            back, close = back or at, at + 1
        elif token.type == "footnote_close":
            footnotes[tokens[start].meta["id"]] = _Footnote(start, back, close, at + 1)
        if "block" in token.meta:
            blocks.setdefault(token.meta["block"].lower(), at)
    return Places(headings, blocks, lists, footnotes, labels)


def section(tokens: Sequence[Token], places: Places, anchor: str) -> list[Token]:
    """The heading with the id `anchor` and all up to the next of its level or above; [] if none has it."""
    start = places.headings.get(anchor)
    if start is None:
        return []
    return _with_footnotes(tokens[start : _section_end(tokens, start)], tokens, places)


def block(tokens: Sequence[Token], places: Places, name: str) -> list[Token]:
    """The block called `^name`, an item inside its list, a heading with its section; [] if none is."""
    start = places.blocks.get(name.lower())
    if start is None:
        return []
    end = _section_end if tokens[start].type == "heading_open" else _block_end
    part = tokens[start : end(tokens, start)]
    if tokens[start].type == "list_item_open":
        part = _in_list(part, tokens[places.lists[start]])
    return _with_footnotes(part, tokens, places)


def footnote(tokens: Sequence[Token], places: Places, label: str) -> list[Token]:
    """What the footnote called `[^label]` says; [] if the text mentions none."""
    number = places.labels.get(fold(label))
    if number is None:
        return []
    start, back, close, end = places.footnotes[number]
    return _with_footnotes([*tokens[start + 1 : back], *tokens[close : end - 1]], tokens, places)


def beginning(tokens: Sequence[Token], most: int) -> list[Token]:
    """The blocks at the head of a text that together hold no more than `most` characters; whole ones only."""
    end, total = 0, 0
    while end < len(tokens) and tokens[end].type != "footnote_block_open":
        after = _block_end(tokens, end)
        total += length(tokens[end:after])
        if total > most:
            break
        end = after
    return _with_footnotes(tokens[:end], tokens, find_places(tokens))


def _section_end(tokens: Sequence[Token], start: int) -> int:
    heading = tokens[start]
    for at in range(start + 1, len(tokens)):
        token = tokens[at]
        if token.level < heading.level or token.type == "footnote_block_open":
            return at
        if token.type == "heading_open" and token.level == heading.level and token.tag <= heading.tag:
            return at
    return len(tokens)


def _block_end(tokens: Sequence[Token], start: int) -> int:
    if tokens[start].nesting == 0:
        return start + 1
    level = tokens[start].level
    return next(at for at in range(start + 1, len(tokens)) if tokens[at].level == level) + 1


def _in_list(item: Sequence[Token], opening: Token) -> list[Token]:
    attrs = {key: value for key, value in opening.attrs.items() if key not in ("id", "start")}
    if item[0].info:  # the number of an item in an ordered list
        attrs["start"] = int(item[0].info)
    kind = opening.type.removesuffix("_open")
    first = opening.copy(attrs=attrs)
    last = Token(f"{kind}_close", opening.tag, -1, block=True, level=opening.level)
    return [first, *item, last]


def _with_footnotes(part: Sequence[Token], tokens: Sequence[Token], places: Places) -> list[Token]:
    """The part, and the footnotes that it mentions, in order of mention, with a way back to each mention."""
    mentions = Counter(_mentions(part))
    wanted = list(mentions)
    for each in wanted:  # the list grows on the way, by the footnotes that these mention
        note = places.footnotes[each]
        for other in _mentions(tokens[note.start : note.back]):
            if other not in mentions:
                wanted.append(other)
            mentions[other] += 1
    if not wanted:
        return list(part)
    inside: list[Token] = []
    for each in wanted:
        start, back, close, end = places.footnotes[each]
        inside += (*tokens[start : min(back + mentions[each], close)], *tokens[close:end])
    return [*part, Token("footnote_block_open", "", 1), *inside, Token("footnote_block_close", "", -1)]


def _mentions(tokens: Sequence[Token]) -> Iterator[int]:
    for token in tokens:
        for child in token.children or ():
            if child.type == "footnote_ref":
                yield child.meta["id"]
