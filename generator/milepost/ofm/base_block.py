"""```` ```base ````: a base inside a note; what it shows comes through `RenderEnv.base`."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from milepost.ofm.code import name_fences
from milepost.ofm.env import env_of
from milepost.ofm.line import line_of
from milepost.ofm.renderer import attributes

__all__ = ["base_block_plugin"]


def base_block_plugin(md: MarkdownIt) -> None:
    """Recognise `base` fences."""
    md.core.ruler.after("block", "base_block", find_bases)
    md.add_render_rule("base_block", render)


def find_bases(state: StateCore) -> None:
    """Give such fences a type of their own."""
    name_fences(state, "base", "base_block")


def render(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The base's first view."""
    token, asked = tokens[index], env_of(env)
    first_line = line_of(token, asked) + 1
    return f"<div{attributes(token, env)}>{asked.base(token.content, first_line)}</div>\n"
