"""`![alt|300](address)`: an image of the vault is an embed, any other is fetched when it comes into view."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, image
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from milepost.model.link import Embed
from milepost.ofm.env import env_of
from milepost.ofm.external import external_card, external_link
from milepost.ofm.image_size import split_size
from milepost.ofm.line import mark
from milepost.ofm.markdown_link import NOWHERE, is_external, is_in_link, vault_target
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
    """An image from elsewhere, whose host is not told where it is shown; a film or a post is a card."""
    token = tokens[index]
    address, words = str(token.attrs["src"]), str(token.attrs["alt"])
    instead = external_card(address, words)
    if instead is None and address and not env_of(env).shows_remote_images:
        instead = external_link(address, words)
    if instead is None:
        return self.renderToken(tokens, index, options, env)
    # What stands inside a link is the link's words: a link holds no other.
    return escapeHtml(words or address) if is_in_link(env) else instead


def _understand(token: Token) -> None:
    # The words of an image may hold markup, of which only the text counts.
    sized = split_size(plain_text(token.children or ()))
    address = str(token.attrs["src"])
    token.children = None
    if address.startswith(NOWHERE):
        token.type, token.tag = "text", ""
        token.content = sized.alt or address.removeprefix(NOWHERE)
        return
    if address and not is_external(address):
        token.type, token.tag = "embed", ""
        token.meta["embed"] = Embed(vault_target(address), *sized, line=0)
        return
    token.attrs["alt"] = sized.alt
    if sized.width_px:
        token.attrs["width"] = sized.width_px
    if sized.height_px:
        token.attrs["height"] = sized.height_px
        token.attrs["style"] = f"aspect-ratio:{sized.width_px}/{sized.height_px}"
    token.attrs["loading"] = "lazy"
    token.attrs["decoding"] = "async"
    token.attrs["referrerpolicy"] = "no-referrer"
