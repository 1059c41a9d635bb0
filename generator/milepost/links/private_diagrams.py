"""Taking the names of private notes out of diagrams: of nodes that are links, `class A,B internal-link`.

What a flowchart says of such nodes is rewritten. Other kinds of diagrams say it in ways of their own, so that
the drawing is asked what is left, and all of the source is cleared of that.
"""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from html import unescape

from milepost.notes.frontmatter import lines_of
from milepost.ofm.mermaid import linked_labels

__all__ = ["renamed_nodes"]

# A node's id, which is no part of an arrow, and the words that it shows where it does not show its id. In
# quotes they may hold brackets; else they end before one, or before the slash of a slanted shape.
_ID = r"(?<!\w)(?<!\w[-.])(\w+(?:[-.]\w+)*)"
_WORDS = r"(?<=[\"`])[^\"`\n]+|[^\"`\])}\n]*[^\"`\])}\n/\\ \t]"
_LABELLED = re.compile(
    rf"{_ID}([ \t]?[\[({{>][\[({{>/\\ \t]*+[\"`]*+)({_WORDS})([\"`\])}}/\\ \t]*)"
    r"(:::[ \t]*internal-link\b)?"
)
# The same of `id@{ shape: rect, label: "words" }`, which is YAML.
_VALUE = r"(?<=\")[^\"\n]+|(?<=')[^'\n]+|[^\s\"',}](?:[^,}\n]*[^\s,}])?"
_DESCRIBED = re.compile(
    rf"{_ID}(@{{[^{{}}]*?\blabel[\"']?[ \t]*:[ \t]*(?:[>|][+-]?\s+)?[\"'`]*+)({_VALUE})"
    r"([^{}]*}?)([ \t]*:::[ \t]*internal-link\b)?"
)
# What is drawn of words is their plain text: no tags, no emphasis, and characters for their `#114;`.
_TAG = re.compile(r"<[^<>]*>")
_ENTITY = re.compile(r"#(?=\w+;)")
_BEGIN = re.compile(r"^((?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*)(`{3,}|~{3,})[ \t]*mermaid\b", re.IGNORECASE)
_LINK = "internal-link"
_LINKS = re.compile(
    r"(?:^[ \t>]*|;[ \t]*)(?:class|cssClass)[ \t]+([^\s,;]++(?:[ \t]*+,[ \t]*+[^\s,;]++)*+)"
    rf"[ \t]++(?:[^\n;]*?[ \t,])?{_LINK}\b[^\n;]*;?"
    rf"|(?<![^\s;&>|-])([^\s;&>|-]+)[ \t]*:::[ \t]*{_LINK}\b",
    re.MULTILINE,
)
# All that may be a node's id: of what is not drawn nobody knows where one begins.
_MARKED = re.compile(rf"(?<![^\s;&>|\"])([^\s;&>|:\"]+)\"?(?:[ \t]*:::[ \t]*|[ \t]++){_LINK}\b")
# The words in a source of any kind.
_WORDING = re.compile(r"\w[^\n\"`\[\](){}<>|:;,]*")
_SQUARE = re.compile(r"\[[\"`]*([^\n\[\]\"`]+)")
# Between the words of a name, as they are written and not drawn.
_GAP = re.compile(r"(?:\s|<[^<>]*>|[*_`])++")
# What a name begins with, at most its first word.
_BEGINNING = re.compile(r"(?<!\w)(?:[^\W_]+|\S)")


def renamed_nodes(
    lines: Sequence[str], first: int, is_private: Callable[[str], bool], instead: str
) -> tuple[list[str], list[tuple[int, str]]]:
    """A note's lines, where linked nodes of diagrams that would show a private name show `instead`.

    With it, each such name and the number of the line, counted from 0, on which its diagram begins. Lines
    before the `first` stay as they are.
    """
    kept, found = list(lines), list[tuple[int, str]]()
    at = first
    while at < len(kept):
        if begun := _BEGIN.match(kept[at]):
            fence = re.compile(rf"^[ \t>]*{re.escape(begun[2])}")
            end = next((n for n in range(at + 1, len(kept)) if fence.match(kept[n])), len(kept))
            inset = re.compile(rf"^[ \t>]{{0,{len(begun[1])}}}", re.MULTILINE)
            diagram, names = _cleared("".join(kept[at + 1 : end]), inset, is_private, instead)
            kept[at + 1 : end] = lines_of(diagram)
            found += ((at, name) for name in names)
            at = end
        at += 1
    return kept, found


