"""Mermaid diagrams, drawn as SVG when the site is built, so that a browser loads nothing.

Authors colour parts of their diagrams by hand and mean them for light paper. So a diagram brings its paper,
and the style sheet turns light and dark around as a whole on dark pages: rewriting single colours could not
keep all of them legible.
"""

import json
import re
import sys
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from importlib import import_module
from textwrap import shorten
from types import ModuleType
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from milepost.model.problem import Code
from milepost.ofm.code import name_fences, source_block
from milepost.ofm.diagram_link import fill_links, labels_of_links
from milepost.ofm.env import env_of
from milepost.ofm.html import without_private_addresses
from milepost.ofm.line import line_of
from milepost.ofm.renderer import attributes

if TYPE_CHECKING:
    import mmdr

__all__ = ["linked_labels", "mermaid_plugin"]

# As Obsidian draws: its Mermaid is older than 12, which made shadows and lines in right angles the rule.
_LOOK, _LAYOUT = "classic", "dagre"
_FRONT_MATTER = re.compile(r"\A\s*?^---[ \t]*\n(.*?)^---[ \t]*\n", re.DOTALL | re.MULTILINE)
_SETTING = re.compile(r"""(?:^\s+|[{,]\s*)["']?(\w+)["']?\s*:""", re.MULTILINE)
# In these the neutral greys are too dark for the words on them, or too light to be told from the paper.
_THEMES = {
    "forest": re.compile(r"^\s*(?:timeline|kanban|treemap|venn|xychart)", re.MULTILINE),
    "base": re.compile(r"^\s*(?:gitGraph|radar)", re.MULTILINE),
}
# That layout would make them grow downwards, where Obsidian's grow around their middle.
_ROUND = re.compile(r"^\s*mindmap", re.MULTILINE)
_PAPER = "background:#fff;color:#333;"
# Stands in a drawing for what makes its ids the only ones of their name on a page. No text holds it.
_PREFIX = "\0"
_ID = re.compile(r' id="([^"]+)"')
_REFERENCE = re.compile(r"#([^\s\"'()\[\]{},.:;<>#]+)")
_NAMED_BY = re.compile(r' aria-(?:labelled|described)by="')
_ROLE = re.compile(r' role="[^"]*" aria-roledescription="([^"]*)"')
_WORDS = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
# What only scripts of Mermaid's ask for, rules for the other look, and what may be defined for no use: a
# sequence diagram brings 14 KB of symbols, a mind map 12 KB of rules.
_POINTS = re.compile(r'(<path [^<>]*) data-points="[^"<>]*"')
_STYLE = re.compile(r"<style>([^<]*)</style>")
_NEW_LOOK = re.compile(r'(?<!:not\()\[data-look="?neo"?\]')
_DEFINED = re.compile(
    r'<(marker|filter|symbol|linearGradient)\b[^>]* id="(?P<id>[^"]+)"[^>]*>.*?</\1>', re.DOTALL
)
_OUTSIDE = re.compile(r"@import[^;<]*;?|url\((?!#)[^)]*\)|<image\b[^>]*>|<script\b.*?</script>", re.DOTALL)
_FRAME = re.compile(r'(?<=<svg)([^>]*?) (?:width|style)="[^"]*"([^>]*?) (?:width|style)="[^"]*"')
_VIEW_BOX = re.compile(r'viewBox="\S+ \S+ ([\d.]+) ([\d.]+)"')
# Merman's letters are 16 pixels high; below two thirds of that a wide drawing scrolls and shrinks no more.
_SMALLEST = 2 / 3
# A name that is read out is no place for all the words of a large drawing.
_LONGEST_NAME = 200
# Formulas in labels, which Mermaid leaves to a browser and Merman leaves out.
_FORMULA = re.compile(r"\$\$(.+?)\$\$")
# Mermaid knows no quotes here; Obsidian's help writes them.
_QUOTED_CLASS = re.compile(r'^(\s*class\s+)"([^"\n]+)"', re.MULTILINE)


def mermaid_plugin(md: MarkdownIt) -> None:
    """Recognise `mermaid` fences and draw them."""
    md.core.ruler.after("block", "mermaid", find_diagrams)
    md.add_render_rule("mermaid", render)


def find_diagrams(state: StateCore) -> None:
    """Tell diagrams from code."""
    name_fences(state, "mermaid", "mermaid")


