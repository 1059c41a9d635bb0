"""Code blocks, coloured by Pygments in the markup that Material styles.

A language that Pygments does not know may be a plugin's of the app, one that nobody has heard of: such a
block is labelled with it, so that a reader knows what the words are.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml, unescapeAll
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name  # pyright: ignore[reportUnknownVariableType]
from pygments.util import ClassNotFound

from milepost.ofm.lexer import quickened
from milepost.ofm.renderer import attributes

__all__ = ["code_plugin", "language_of", "load_lexers", "name_fences", "source_block"]

_FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True)
# What nobody reads need not be coloured: in some lexers' rules the square of a line's length is spent.
_LONGEST_LINE = 2_000
# The beginnings of most blocks, and a few words that are none.
_FENCE = re.compile(r"```[ \t]*([\w+#-]+)")
# What people write where they mean none.
_NO_LANGUAGE = frozenset({"", "none", "plain", "plaintext", "txt"})


def code_plugin(md: MarkdownIt) -> None:
    """Colour fenced and indented code."""
    md.add_render_rule("fence", render)
    md.add_render_rule("code_block", render)


def language_of(token: Token) -> str:
    """The first word after the fence, "" if there is none; what follows is for plugins."""
    words = unescapeAll(token.info).split(maxsplit=1)
    return words[0] if words else ""


def name_fences(state: StateCore, language: str, type_: str) -> None:
    """Give the fences in a language, written in any case, a type of their own: they are no code."""
    for token in state.tokens:
        if token.type == "fence" and language_of(token).lower() == language:
            token.type = type_


def load_lexers(texts: Iterable[str]) -> None:
    """Load what colours the languages that blocks of texts are in: up to a fiftieth of a second for each."""
    for language in {found for text in texts for found in _FENCE.findall(text)}:
        _lexer(language.lower())


def render(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The block, which can be scrolled by keyboard where its lines are long."""
    token = tokens[index]
    return source_block(token.content, language_of(token), attributes(token, env))


def source_block(source: str, language: str, attributes: str = "") -> str:
    """Source as a block of code; plain and labelled if nobody knows the language, or a line is very long."""
    kind = f"language-{escapeHtml(language)} highlight" if language else "highlight"
    code, label = _coloured(source, language.lower()), ""
    if code is None:
        code = escapeHtml(source)
        if language.lower() not in _NO_LANGUAGE:
            label = f'<span class="filename">{escapeHtml(language)}</span>'
    block = f'<pre tabindex="0"><span></span><code>{code}</code></pre>'
    return f'<div class="{kind}"{attributes}>{label}{block}</div>\n'


@lru_cache(maxsize=256)
def _coloured(source: str, language: str) -> str | None:
    lexer = _lexer(language) if max(map(len, source.split("\n"))) <= _LONGEST_LINE else None
    # The lexer for XQuery keeps its stack in the class: the next text would begin where this one ended.
    getattr(lexer, "xquery_parse_state", list[str]()).clear()
    return lexer and highlight(source, lexer, _FORMATTER)


@lru_cache(maxsize=256)  # to find one by its name, or none, takes as long as to colour some lines
def _lexer(language: str) -> Lexer | None:
    try:
        return quickened(get_lexer_by_name(language, stripnl=False))
    except ClassNotFound:
        return None
