"""`[words](Note.md)`: Markdown links whose address is a place in the vault; others leave the site.

An address that no site may have, a script or a file on the author's disk, leads nowhere: its words stay.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.common import normalize_url
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, link
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from milepost.model.frozen import replace
from milepost.model.link import Link, Target
from milepost.model.url import unquoted
from milepost.ofm.env import env_of
from milepost.ofm.line import mark
from milepost.ofm.obsidian_uri import uri_target
from milepost.ofm.target import parse_target
from milepost.ofm.text import plain_text
from milepost.ofm.wikilink import link_tags

__all__ = ["NOWHERE", "is_external", "is_in_link", "markdown_link_plugin", "vault_target"]

NOWHERE = "about:invalid#"
"""What stands before an address that no site may have, so that it is harmless wherever it comes to stand."""

# What the links that are open will end with, the innermost last.
_CLOSING = "link_close"

_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]+:|//)", re.IGNORECASE)


def markdown_link_plugin(md: MarkdownIt) -> None:
    """Render links to the vault through `RenderEnv.link`."""
    md.normalizeLink = harmless
    md.inline.ruler.at("link", parse)
    md.core.ruler.push("markdown_link", find_links)
    md.add_render_rule("link_open", render_open)
    md.add_render_rule("link_close", render_close)


def harmless(url: str) -> str:
    """The address as markdown-it writes it, which leads nowhere where markdown-it takes it for no address."""
    normal = normalize_url.normalizeLink(url)
    return normal if normalize_url.validateLink(normal) else NOWHERE + normal


def is_external(address: str) -> bool:
    """Whether an address leads out of the vault: it has a scheme or a host."""
    return _SCHEME.match(address) is not None


def is_in_link(env: EnvType) -> bool:
    """Whether what is being rendered stands between a link's `[` and `]`."""
    return bool(env_of(env).state.get(_CLOSING))


def vault_target(address: str) -> Target:
    """The place in the vault that an address means: `Some%20note.md#Why%20wait`."""
    name, hash_, place = address.partition("#")
    inside = parse_target(hash_ + unquoted(place))
    return replace(inside, name=unquoted(name).strip(), is_address=True)


def parse(state: StateInline, silent: bool) -> bool:
    """Parse as CommonMark does, and mark where the link stood."""
    at, count = state.pos, len(state.tokens)
    if not link(state, silent):
        return False
    if not silent:
        # Text that was pending may have been pushed before the link.
        opening = next(token for token in state.tokens[count:] if token.type == "link_open")
        mark(opening, at)
    return True


def find_links(state: StateCore) -> None:
    """Give each link to the vault its `Link`, each other one its `rel` and class; hide what leads nowhere."""
    for token in state.tokens:
        children = token.children or ()
        for at, child in enumerate(children):
            if child.type != "link_open":
                continue
            address, style = str(child.attrs["href"]), "markdown"
            target = vault_target(address) if address else None
            if address.startswith(NOWHERE):
                child.hidden, target = True, None
            elif is_external(address):
                child.attrs["rel"] = "noopener"
                if child.markup == "autolink" or children[at + 1].content == address:
                    child.attrs["class"] = (
                        "mp-address"  # its words may be torn, and are not said twice on paper
                    )
                target, style = uri_target(address), "uri"
            if target is not None:
                inside = (children[place] for place in range(at + 1, len(children)))
                words = plain_text(list(takewhile(lambda each: each.type != "link_close", inside)))
                child.meta["link"] = Link(target, words or None, style, line=0)


def render_open(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The start of a link, if there is something to link to; a file that the app may know elsewhere is."""
    token, asked = tokens[index], env_of(env)
    link: Link | None = token.meta.get("link")
    target = asked.link(link) if link else None
    if link is None or target is None or (link.style == "uri" and target.state == "missing"):
        before, after = self.renderToken(tokens, index, options, env), "" if token.hidden else "</a>"
    else:
        before, after = link_tags(target, title=str(token.attrs.get("title", "")))
    asked.state.setdefault(_CLOSING, []).append(after)
    return before


def render_close(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The end of what `render_open` began."""
    return env_of(env).state[_CLOSING].pop()