def _cleared(
    diagram: str, inset: re.Pattern[str], is_private: Callable[[str], bool], instead: str
) -> tuple[str, list[str]]:
    """The diagram, whose lines begin with an `inset`, without private names, and these names."""

    def drawn_links(source: str) -> tuple[str, ...] | None:
        try:
            return linked_labels(inset.sub("", source))
        except ValueError:
            return None

    renamed, names = _renamed(diagram, is_private, instead)
    links = drawn_links(diagram)
    if links is None:  # a reader sees the source, of which nobody knows what is a node
        words = (found.strip(" \t-=.~&") for found in (*_WORDING.findall(renamed), *_SQUARE.findall(renamed)))
        found = [*filter(is_private, (*words, *re.findall(_ID, renamed), *_MARKED.findall(renamed)))]
        return _blotted(renamed, found, instead)[0], [*dict.fromkeys((*names, *found))]
    shown = [*filter(is_private, links)]
    left = drawn_links(renamed) if shown else ()
    if left is not None and not any(map(is_private, left)):
        return renamed, names
    blotted, nodes = _blotted(diagram, shown, instead)
    left = drawn_links(blotted)
    if left is None or any(map(is_private, left)):
        blotted = f"{instead}\n"
    elif not nodes.isdisjoint(left):
        blotted = blotted.replace(_LINK, "private")
    return blotted, [*dict.fromkeys(shown)]


def _blotted(diagram: str, names: Iterable[str], instead: str) -> tuple[str, frozenset[str]]:
    """The diagram with a word for each name, wherever it stands, that does in any kind of one; the words."""
    words: dict[str, str] = {}
    named: dict[str, list[str]] = {}  # by what they begin with: there may be thousands
    for name in sorted(set(names), key=len, reverse=True):
        words[_GAP.sub(" ", name)] = instead.replace(" ", "_") + (str(len(words) + 1) if words else "")
        wanted = _GAP.pattern.join(map(re.escape, name.split()))
        named.setdefault(_BEGINNING.findall(name)[0], []).append(wanted)
    patterns = {first: re.compile(rf"(?:{'|'.join(each)})(?!\w)") for first, each in named.items()}
    kept, at = "", 0
    for first in _BEGINNING.finditer(diagram):
        pattern = patterns.get(first[0]) if first.start() >= at else None
        if pattern and (found := pattern.match(diagram, first.start())):
            kept += diagram[at : found.start()] + words[_GAP.sub(" ", found[0])]
            at = found.end()
    diagram = kept + diagram[at:]
    nodes = frozenset(words.values())
    return _LINKS.sub(lambda found: _without(found, nodes), diagram), nodes


def _renamed(diagram: str, is_private: Callable[[str], bool], instead: str) -> tuple[str, list[str]]:
    labelled = [found for form in (_LABELLED, _DESCRIBED) for found in form.finditer(diagram)]
    labels: dict[str, list[str]] = {}
    for found in labelled:
        labels.setdefault(found[1], []).extend((found[3].strip(), _plain(found[3])))
    linked = dict.fromkeys(each for found in _LINKS.finditer(diagram) for each in _nodes(found))
    linked |= dict.fromkeys(found[1] for found in labelled if found[5])
    # Of a node's labels one is drawn, and all are in the source.
    named = ((node, next(filter(is_private, labels.get(node, [node])), None)) for node in linked)
    private = {node: name for node, name in named if name is not None}
    numbers = {node: f"private{at}" for at, node in enumerate(private, 1) if node not in labels}
    shown: set[str] = set()

    def relabelled(found: re.Match[str]) -> str:
        return f"{found[1]}{found[2]}{instead}{found[4]}" if found[1] in private else found[0]

    def renumbered(found: re.Match[str]) -> str:
        number = numbers[found[0]]
        label = "" if number in shown else f'["{instead}"]'  # it showed its own id
        shown.add(number)
        return f"{number}{label}"

    if private:
        diagram = _LINKS.sub(lambda found: _without(found, private), diagram)
        diagram = _DESCRIBED.sub(relabelled, _LABELLED.sub(relabelled, diagram))
    if numbers:
        ids = "|".join(re.escape(node) for node in sorted(numbers, key=len, reverse=True))
        diagram = re.sub(rf"(?<!\w)(?<!\w[-.])(?:{ids})(?!\w|[-.]\w)", renumbered, diagram)
    return diagram, list(dict.fromkeys(private.values()))


def _plain(words: str) -> str:
    """The words of a label as they are drawn."""
    return " ".join(unescape(_ENTITY.sub("&#", _TAG.sub(" ", words))).replace("*", "").split())


def _nodes(statement: re.Match[str]) -> list[str]:
    """The ids of the nodes that a statement makes links."""
    return [node for each in (statement[1] or statement[2]).split(",") if (node := each.strip(' \t"'))]


def _without(statement: re.Match[str], private: Container[str]) -> str:
    """The statement without the nodes that are private."""
    nodes = [each for each in _nodes(statement) if each not in private]
    if statement[2]:
        return statement[0] if nodes else statement[2]
    quote = '"' if statement[1].startswith('"') else ""
    return statement[0].replace(statement[1], f"{quote}{','.join(nodes)}{quote}") if nodes else ""
