"""Which node of a canvas lies in which group, and in what order people read them."""

from collections.abc import Sequence

from milepost.model.canvas import Box, CanvasNode, GroupNode
from milepost.model.frozen import Frozen

__all__ = ["Branch", "reading_order"]

# Looking for each node's group takes time with the product of both; nobody draws so many frames,
# and a browser does not nest elements as deep.
_MOST_GROUPS = 100


class Branch(Frozen):
    """A node by its number in the canvas, and what lies in it, if it is a group."""

    number: int
    inside: tuple["Branch", ...]


def reading_order(nodes: Sequence[CanvasNode]) -> tuple[Branch, ...]:
    """The nodes as a tree: each in the smallest group around it; from top to bottom, then left to right.

    In a canvas of more than 100 groups, the smallest ones hold nothing.
    """
    by_size = sorted(
        (number for number, node in enumerate(nodes) if isinstance(node, GroupNode)),
        key=lambda number: (-nodes[number].box.width * nodes[number].box.height, number),
    )[:_MOST_GROUPS]
    rank = {number: place for place, number in enumerate(by_size)}
    inside: dict[int | None, list[int]] = {}
    for number, node in enumerate(nodes):
        larger = by_size[: rank.get(number, len(by_size))]
        around = next((group for group in reversed(larger) if _holds(nodes[group].box, node.box)), None)
        inside.setdefault(around, []).append(number)

    def branches(group: int | None) -> tuple[Branch, ...]:
        found = sorted(inside.get(group, ()), key=lambda number: (nodes[number].box.y, nodes[number].box.x))
        return tuple(Branch(number, branches(number)) for number in found)

    return branches(None)


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )
