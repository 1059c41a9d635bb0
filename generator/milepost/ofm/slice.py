"""Parts of a parsed text, for showing them elsewhere: a section, a block, a footnote."""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from milepost.model.path import fold

__all__ = ["beginning", "block", "footnote", "section"]


def section(tokens: Sequence[Token], anchor: str) -> list[Token]:
    """The heading with the id `anchor` and all up to the next of its level or above; [] if none has it."""
    for start, token in enumerate(tokens):
        if token.type == "heading_open" and token.attrs.get("id") == anchor:
            return _with_footnotes(tokens[start : _section_end(tokens, start)], tokens)
    return []


def block(tokens: Sequence[Token], name: str) -> list[Token]:
    """The block called `^name`, an item inside its list, a heading with its section; [] if none is."""
    for start, token in enumerate(tokens):
        if token.meta.get("block", "").lower() == name.lower():
            end = _section_end if token.type == "heading_open" else _block_end
            part = tokens[start : end(tokens, start)]
            if token.type == "list_item_open":
                part = _in_list(part, tokens, start)
            return _with_footnotes(part, tokens)
    return []


def footnote(tokens: Sequence[Token], label: str) -> list[Token]:
    """What the footnote called `[^label]` says; [] if the text mentions none."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "footnote_ref" and fold(child.meta.get("label", "")) == fold(label):
                words = _footnotes(tokens)[child.meta["id"]][1:-1]
                return _with_footnotes([each for each in words if each.type != "footnote_anchor"], tokens)
    return []


def beginning(tokens: Sequence[Token], most: int) -> list[Token]:
    """The blocks at the head of a text that together hold no more than `most` characters; whole ones only."""
    end, total = 0, 0
    while end < len(tokens) and tokens[end].type != "footnote_block_open":
        after = _block_end(tokens, end)
        total += sum(len(token.content) for token in tokens[end:after])
        if total > most:
            break
        end = after
    return _with_footnotes(tokens[:end], tokens)


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


def _in_list(item: Sequence[Token], tokens: Sequence[Token], start: int) -> list[Token]:
    level = item[0].level - 1
    opening = next(tokens[at] for at in range(start - 1, -1, -1) if tokens[at].level == level)
    attrs = {key: value for key, value in opening.attrs.items() if key not in ("id", "start")}
    if item[0].info:  # the number of an item in an ordered list
        attrs["start"] = int(item[0].info)
    kind = opening.type.removesuffix("_open")
    first = opening.copy(attrs=attrs)
    last = Token(f"{kind}_close", opening.tag, -1, block=True, level=level)
    return [first, *item, last]


def _with_footnotes(part: Sequence[Token], tokens: Sequence[Token]) -> list[Token]:
    """The part, and the footnotes that it mentions, in order of mention."""
    notes = _footnotes(tokens)
    wanted = list(dict.fromkeys(_mentions(part)))
    known = set(wanted)
    for each in wanted:  # and those that they mention, for which the list grows
        for other in _mentions(notes[each]):
            if other not in known:
                known.add(other)
                wanted.append(other)
    if not wanted:
        return list(part)
    inside = [token for each in wanted for token in notes[each]]
    return [*part, Token("footnote_block_open", "", 1), *inside, Token("footnote_block_close", "", -1)]


def _mentions(tokens: Sequence[Token]) -> Iterator[int]:
    for token in tokens:
        for child in token.children or ():
            if child.type == "footnote_ref":
                yield child.meta["id"]


def _footnotes(tokens: Sequence[Token]) -> dict[int, Sequence[Token]]:
    notes: dict[int, Sequence[Token]] = {}
    start = 0
    for at, token in enumerate(tokens):
        if token.type == "footnote_open":
            start = at
        elif token.type == "footnote_close":
            notes[tokens[start].meta["id"]] = tokens[start : at + 1]
    return notes
