"""Taking the names of private notes out of diagrams: of nodes that are links, `class A,B internal-link`."""

import re
from collections.abc import Callable, Sequence

__all__ = ["renamed_nodes"]

_BEGIN = re.compile(r"^[ \t>]*(`{3,}|~{3,})[ \t]*mermaid\b", re.IGNORECASE)
_LINKS = re.compile(
    r"^[ \t>]*class[ \t]+(.+?)[ \t]+internal-link\b[ \t]*;?|([^\s;&>|-]+):::internal-link\b", re.MULTILINE
)


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
            fence = re.compile(rf"^[ \t>]*{re.escape(begun[1])}")
            end = next((n for n in range(at + 1, len(kept)) if fence.match(kept[n])), len(kept))
            diagram, names = _renamed("".join(kept[at + 1 : end]), is_private, instead)
            kept[at + 1 : end] = diagram.splitlines(keepends=True)
            found += ((at, name) for name in names)
            at = end
        at += 1
    return kept, found


def _renamed(diagram: str, is_private: Callable[[str], bool], instead: str) -> tuple[str, list[str]]:
    names: list[str] = []
    for node in dict.fromkeys(each for found in _LINKS.finditer(diagram) for each in _nodes(found)):
        place = rf"(?<![\w-]){re.escape(node)}(?![\w-])"
        label = re.search(rf"{place}(?=[ \t]*[\[({{>])[ \t\[({{>/\\]*\"?([^\"\])}}\n]+)", diagram)
        name = label[1].strip() if label else node
        if not is_private(name):
            continue
        names.append(name)
        diagram = _LINKS.sub(lambda found, node=node: _without(found, node), diagram)
        if label:
            diagram = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", instead, diagram)
        else:  # it shows its own id
            hidden = f"private{len(names)}"
            diagram = re.sub(place, f'{hidden}["{instead}"]', diagram, count=1)
            diagram = re.sub(place, hidden, diagram)
    return diagram, names


def _nodes(statement: re.Match[str]) -> list[str]:
    """The ids of the nodes that a statement makes links."""
    return [node for each in (statement[1] or statement[2]).split(",") if (node := each.strip(' \t"'))]


def _without(statement: re.Match[str], node: str) -> str:
    """The statement with one node less."""
    if statement[2]:
        return node if statement[2] == node else statement[0]
    nodes = [each for each in _nodes(statement) if each != node]
    return statement[0].replace(statement[1], ",".join(nodes)) if nodes else ""
