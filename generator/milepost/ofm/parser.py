"""The dialect, put together: CommonMark, GFM's tables and strikethrough, and Obsidian's own constructs."""

from collections.abc import Callable, Mapping
from functools import cache

from markdown_it import MarkdownIt

from milepost.ofm.autolink import autolink_plugin
from milepost.ofm.base_block import base_block_plugin
from milepost.ofm.block_id import block_id_plugin
from milepost.ofm.blocks import blocks_plugin
from milepost.ofm.callout import callout_plugin
from milepost.ofm.code import code_plugin
from milepost.ofm.comment import comment_plugin
from milepost.ofm.embed import embed_plugin
from milepost.ofm.first_sign import first_sign_plugin
from milepost.ofm.footnote import footnote_plugin
from milepost.ofm.heading import heading_plugin
from milepost.ofm.highlight import highlight_plugin
from milepost.ofm.html import html_plugin
from milepost.ofm.image import image_plugin
from milepost.ofm.line import line_plugin
from milepost.ofm.markdown_link import markdown_link_plugin
from milepost.ofm.math import math_plugin
from milepost.ofm.mermaid import mermaid_plugin
from milepost.ofm.nesting import nesting_plugin
from milepost.ofm.plugin_block import plugin_block_plugin
from milepost.ofm.quote import quote_plugin
from milepost.ofm.renderer import Renderer
from milepost.ofm.settled import settled_plugin
from milepost.ofm.table import table_plugin
from milepost.ofm.tag import tag_plugin
from milepost.ofm.task import task_plugin
from milepost.ofm.value import value_plugin
from milepost.ofm.widget import widget_plugin
from milepost.ofm.wikilink import wikilink_plugin

__all__ = ["NOT_COMMONMARK", "create_parser"]

# In this order: comments hide what others would find; images become embeds before embeds make room; headings
# are named once their words are known; lines are told last, when every token has its place. By their first
# signs rules can be asked when all of them are there.
_CONSTRUCTS = (
    blocks_plugin,
    nesting_plugin,
    comment_plugin,
    quote_plugin,
    callout_plugin,
    code_plugin,
    value_plugin,
    mermaid_plugin,
    plugin_block_plugin,
    widget_plugin,
    base_block_plugin,
    math_plugin,
    table_plugin,
    task_plugin,
    block_id_plugin,
    footnote_plugin,
    markdown_link_plugin,
    wikilink_plugin,
    image_plugin,
    html_plugin,
    embed_plugin,
    tag_plugin,
    highlight_plugin,
    autolink_plugin,
    heading_plugin,
    line_plugin,
    settled_plugin,
    first_sign_plugin,
)

# They change no result of CommonMark: they only make it faster, or let it go deeper.
_COMMONMARK = (blocks_plugin, nesting_plugin, quote_plugin, first_sign_plugin)

# With these some examples of CommonMark come out otherwise. All other constructs give a meaning to text that
# is plain in CommonMark.
NOT_COMMONMARK: Mapping[Callable[[MarkdownIt], None], str] = {
    code_plugin: "code is highlighted, so its lines hold elements",
    markdown_link_plugin: "the address of a link may be a note's, and no link leads to what is not there",
    wikilink_plugin: "`[[foo]]` is a link to a note, not a reference in brackets",
    image_plugin: "the address of an image may be a file's of the vault",
    embed_plugin: "`![[foo]]` embeds a note, and is no image by reference",
    tag_plugin: "`#tag` at the head of a line is a tag",
    autolink_plugin: "bare addresses are links, as in GFM",
    heading_plugin: "headings have ids",
}
"""The constructs without which all examples of CommonMark come out as they should, each with its reason."""

# So they are unsaid, too, but then markdown-it looks for them in vain at every list and every stroke.
_OFF = {"alerts": False, "strikethrough_single_tilde": False, "tasklists": False}

# Room for 24 lists inside one another. Each level more makes every bracket that is never closed cost more.
_MAX_NESTING = 50


@cache  # one parser serves every note, for it keeps nothing between two texts
def create_parser(
    *,
    strict_line_breaks: bool = False,
    commonmark: bool = False,
    without: frozenset[Callable[[MarkdownIt], None]] = frozenset(),
) -> MarkdownIt:
    """A parser and renderer of Obsidian's Markdown.

    Its `parse` and `render` take `in_markdown_it(RenderEnv(...))` as env. A single line break shows, unless
    they are strict. With `commonmark`, it is one of CommonMark 0.31.2: all that is ours is left out, and line
    breaks are strict. Any constructs may be left out one by one.
    """
    breaks = not (strict_line_breaks or commonmark)
    options = {"breaks": breaks, "maxNesting": _MAX_NESTING, "xhtmlOut": False, **_OFF}
    md = MarkdownIt("commonmark", options, renderer_cls=Renderer)
    if not commonmark:
        md.enable(["table", "strikethrough"])
    for construct in _COMMONMARK if commonmark else _CONSTRUCTS:
        if construct not in without:
            md.use(construct)
    return md
