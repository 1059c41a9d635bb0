"""Tokens to HTML, with the ids of one note kept apart from those of the notes that it embeds."""

from collections.abc import Sequence

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from milepost.ofm.env import env_of

__all__ = ["Renderer", "attributes", "prefixed"]


class Renderer(RendererHTML):
    """markdown-it's renderer, which puts `RenderEnv.id_prefix` before every id."""

    def renderToken(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: N802 - markdown-it's name
        """The tag of one token that has no rule of its own."""
        token = tokens[idx]
        if token.hidden:  # as the paragraphs of most lists; two meet where a comment stood between them
            return "<br>\n" if token.nesting == 1 and idx and tokens[idx - 1].hidden else ""
        if token.nesting == -1 and not token.attrs:  # half of all
            return f"</{token.tag}>\n" if token.block else f"</{token.tag}>"
        if token.nesting == 1 and not token.attrs and _is_in_line(tokens, idx):  # most of the others
            return f"<{token.tag}>"
        tag = super().renderToken(tokens, idx, options, env)
        return prefixed(tag, env) if "id" in token.attrs else tag

    @staticmethod
    def renderAttrs(token: Token) -> str:  # noqa: N802 - markdown-it's name
        """The attributes of a tag, of which most have none."""
        return RendererHTML.renderAttrs(token) if token.attrs else ""


def _is_in_line(tokens: Sequence[Token], idx: int) -> bool:
    """Whether no line ends before or behind an opening tag."""
    if not tokens[idx].block:
        return True
    if idx + 1 == len(tokens) or (idx and tokens[idx - 1].hidden):
        return False
    after = tokens[idx + 1]
    return after.hidden or after.type == "inline"


def attributes(token: Token, env: EnvType) -> str:
    """A token's attributes for a rule that writes the tag itself: ` id="^claim"`."""
    return prefixed(RendererHTML.renderAttrs(token), env)


def prefixed(html: str, env: EnvType) -> str:
    """HTML with the first id in it kept apart from those of other notes."""
    # Quotes inside values are escaped, so this can only be the attribute itself.
    return html.replace(' id="', f' id="{env_of(env).id_prefix}', 1)
