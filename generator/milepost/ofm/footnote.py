"""Footnotes: `[^id]` with a definition elsewhere, and `^[words]`, in the markup that Material styles."""

from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin as library_plugin
from mdit_py_plugins.footnote.index import footnote_def, footnote_inline

from milepost.model.path import Anchor, fold
from milepost.ofm.env import env_of
from milepost.ofm.line import mark

__all__ = ["footnote_anchors", "footnote_plugin"]


def footnote_plugin(md: MarkdownIt) -> None:
    """Recognise footnotes as mdit-py-plugins does, but for Obsidian's indentation; number and render them."""
    md.use(library_plugin)
    md.block.ruler.at("footnote_def", parse_definition, {"alt": ["paragraph", "reference"]})
    md.inline.ruler.at("footnote_inline", parse_inline)
    md.add_render_rule("footnote_ref", render_reference)
    md.add_render_rule("footnote_block_open", render_block_open)
    md.add_render_rule("footnote_block_close", render_block_close)
    md.add_render_rule("footnote_open", render_open)
    md.add_render_rule("footnote_anchor", render_anchor)


def parse_definition(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse a definition, the further lines of which need two columns rather than the library's four."""
    state.blkIndent -= 2
    try:
        return footnote_def(state, start_line, end_line, silent)
    finally:
        state.blkIndent += 2


def parse_inline(state: StateInline, silent: bool) -> bool:
    """Parse as the library does, and mark where the footnote stood."""
    at = state.pos
    if not footnote_inline(state, silent):
        return False
    if not silent:
        mark(state.tokens[-1], at)
    return True


def render_reference(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The number, in order of first use in what is being rendered, which may be a part of a note."""
    uses = _uses(env)
    footnote = uses.setdefault(tokens[index].meta["id"], _Uses(len(uses) + 1))
    footnote.count += 1
    prefix = env_of(env).id_prefix
    return (
        f'<sup id="{prefix}{_back_id(footnote.number, footnote.count)}">'
        f'<a class="footnote-ref" href="#{prefix}fn:{footnote.number}">{footnote.number}</a></sup>'
    )


def render_block_open(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The start of the list of footnotes."""
    return '<div class="footnote">\n<hr>\n<ol>\n'


def render_block_close(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The end of the list of footnotes."""
    return "</ol>\n</div>\n"


def render_open(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The start of one footnote."""
    uses = _uses(env)
    number = uses.setdefault(tokens[index].meta["id"], _Uses(len(uses) + 1)).number
    return f'<li id="{env_of(env).id_prefix}fn:{number}">\n'


def render_anchor(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The way back to one use, if that use was rendered."""
    meta = tokens[index].meta
    footnote = _uses(env)[meta["id"]]
    use = meta["subId"] + 1
    if use > footnote.count:
        return ""
    return (
        f' <a class="footnote-backref" href="#{env_of(env).id_prefix}{_back_id(footnote.number, use)}"'
        f' title="Jump back to footnote {footnote.number} in the text">&#8617;&#xfe0e;</a>'
    )


def footnote_anchors(tokens: Sequence[Token]) -> dict[str, Anchor]:
    """The labels of the footnotes that a whole text shows, folded, to their places in its page."""
    numbers: dict[Any, int] = {}
    anchors: dict[str, Anchor] = {}
    for token in tokens:
        if token.type == "footnote_open":
            numbers.setdefault(token.meta["id"], len(numbers) + 1)
        for child in token.children or ():
            if child.type == "footnote_ref":
                number = numbers.setdefault(child.meta["id"], len(numbers) + 1)
                if "label" in child.meta:
                    anchors.setdefault(fold(child.meta["label"]), Anchor(f"fn:{number}"))
    return anchors


class _Uses:
    """How a footnote is numbered, and how often it was referred to so far."""

    def __init__(self, number: int) -> None:
        self.number, self.count = number, 0


def _uses(env: EnvType) -> dict[Any, _Uses]:
    return env_of(env).state.setdefault("footnotes", {})


def _back_id(number: int, use: int) -> str:
    return f"fnref:{number}" if use == 1 else f"fnref{use}:{number}"
