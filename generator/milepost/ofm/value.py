"""`` `= [[Note]].property` ``: a property's value in the middle of a sentence, as Dataview writes it inline.

Only this much of Dataview's language: one property, of a note or, as `this.property`, of the note itself. Any
other code span stays one.
"""

import re
from collections.abc import Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from milepost.model.problem import Code
from milepost.ofm.env import env_of
from milepost.ofm.line import line_of, mark

__all__ = ["VALUE", "value_plugin"]

VALUE = re.compile(r"`=[ \t]*(?:\[\[([^\[\]|#^`\n]+)\]\]|this)\.([\w-]+)[ \t]*`(?!`)")
"""The whole of one: the note's name, `None` for the note itself, and the property's."""


def value_plugin(md: MarkdownIt) -> None:
    """Recognise inline values; the note's properties come through `RenderEnv.value`."""
    md.inline.ruler.before("backticks", "value", parse)
    md.add_render_rule("value", render)


def parse(state: StateInline, silent: bool) -> bool:
    """Push a `value` token that carries the note's name, "" for this one, and the property's."""
    if state.src[state.pos] != "`" or state.src[state.pos - 1 : state.pos] == "`":
        return False
    found = VALUE.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("value", "code", 0)
        token.content = found[0].strip("`")
        token.meta["value"] = ((found[1] or "").strip(), found[2])
        mark(token, state.pos)
    state.pos = found.end()
    return True


def render(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The value as text; the code as it is written where there is no such value, which is a problem."""
    token, asked = tokens[index], env_of(env)
    note, name = token.meta["value"]
    value = asked.value(note, name)
    if value is None:
        whose = f"[[{note}]]" if note else "this note"
        line, hint = line_of(token, asked), "mend the name, or run what writes it"
        asked.report(line, Code.VALUE_MISSING, f"{whose} has no property {name}", hint)
        return f"<code>{escape(token.content)}</code>"
    return f'<span class="value">{escape(value)}</span>'
