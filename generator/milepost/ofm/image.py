"""`![alt|300](address)`: an image of the vault is an embed, any other is fetched when it comes into view."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, image
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from milepost.model.link import Embed
from milepost.ofm.image_size import split_size
from milepost.ofm.line import mark
from milepost.ofm.markdown_link import is_external, vault_target
from milepost.ofm.text import plain_text

__all__ = ["image_plugin"]


def image_plugin(md: MarkdownIt) -> None:
    """Turn images of the vault into embeds, and size the others."""
    md.inline.ruler.at("image", parse)
    md.core.ruler.push("image", find_images)
    md.add_render_rule("image", render)


def parse(state: StateInline, silent: bool) -> bool:
    """Parse as CommonMark does, and mark where the image stood."""
    at = state.pos
    if not image(state, silent):
        return False
    if not silent:
        mark(state.tokens[-1], at)
    return True


def find_images(state: StateCore) -> None:
    """Tell the vault's images from the others."""
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "image":
                _understand(child)


def render(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """An image from elsewhere, whose host is not told where it is shown."""
    return self.renderToken(tokens, index, options, env)


def _understand(token: Token) -> None:
    # The words of an image may hold markup, of which only the text counts.
    sized = split_size(plain_text(token.children or ()))
    address = str(token.attrs["src"])
    token.children = None
    if address and not is_external(address):
        token.type, token.tag = "embed", ""
        token.meta["embed"] = Embed(vault_target(address), *sized, line=0)
        return
    token.attrs["alt"] = sized.alt
    if sized.width_px:
        token.attrs["width"] = sized.width_px
    if sized.height_px:
        token.attrs["height"] = sized.height_px
    token.attrs["loading"] = "lazy"
    token.attrs["referrerpolicy"] = "no-referrer"
