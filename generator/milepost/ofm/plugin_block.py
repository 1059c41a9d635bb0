"""Code blocks that a plugin of the app turns into something: shown as their source, and said to be that."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from milepost.ofm.code import language_of
from milepost.ofm.renderer import attributes

__all__ = ["PLUGIN_LANGUAGES", "plugin_block_plugin"]

# The app's own, then those of its most used plugins. Languages that people also write code in are not here.
PLUGIN_LANGUAGES = frozenset(
    {
        "query",
        "advanced-chart", "button", "cardlink", "chart", "contributiongraph", "dataview", "dataviewjs",
        "desmos-graph", "embed", "excalidraw", "expander", "folder-overview", "functionplot", "gevent",
        "habittracker", "img-gallery", "js-engine", "kanban", "leaflet", "markmap", "meta-bind", "statblock",
        "table-of-contents", "tabs", "tasks", "templater", "timeline", "todoist", "toggl", "tracker",
    }
)  # fmt: skip
"""The languages of plugins' blocks, in lower case."""

# Families of languages: Admonition's `ad-note`, Meta Bind's `meta-bind-button`.
_FAMILIES = ("ad-", "meta-bind-")


def plugin_block_plugin(md: MarkdownIt) -> None:
    """Tell plugins' blocks from code, and label them."""
    md.core.ruler.after("block", "plugin_block", find_blocks)
    md.add_render_rule("plugin_block", render)


def find_blocks(state: StateCore) -> None:
    """Give the fences in a plugin's language a type of their own."""
    for token in state.tokens:
        if token.type == "fence":
            language = language_of(token).lower()
            if language in PLUGIN_LANGUAGES or language.startswith(_FAMILIES):
                token.type = "plugin_block"


def render(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The source, which can be scrolled by keyboard, below the plugin's name."""
    token = tokens[index]
    return (
        f'<figure class="plugin-block"{attributes(token, env)}>'
        f"<figcaption>{escapeHtml(language_of(token))}: runs only in Obsidian</figcaption>"
        f'<pre tabindex="0"><code>{escapeHtml(token.content)}</code></pre></figure>\n'
    )
