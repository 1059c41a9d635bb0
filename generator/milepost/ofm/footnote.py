"""Footnotes: `[^id]` with a definition elsewhere, and `^[words]`.

Definitions leave the text before it is looked through for references, and come back behind it as a list, in
the order of their first mention. Those that nobody mentions, and what they mention, are not shown. Of two
with one label the first counts, as of two link definitions in CommonMark.
"""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from msgspec import Struct, field

from milepost.ofm.footnote_list import use_footnote_renderers
from milepost.ofm.line import mark

__all__ = ["footnote_plugin"]

_REFERENCE = re.compile(r"\[\^(?!\s)([^\[\]\n]*[^\[\]\s])\]")
_DEFINITION = re.compile(_REFERENCE.pattern + ":[ \\t]*")
# How many columns further lines of a definition are set in: Obsidian asks for two, others for four.
_INDENT = 2
# Inline footnotes may stand inside one another, and each level is parsed once more: deeper ones stay text.
_DEEPEST = 8
_KEY = "footnotes"


class _Footnote(Struct):
    """One that is mentioned."""

    tokens: list[Token]
    """Its blocks, not yet looked through."""
    label: str | None = None
    """`None` for one that stands where it is mentioned."""
    depth: int = 0
    """How many inline footnotes it stands in."""
    uses: int = 0


class _Footnotes(Struct):
    """Those of one text."""

    words: dict[str, list[Token]] = field(default_factory=dict[str, list[Token]])
    """By label: the blocks of its definition."""
    mentioned: list[_Footnote] = field(default_factory=list[_Footnote])
    """Each at its id."""
    ids: dict[str, int] = field(default_factory=dict[str, int])
    """By label, once it is mentioned."""
    depth: int = 0
    """That of what is being looked through."""


def footnote_plugin(md: MarkdownIt) -> None:
    """Recognise footnotes, number and render them."""
    md.block.ruler.before("reference", "footnote", parse_definition, {"alt": ["paragraph", "reference"]})
    md.inline.ruler.after("image", "footnote_inline", parse_inline)
    md.inline.ruler.after("footnote_inline", "footnote", parse_reference)
    md.core.ruler.before("inline", "footnote_definitions", take_definitions)
    md.core.ruler.after("inline", "footnote_list", list_footnotes)
    use_footnote_renderers(md)


def parse_definition(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Push the blocks of a definition, between tokens that say so."""
    start, end = state.bMarks[start_line] + state.tShift[start_line], state.eMarks[start_line]
    found = _DEFINITION.match(state.src, start, end)
    if not found or state.is_code_block(start_line):
        return False
    if silent:
        return True
    opening = state.push("footnote_definition_open", "", 1)
    opening.meta["label"] = _label(found)
    before = state.bMarks[start_line], state.tShift[start_line], state.sCount[start_line], state.parentType
    state.blkIndent += _INDENT
    # The words behind the label count as set in like the lines below, so that all of them are one text.
    state.bMarks[start_line], state.tShift[start_line] = found.end(), 0
    state.sCount[start_line] = state.blkIndent
    state.parentType = "footnote"
    state.md.block.tokenize(state, start_line, end_line)
    state.blkIndent -= _INDENT
    state.bMarks[start_line], state.tShift[start_line], state.sCount[start_line], state.parentType = before
    opening.map = [start_line, state.line]
    state.push("footnote_definition_close", "", -1)
    return True


def parse_inline(state: StateInline, silent: bool) -> bool:
    """Push a `footnote_ref` for words that stand where they are mentioned, `^[words]`."""
    at, footnotes = state.pos, _of(state.env)
    if not state.src.startswith("^[", at) or footnotes.depth >= _DEEPEST:
        return False
    end = parseLinkLabel(state, at + 1)
    if end < 0:
        return False
    if not silent:
        inline = Token("inline", "", 0, content=state.src[at + 2 : end], children=[], level=1, block=True)
        opening = Token("paragraph_open", "p", 1, block=True)
        words = [opening, inline, Token("paragraph_close", "p", -1, block=True)]
        footnotes.mentioned.append(_Footnote(words, depth=footnotes.depth + 1))
        _mention(state, len(footnotes.mentioned) - 1, at)
    state.pos = end + 1
    return True


def parse_reference(state: StateInline, silent: bool) -> bool:
    """Push a `footnote_ref` for a label that has a definition."""
    if not state.src.startswith("[^", state.pos):
        return False
    found, footnotes = _REFERENCE.match(state.src, state.pos, state.posMax), _of(state.env)
    if not found or _label(found) not in footnotes.words:
        return False
    if not silent:
        label = _label(found)
        if label not in footnotes.ids:
            footnotes.ids[label] = len(footnotes.mentioned)
            footnotes.mentioned.append(_Footnote(footnotes.words[label], label))
        _mention(state, footnotes.ids[label], state.pos).meta["label"] = label
    state.pos = found.end()
    return True


def take_definitions(state: StateCore) -> None:
    """Take the definitions out of the text; one inside another stands for itself."""
    if "[^" not in state.src:  # as in most texts
        return
    footnotes = _of(state.env)
    open_: list[list[Token]] = [[]]
    for token in state.tokens:
        if token.type == "footnote_definition_open":
            words: list[Token] = []
            label = token.meta["label"]
            if label in footnotes.words:
                open_[-1].append(token.copy(type="footnote_repeated", nesting=0))
            else:
                footnotes.words[label] = words
            open_.append(words)
        elif token.type == "footnote_definition_close":
            open_.pop()
        else:
            open_[-1].append(token)
    state.tokens = open_[0]


def list_footnotes(state: StateCore) -> None:
    """Look through the footnotes that are mentioned, which may mention more, and put them behind the text."""
    footnotes = _of(state.env)
    for footnote in footnotes.mentioned:  # grows while it is read
        footnotes.depth = footnote.depth
        for token in footnote.tokens:
            if token.type == "inline":
                token.children = []
                state.md.inline.parse(token.content, state.md, state.env, token.children)
    if footnotes.mentioned:
        state.tokens.append(Token("footnote_block_open", "", 1))
        for number, footnote in enumerate(footnotes.mentioned):
            state.tokens.append(Token("footnote_open", "", 1, meta={"id": number, "label": footnote.label}))
            state.tokens.extend(_with_ways_back(footnote, number))
            state.tokens.append(Token("footnote_close", "", -1))
        state.tokens.append(Token("footnote_block_close", "", -1))


def _with_ways_back(footnote: _Footnote, number: int) -> Sequence[Token]:
    """The footnote's blocks; behind its last words, a way back to each mention."""
    ways = [
        Token("footnote_anchor", "", 0, meta={"id": number, "subId": use}) for use in range(footnote.uses)
    ]
    words = footnote.tokens
    last = len(words) - (1 if words and words[-1].type == "paragraph_close" else 0)
    return [*words[:last], *ways, *words[last:]]


def _mention(state: StateInline, number: int, at: int) -> Token:
    footnote = _of(state.env).mentioned[number]
    token = state.push("footnote_ref", "", 0)
    token.meta.update(id=number, subId=footnote.uses)
    footnote.uses += 1
    mark(token, at)
    return token


def _label(found: re.Match[str]) -> str:
    return " ".join(found[1].split())


def _of(env: EnvType) -> _Footnotes:
    return env.get(_KEY) or env.setdefault(_KEY, _Footnotes())
