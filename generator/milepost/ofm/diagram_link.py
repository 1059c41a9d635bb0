"""`class A,B internal-link;` in a Mermaid diagram: nodes that are links to the notes whose names they show.

Merman sets each label as a group of its own and keeps its node's classes beside it. As in Obsidian such links
are drawn, and count neither for backlinks nor for the graph.
"""

import re
from html import unescape

from milepost.model.link import Link
from milepost.model.problem import Code
from milepost.ofm.env import RenderEnv
from milepost.ofm.target import parse_target
from milepost.ofm.wikilink import link_tags

__all__ = ["fill_links", "labels_of_links"]

_LABEL = re.compile(
    r'<g [^>]*data-merman-source-classes="[^"]*\binternal-link\b[^"]*"[^>]*>(.*?)</g>', re.DOTALL
)
_CLASS = re.compile(r"(class(?:es)?=\"[^\"]*?) internal-link\b")
_TAG = re.compile(r"<[^>]*>")


def fill_links(svg: str, env: RenderEnv, line: int) -> str:
    """The drawing with its marked labels as links; missing notes are marked, private ones leave no trace."""
    if "internal-link" not in svg:
        return svg
    svg = _LABEL.sub(lambda found: _linked(found, env, line), svg)
    return _CLASS.sub(r"\1", svg)


def labels_of_links(svg: str) -> tuple[str, ...]:
    """What the marked labels of a drawing say, in order."""
    return tuple(map(_words, _LABEL.finditer(svg)))


def _linked(label: re.Match[str], env: RenderEnv, line: int) -> str:
    name = _words(label)
    if not name:
        return label[0]
    target = env.link(Link(parse_target(name), None, "wikilink", line))
    if target.state == "missing":
        message = f"[[{name}]] in the diagram leads nowhere"
        env.report(line, Code.LINK_MISSING, message, "create the note, or mend the name")
        return f'<g class="wikilink--missing">{label[0]}</g>'
    before, after = link_tags(target, "wikilink")
    return before + label[0] + after


def _words(label: re.Match[str]) -> str:
    return unescape(" ".join(_TAG.sub(" ", label[1]).split()))
