"""What no site has a say in is written once: tokens whose HTML is always the same become that HTML.

A note is parsed once, kept as tokens, and rendered wherever a page shows it. Links and embeds look otherwise
on each page; the words around them do not. What may be shown by itself stays apart, a section or a block that
has a name, so that slices of settled tokens say what those of the others do.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, cast

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from milepost.ofm.env import RenderEnv, in_markdown_it
from milepost.ofm.renderer import Renderer, prefixed

__all__ = ["Written", "length", "settled", "settled_plugin"]

_WRITTEN = "written"
_SETTLED = "settled"
_LENGTH = "length"
_Rule = Callable[[Sequence[Token], int, OptionsDict, EnvType], str]
_NOTHING = cast("dict[str, Any]", MappingProxyType({}))


class Written(Token):
    """A token that is HTML and nothing else; half of all are, so it is made in a sixth of a token's time."""

    __slots__ = ()
    type, tag, markup, info = _WRITTEN, "", "", ""
    nesting, level, block, hidden = 0, 0, False, False
    attrs, meta, map, children = _NOTHING, _NOTHING, None, None

    def __init__(self, html: str) -> None:
        self.content = html


class _Settled(Token):
    """A block that is written but for what differs from page to page; made in half of a token's time."""

    __slots__ = ()
    type, tag, markup, info, content = _SETTLED, "", "", "", ""
    nesting, block, hidden, map = 0, False, False, None

    def __init__(self, level: int, meta: dict[Any, Any], children: list[Token]) -> None:
        self.level, self.meta, self.children, self.attrs = level, meta, children, {}


# Inline tokens whose HTML is the same on every page: it asks nothing of a `RenderEnv`.
_WORDS = frozenset(
    {
        *("text", "text_special", "code_inline", "hardbreak", "task_box"),
        *(f"{name}_{end}" for name in ("strong", "em", "s", "mark") for end in ("open", "close")),
    }
)
# Blocks whose HTML asks for nothing but the prefix of their ids.
_FRAMES = (
    *("paragraph", "bullet_list", "ordered_list", "list_item", "blockquote", "callout", "callout_title"),
    *("table", "thead", "tbody", "tr", "th", "td"),
)
_BLOCKS = frozenset({"hr", *(f"{name}_{end}" for name in _FRAMES for end in ("open", "close"))})

# What becomes one token, unless a part of it may be shown by itself. Lists stay, since steps are numbered.
_WHOLE = frozenset({"paragraph_open", "list_item_open", "blockquote_open", "callout_open", "table_open"})


def settled_plugin(md: MarkdownIt) -> None:
    """Render settled tokens."""
    md.add_render_rule(_SETTLED, render)
    md.add_render_rule(_WRITTEN, render_written)


