"""Raw HTML that would ask another host: a frame becomes a card, an image comes lazily and tells no host.

All other HTML is the author's own, and stays as it is written, but for addresses of private notes: as
everywhere, only the words of such a link stay.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape, unescape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from milepost.model.link import Target
from milepost.ofm.clean_html import cleaned
from milepost.ofm.env import env_of
from milepost.ofm.external import external_link, web_card
from milepost.ofm.markdown_link import is_external, is_in_link, vault_target
from milepost.ofm.obsidian_uri import uri_target
from milepost.ofm.renderer import attributes

__all__ = ["addresses_of", "html_plugin", "without_private_addresses"]

# As browsers read them: a tag ends at the first `>` that is in no value between quotation marks, and one that
# is left open takes in what stands behind it on the page. An `image` that has a `src` is an `img` to them.
_VALUE = r"(?:\"[^\"]*\"|'[^']*'|[^\s\"'>][^\s>]*)"
_ATTRIBUTE = re.compile(rf"(?<![^\s\"'<>/=])([^\s\"'<>/=]+)\s*=\s*({_VALUE})")
# In what is possessive no group may be captured: https://github.com/python/cpython/issues/101955.
_TAG = re.compile(rf"<(/?)(iframe|img|image)(?=[\s/>])((?:[^>=]|=(?:\s*{_VALUE})?)*+)(?:>|\Z)", re.IGNORECASE)
# Attributes that name a file, of links, of what is shown, and of what a script is to find.
_NAME = r"(?:xlink:|data-)?(?:href|src|poster|data|cite|action|formaction|background|(?:image)?srcset)"
_ADDRESS = re.compile(rf"\s({_NAME})\s*=\s*({_VALUE})", re.IGNORECASE)
_ADDRESS_NAME = re.compile(_NAME, re.IGNORECASE)
# The same in CSS, where `#` is a place in a drawing.
_URL = re.compile(r"\burl\(\s*+([^\s#()][^()]*+(?:\([^()]*\)[^()]*+)*)\)", re.IGNORECASE)
_COMMAS = re.compile(r"[\s,]+")
_ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
# Tags inside of these are text, not elements of the page.
_TEXT = re.compile(r"\s*<(?:script|style|textarea|!--)", re.IGNORECASE)
_STYLE = re.compile(r"\s*<style", re.IGNORECASE)
_FRAMES = "frames"


def html_plugin(md: MarkdownIt) -> None:
    """Render raw HTML so that it asks nobody before its reader does."""
    md.add_render_rule("html_block", render)
    md.add_render_rule("html_inline", render)


def render(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The HTML, cleaned where that is asked for, but for its frames and images of other hosts.

    Before it stands the place of its block id.
    """
    token, asked = tokens[index], env_of(env)
    place = f"<span{attributes(token, env)}></span>" if token.attrs else ""
    html = cleaned(asked, token.content) if asked.cleans_html else token.content
    if _STYLE.match(html):
        return place + _without_private_urls(html, asked.is_private)
    if _TEXT.match(html):
        return place + html
    html = without_private_addresses(html, asked.is_private)
    return place + _TAG.sub(lambda tag: _shown(tag, env), html)


def without_private_addresses(html: str, is_private: Callable[[Target], bool]) -> str:
    """The HTML without attributes that name a private file."""

    def kept(attribute: re.Match[str]) -> str:
        addresses = addresses_of(attribute[1], _plain(attribute[2]))
        return "" if any(_is_private(each, is_private) for each in addresses) else attribute[0]

    return _without_private_urls(_ADDRESS.sub(kept, html), is_private)


def addresses_of(attribute: str, value: str) -> Iterable[str]:
    """The files that an attribute names, if any: a `srcset` several, of which each may hold a comma."""
    if not _ADDRESS_NAME.fullmatch(attribute):
        return ()
    if not attribute.lower().endswith("srcset"):
        return (value.strip(),)
    return (
        each for each in (*_COMMAS.split(value), *(each.strip(",") for each in value.split())) if "." in each
    )


def _without_private_urls(css: str, is_private: Callable[[Target], bool]) -> str:
    def kept(url: re.Match[str]) -> str:
        return "url()" if _is_private(unescape(url[1]).strip(" \t\r\n\"'"), is_private) else url[0]

    return _URL.sub(kept, css)


def _is_private(address: str, is_private: Callable[[Target], bool]) -> bool:
    target = uri_target(address) if is_external(address) else vault_target(address)
    return target is not None and is_private(target)


def _shown(tag: re.Match[str], env: EnvType) -> str:
    closing, name, written = tag.groups()
    asked = env_of(env)
    if closing:
        if not asked.state.get(_FRAMES) or name.lower() != "iframe":
            return tag[0]
        asked.state[_FRAMES] -= 1
        return ""
    attributes = {
        key.lower(): _plain(value)
        for key, value in reversed(_ATTRIBUTE.findall(written))  # the first of a name counts
    }
    address = attributes.get("src", "").strip()
    if not _ELSEWHERE.match(address):
        return tag[0]
    if name.lower() == "iframe":
        asked.state[_FRAMES] = asked.state.get(_FRAMES, 0) + 1
        words = attributes.get("title", "")
        instead = web_card(address, words)
    elif asked.shows_remote_images:
        return f'<img loading="lazy" decoding="async" referrerpolicy="no-referrer"{written}>'
    else:
        words = attributes.get("alt", "")
        instead = external_link(address, words)
    # What stands inside a link is the link's words: a link holds no other.
    return escape(words or address) if is_in_link(env) else instead


def _plain(value: str) -> str:
    """An attribute's value as it is meant."""
    return unescape(value[1:-1] if value[0] in "\"'" else value)