def render(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """The drawing, or its source if it cannot be drawn."""
    token, asked = tokens[index], env_of(env)
    line = line_of(token, asked)
    try:
        drawing = _draw(token.content)
    except ValueError as error:
        message = f"the diagram cannot be drawn: {str(error).splitlines()[0]}"
        asked.report(line, Code.DIAGRAM_INVALID, message, "its source is shown instead")
        return source_block(token.content, "mermaid", attributes(token, env))
    if _FORMULA.search(token.content):
        message = "formulas in diagrams cannot be set"
        asked.report(line, Code.MATH_INVALID, message, "their source is shown instead")
    number = asked.state["diagrams"] = asked.state.get("diagrams", 0) + 1
    svg = drawing.replace(_PREFIX, f"{asked.id_prefix}diagram-{number}-")
    if "href=" in svg:  # where a `click` leads
        svg = without_private_addresses(svg, asked.is_private)
    svg = fill_links(svg, asked, line)
    # What is inside an image is not there for a screen reader; links must be.
    role = "group" if "<a " in svg else "img"
    svg = svg.replace("<svg", f'<svg role="{role}"', 1)
    return f'<figure class="mermaid" tabindex="0"{attributes(token, env)}>{svg}</figure>\n'


def linked_labels(source: str) -> tuple[str, ...]:
    """The words of the nodes that are links, as a diagram draws them.

    Raises:
        ValueError: the source is no diagram that we know.
    """
    return labels_of_links(_draw(source)) if "internal-link" in source else ()


@lru_cache(maxsize=128)
def _draw(source: str) -> str:
    """An SVG that refers to nothing outside itself.

    Raises:
        ValueError: the source is no diagram that we know.
    """
    source = _FORMULA.sub(r"\1", _QUOTED_CLASS.sub(r"\1\2", source.replace(_PREFIX, "")))
    svg = _lean(_OUTSIDE.sub("", _merman()(_themed(source)).svg()).strip())
    ids = set(_ID.findall(svg))
    svg = _ID.sub(rf' id="{_PREFIX}\1"', svg)
    svg = _REFERENCE.sub(lambda found: f"#{_PREFIX}{found[1]}" if found[1] in ids else found[0], svg)
    svg = _NAMED_BY.sub(rf"\g<0>{_PREFIX}", svg)
    return _sized(_ROLE.sub(lambda found: _name(svg, found[1]), svg, count=1))


@cache
def _merman() -> "Callable[[str], mmdr.Diagram]":
    """What draws diagrams: it takes a while to load, and few notes hold any."""
    bitmaps = "novasvg"  # `mmdr` loads it, we need it not, and a program that has it takes long to end
    if bitmaps not in sys.modules:
        sys.modules[bitmaps] = _Later(bitmaps)
    import mmdr

    if isinstance(sys.modules.get(bitmaps), _Later):
        del sys.modules[bitmaps]
    return mmdr.render  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]


class _Later(ModuleType):
    """Stands for a module that is loaded when something of it is used."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def _themed(source: str) -> str:
    """The diagram as it looks in Obsidian, but in colours of ours, unless it says what it wants."""
    front = _FRONT_MATTER.match(source)
    head = front[0].lstrip() if front else ""
    theme = next((name for name, kinds in _THEMES.items() if kinds.search(source)), "neutral")
    # A directive is read before the diagram's own, which win, and behind its front matter, which would lose.
    own = set(_SETTING.findall(head))
    settings = {"theme": theme, "look": _LOOK, "fontFamily": "inherit"}
    if not _ROUND.search(source):
        settings["layout"] = _LAYOUT
    wanted = {key: value for key, value in settings.items() if key not in own}
    directive = f"%%{{init: {json.dumps(wanted)}}}%%\n"
    return head + directive + source[front.end() if front else 0 :]


def _lean(svg: str) -> str:
    """The drawing without what no part of it uses."""
    svg = _POINTS.sub(r"\1", svg)
    if ' data-look="neo"' not in svg:
        svg = _STYLE.sub(_without_new_look, svg)
    used = _DEFINED.sub(lambda found: found[0] if f"#{found['id']}" in svg else "", svg)
    return used.replace("<defs></defs>", "")


def _without_new_look(style: re.Match[str]) -> str:
    """The rules but those of which every selector asks for the other look."""

    def is_for_it(rule: str) -> bool:
        return "data-look" in rule and all(map(_NEW_LOOK.search, rule.partition("{")[0].split(",")))

    return f"<style>{'}'.join(rule for rule in style[1].split('}') if not is_for_it(rule))}</style>"


def _name(svg: str, kind: str) -> str:
    """The attribute that names a drawing by its kind and words, unless its author has named it."""
    if " aria-labelledby=" in svg:
        return ""
    texts = (" ".join(_TAG.sub(" ", found).split()) for found in _WORDS.findall(svg))
    words = shorten(", ".join(dict.fromkeys(text for text in texts if text)), _LONGEST_NAME, placeholder=" …")
    kind = kind.removesuffix("-v2").removesuffix("Diagram")
    return f' aria-label="{kind} diagram: {words.replace(chr(34), "&quot;")}"'


def _sized(svg: str) -> str:
    """The drawing as wide as it was drawn, where Merman says "as wide as there is room"."""
    box = _VIEW_BOX.search(svg)
    if box is None:
        return svg
    width, height = float(box[1]), float(box[2])
    size = f'width="{width:g}" height="{height:g}" style="{_PAPER}min-width:{width * _SMALLEST:.0f}px"'
    return _FRAME.sub(rf"\1\2 {size}", svg, count=1)