def render(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """A block, much of which is written already."""
    return self.renderInline(tokens[index].children or (), options, env)


def render_written(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """HTML as it is, but for the prefix of an id."""
    token = tokens[index]
    return prefixed(token.content, env) if token.meta else token.content


def length(tokens: Iterable[Token]) -> int:
    """How many characters of a text the tokens hold, be they settled or not."""
    return sum(token.meta.get(_LENGTH) or len(token.content) for token in tokens)


def settled(tokens: Sequence[Token], md: MarkdownIt) -> list[Token]:
    """The tokens of a text that `md` has parsed, settled: it renders them, and slices of them, the same."""
    return list(_Settler(tokens, md).blocks())


class _Settler:
    """Settles the tokens of one text."""

    def __init__(self, tokens: Sequence[Token], md: MarkdownIt) -> None:
        assert isinstance(md.renderer, Renderer)
        self._tokens, self._options = tokens, md.options
        self._blocks, self._words = _rules(md.renderer, _BLOCKS), _rules(md.renderer, _WORDS)
        self._env = in_markdown_it(RenderEnv())
        self._ends, self._parted = _nesting(tokens)

    def blocks(self) -> Iterator[Token]:
        """All of them, in order; footnotes as they are, for slices take them apart in ways of their own."""
        at = 0
        while at < len(self._tokens) and self._tokens[at].type != "footnote_block_open":
            if self._is_whole(at):
                end = self._end(at)
                yield self._settled(at, end)
                at = end
            else:
                token = self._tokens[at]
                yield self._inline(token) if token.type == "inline" else token
                at += 1
        yield from self._tokens[at:]

    def _is_whole(self, at: int) -> bool:
        token = self._tokens[at]
        return (
            token.type in _WHOLE
            and at not in self._parted
            and not token.hidden
            # Rendered behind a hidden token it begins on a new line, rendered alone it does not.
            and not (at and self._tokens[at - 1].hidden)
            and not _is_named_item(token)
        )

    def _end(self, at: int) -> int:
        """Behind the block that begins there; behind the items that follow an item, up to one with a name."""
        end = self._ends[at] + 1
        if self._tokens[at].type == "list_item_open":
            while end in self._ends and end not in self._parted and not _is_named_item(self._tokens[end]):
                end = self._ends[end] + 1
        return end

    def _settled(self, start: int, end: int) -> Token:
        opening, pieces, characters = self._tokens[start], _Pieces(), 0
        for at in range(start, end):
            token = self._tokens[at]
            characters += len(token.content)
            if token.type == "inline":
                self._write(token.children or (), pieces)
            elif (rule := self._blocks.get(token.type)) is None:
                pieces.add(token)
            elif "id" in token.attrs:
                html = rule(self._tokens, at, self._options, self._env)
                pieces.add(Token(_WRITTEN, "", 0, content=html, meta={"id": True}))
            else:
                pieces.words.append(rule(self._tokens, at, self._options, self._env))
        meta: dict[Any, Any] = {_LENGTH: characters}
        if "block" in opening.meta:
            meta["block"] = opening.meta["block"]
        return _Settled(opening.level, meta, pieces.done())

    def _inline(self, token: Token) -> Token:
        pieces = _Pieces()
        self._write(token.children or (), pieces)
        return Token(
            "inline", "", 0, level=token.level, meta={_LENGTH: length((token,))}, children=pieces.done()
        )

    def _write(self, children: Sequence[Token], pieces: "_Pieces") -> None:
        for at, child in enumerate(children):
            if child.type == "text":  # half of all
                pieces.words.append(escapeHtml(child.content))
            elif (rule := self._words.get(child.type)) is None:
                pieces.add(child)
            else:
                pieces.words.append(rule(children, at, self._options, self._env))


@cache
def _rules(renderer: Renderer, kinds: frozenset[str]) -> Mapping[str, _Rule]:
    """What writes the tokens of some kinds."""
    return {kind: renderer.rules.get(kind, renderer.renderToken) for kind in kinds}


class _Pieces:
    """What a settled token is made of: words that are written, and the tokens between them."""

    def __init__(self) -> None:
        self.words: list[str] = []
        """Those since the last token."""
        self._tokens: list[Token] = []

    def add(self, token: Token) -> None:
        """Put a token behind the words so far."""
        self.done().append(token)

    def done(self) -> list[Token]:
        """All of them."""
        if self.words:
            self._tokens.append(Written("".join(self.words)))
            self.words = []
        return self._tokens


def _is_named_item(token: Token) -> bool:
    """Whether it begins an item that may be shown by itself, which takes its list with it."""
    return token.type == "list_item_open" and "block" in token.meta


def _nesting(tokens: Sequence[Token]) -> tuple[dict[int, int], set[int]]:
    """Where each block that begins ends, and in which of them something may be shown by itself."""
    ends: dict[int, int] = {}
    parted: set[int] = set()
    open_: list[int] = []
    for at, token in enumerate(tokens):
        if token.nesting == -1:
            ends[open_.pop()] = at
            continue
        if token.type == "heading_open" or "block" in token.meta:
            parted.update(open_)
        if token.nesting == 1:
            open_.append(at)
    return ends, parted
