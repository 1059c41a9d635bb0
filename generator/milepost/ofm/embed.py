"""`![[…]]`: notes, sections, blocks, images and other files shown in place, by `RenderEnv.embed`.

What an embed becomes may be a block: a note, a figure. A browser ends a `<p>` where a block begins, so a
paragraph that holds an embed is written as `<div class="paragraph">`, and words behind a block begin on a new
line without a break. In a heading, the title of a callout or the head of a table no block may stand: there it
is a link.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from milepost.model.link import Embed, Link
from milepost.ofm.env import env_of
from milepost.ofm.image_size import split_size
from milepost.ofm.line import mark
from milepost.ofm.text import BREAKS
from milepost.ofm.wikilink import find_brackets, link_tags, split_target, words_for

__all__ = ["embed_plugin"]

_ONE_LINE = frozenset({"heading_open", "callout_title_open", "th_open"})
_BLOCK = re.compile(r"<(?:div|figure|table)\b")
# What a style sheet makes a block of, though it may stand among words: the viewer of a document.
_SHOWN_AS_BLOCK = re.compile(rf'{_BLOCK.pattern}|<span class="mp-pdf"')
# A line break directly behind an embed.
_BREAK = "embed_break"
_IS_BEHIND_BLOCK = "is_behind_block"


def embed_plugin(md: MarkdownIt) -> None:
    """Recognise embeds and render them through `RenderEnv.embed`."""
    md.inline.ruler.before("image", "embed", parse)
    md.core.ruler.push("embed", open_paragraphs)
    md.add_render_rule("embed", render)
    md.add_render_rule(_BREAK, render_break)


def parse(state: StateInline, silent: bool) -> bool:
    """Push an `embed` token that carries its `Embed`."""
    if state.src[state.pos] != "!":
        return False
    found = find_brackets(state, state.pos + 1)
    if not found:
        return False
    inside, end = found
    if not silent:
        target, words = split_target(inside)
        token = state.push("embed", "", 0)
        token.meta["embed"] = Embed(target, *split_size(words), line=0)
        mark(token, state.pos)
    state.pos = end
    return True


def open_paragraphs(state: StateCore) -> None:
    """Make room for blocks in the paragraphs that hold embeds, and tell where there can be none."""
    if "![" not in state.src:  # as most texts
        return
    tokens = state.tokens
    for at, (opening, inline) in enumerate(pairwise(tokens)):
        if not inline.children or "![" not in inline.content:
            continue
        embeds = [child for child in inline.children if child.type == "embed"]
        if embeds and opening.type == "paragraph_open":
            # The ways back from a footnote stand before the end of its last paragraph.
            behind = (tokens[place] for place in range(at + 2, len(tokens)))
            closing = next(token for token in behind if token.type == "paragraph_close")
            opening.tag = closing.tag = "div"
            opening.attrJoin("class", "paragraph")
        for embed in embeds:
            embed.meta["in_line"] = opening.type in _ONE_LINE
        for before, child in pairwise(inline.children):
            if before.type == "embed" and child.type in BREAKS:
                child.meta[_BREAK], child.type = child.type, _BREAK


def render(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """What the vault has to show there."""
    token, asked = tokens[index], env_of(env)
    embed: Embed = token.meta["embed"]
    html = asked.embed(embed)
    if token.meta.get("in_line") and _BLOCK.match(html):
        link = Link(embed.target, embed.alt or None, "wikilink", embed.line)
        before, after = link_tags(asked.link(link), "wikilink")
        html = before + escapeHtml(embed.alt or words_for(embed.target)) + after
    asked.state[_IS_BEHIND_BLOCK] = _SHOWN_AS_BLOCK.match(html) is not None
    return html


def render_break(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The break behind an embed, but behind a block, where it would leave a line empty."""
    if env_of(env).state[_IS_BEHIND_BLOCK]:
        return "\n"
    return self.rules[tokens[index].meta[_BREAK]](tokens, index, options, env)
