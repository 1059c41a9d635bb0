"""`#topic/part`: tags in the text."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from milepost.ofm.env import env_of

__all__ = ["tag_plugin"]

# Obsidian ends a tag at white space and at ASCII and typographic punctuation.
_PART = r"""[^\s\u2000-\u206f\u2e00-\u2e7f.,:;!?()\[\]{}'"<>=+*&%$@^|~\\`#]"""

_TAG = re.compile(rf"(?![0-9/]+(?!{_PART})){_PART}+")
"""A tag's name, without `#`; digits alone are none."""


def tag_plugin(md: MarkdownIt) -> None:
    """Recognise tags and render them through `RenderEnv.tag`."""
    md.inline.ruler.after("escape", "tag", parse)
    md.add_render_rule("tag", render)


def parse(state: StateInline, silent: bool) -> bool:
    """Push a `tag` token that carries its name, unless a link has its words here."""
    at = state.pos
    if state.src[at] != "#" or state.linkLevel or (at and not state.src[at - 1].isspace()):
        return False
    found = _TAG.match(state.src, at + 1, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("tag", "a", 0)
        token.content = "#" + found[0]
        token.meta["tag"] = found[0]
    state.pos = found.end()
    return True


def render(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The tag, as a link if tags have pages."""
    token = tokens[index]
    words, address = escapeHtml(token.content), env_of(env).tag(token.meta["tag"])
    if address is None:
        return f'<span class="tag">{words}</span>'
    return f'<a class="tag" href="{escapeHtml(address)}">{words}</a>'
