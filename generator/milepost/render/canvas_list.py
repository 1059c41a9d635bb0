"""A canvas in words: what is on it, group by group, and what is connected with what."""

from collections.abc import Iterable, Sequence
from html import escape

from milepost.model.canvas import CanvasEdge
from milepost.model.words import counted
from milepost.render.canvas_tree import Branch

__all__ = ["Connection", "canvas_list"]

Connection = tuple[CanvasEdge, int, int]
"""An edge, and the numbers of the nodes where it begins and ends."""


def canvas_list(
    tree: Iterable[Branch],
    names: Sequence[str],
    connections: Sequence[Connection],
    *,
    groups: int,
    id_prefix: str,
) -> str:
    """A list that folds out; its names lead to the cards. A node without a name is left out."""
    links = [f'<a href="#{id_prefix}node-{number}">{escape(name)}</a>' for number, name in enumerate(names)]
    told = [
        _sentence(edge, links[source], links[target])
        for edge, source, target in connections
        if names[source] and names[target]
    ]
    counts = ((sum(map(bool, names)) - groups, "card"), (groups, "group"), (len(told), "connection"))
    count = ", ".join(counted(*each) for each in counts if each[0])
    lines = "".join(f"<li>{each}</li>" for each in told)
    ends = f"<p>Connections</p><ul>{lines}</ul>" if told else ""
    return (
        f'<details class="mp-canvas__list mp-plain"><summary>As a list: {count}</summary>'
        f"{_cards(tree, names, links)}{ends}</details>"
    )


def _cards(tree: Iterable[Branch], names: Sequence[str], links: Sequence[str]) -> str:
    lines = (
        f"<li>{links[each.number]}{_cards(each.inside, names, links)}</li>"
        for each in tree
        if names[each.number]
    )
    inside = "".join(lines)
    return f"<ul>{inside}</ul>" if inside else ""


def _sentence(edge: CanvasEdge, source: str, target: str) -> str:
    """What an arrow says: "A leads to B: because"."""
    if edge.has_source_arrow and edge.has_target_arrow:
        said = f"{source} and {target} lead to one another"
    elif edge.has_source_arrow:
        said = f"{target} leads to {source}"
    elif edge.has_target_arrow:
        said = f"{source} leads to {target}"
    else:
        said = f"{source} is connected with {target}"
    return f"{said}: {escape(edge.label)}" if edge.label else said
