"""```` ```milepost ````: views of the roadmap inside a note, one a line; the app shows the lines."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from milepost.model.problem import Code
from milepost.ofm.code import name_fences
from milepost.ofm.env import NoView, env_of
from milepost.ofm.line import line_of
from milepost.ofm.renderer import attributes

__all__ = ["widget_plugin"]


def widget_plugin(md: MarkdownIt) -> None:
    """Recognise `milepost` fences; what their lines ask for comes through `RenderEnv.widget`."""
    md.core.ruler.after("block", "widget", find_widgets)
    md.add_render_rule("widget", render)


def find_widgets(state: StateCore) -> None:
    """Give such fences a type of their own."""
    name_fences(state, "milepost", "widget")


def render(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The views one below the other; a line that asks for nothing we know is shown, and a problem."""
    token, asked = tokens[index], env_of(env)
    first_line = line_of(token, asked) + 1
    views: list[str] = []
    for at, line in enumerate(token.content.splitlines()):
        words = line.strip()
        view = asked.widget(words) if words else ""
        if isinstance(view, NoView):
            asked.report(first_line + at, Code.WIDGET_UNKNOWN, view.message, view.hint)
            view = f"<p><code>{escapeHtml(words)}</code></p>\n"
        views.append(view)
    return f'<div class="mp-widget"{attributes(token, env)}>\n{"".join(views)}</div>\n'
