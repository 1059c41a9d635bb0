"""`- [ ] words`: tasks, shown and not to be clicked. Any sign but a space says that the task is done."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

__all__ = ["task_plugin"]

_BOX = re.compile(r"\[([^\n])\](?:[ \t]+|\Z)")
_BOXES = re.compile(r"\[[^\n]\]")
# What vaults and their themes agree on; the style sheet draws these.
_SIGNS = {
    " ": "To do",
    "x": "Done",
    "X": "Done",
    "/": "In progress",
    "-": "Cancelled",
    ">": "Forwarded",
    "<": "Scheduled",
    "?": "Question",
    "!": "Important",
    "*": "Star",
    '"': "Quote",
    "l": "Location",
    "b": "Bookmark",
    "i": "Information",
    "S": "Money",
    "I": "Idea",
    "p": "Pro",
    "c": "Con",
    "f": "Fire",
    "k": "Key",
    "w": "Win",
    "u": "Up",
    "d": "Down",
}


def task_plugin(md: MarkdownIt) -> None:
    """Recognise tasks and render their boxes."""
    md.core.ruler.before("inline", "task", find_tasks)
    md.add_render_rule("task_box", render)


def find_tasks(state: StateCore) -> None:
    """Turn a list item that begins with a box into a task; `data-task` keeps the sign in the box."""
    if not _BOXES.search(state.src):  # as in most texts
        return
    tokens = state.tokens
    for item, paragraph, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type != "list_item_open" or paragraph.type != "paragraph_open":
            continue
        found = _BOX.match(inline.content)
        if found:
            item.attrJoin("class", "task-list-item")
            item.attrs["data-task"] = found[1]
            # What the inline parser finds is put behind the box.
            inline.children = [Token("task_box", "input", 0, content=found[1])]
            inline.content = inline.content[found.end() :]


def render(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """A checkbox that cannot be changed, by a name that can be read out."""
    sign = tokens[index].content
    checked = "" if sign == " " else " checked"
    name = escapeHtml(_SIGNS.get(sign, f"Marked {sign}"))
    return f'<input type="checkbox" disabled{checked} aria-label="{name}"> '
