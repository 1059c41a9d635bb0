"""Footnotes as HTML, in the markup that Material styles: numbers in the text, a list below, ways back."""

from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from milepost.model.path import Anchor, fold
from milepost.model.problem import Code
from milepost.ofm.env import env_of

__all__ = ["footnote_anchors", "use_footnote_renderers"]


def use_footnote_renderers(md: MarkdownIt) -> None:
    """Number and render footnotes."""
    md.add_render_rule("footnote_ref", render_reference)
    md.add_render_rule("footnote_block_open", render_block_open)
    md.add_render_rule("footnote_block_close", render_block_close)
    md.add_render_rule("footnote_open", render_open)
    md.add_render_rule("footnote_close", render_close)
    md.add_render_rule("footnote_anchor", render_anchor)
    md.add_render_rule("footnote_repeated", render_repeated)


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


def render_close(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The end of one footnote."""
    return "</li>\n"


def render_repeated(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """Nothing: the label has its words already. The author is told."""
    meta = tokens[index].meta
    message = f"the footnote [^{meta['label']}] has words already, and these are not shown"
    env_of(env).report(meta["line"], Code.FOOTNOTE_REPEATED, message, "give it another label")
    return ""


def render_anchor(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The way back to one use, if that use was rendered: not where a block of a footnote stands by itself."""
    meta = tokens[index].meta
    footnote = _uses(env).get(meta["id"])
    use = meta["subId"] + 1
    if footnote is None or use > footnote.count:
        return ""
    return (
        f' <a class="footnote-backref" href="#{env_of(env).id_prefix}{_back_id(footnote.number, use)}"'
        f' title="Jump back to footnote {footnote.number} in the text">&#8617;&#xfe0e;</a>'
    )


def footnote_anchors(tokens: Sequence[Token]) -> dict[str, Anchor]:
    """The labels of the footnotes that a whole text shows, folded, to their places in its page."""
    numbers: dict[Any, int] = {}
    anchors: dict[str, Anchor] = {}
    if not tokens or tokens[-1].type != "footnote_block_close":  # as in most texts: nothing stands behind it
        return anchors
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
