"""A canvas, understood: cards on a plane and lines between them, as JSON Canvas 1.0 has them."""

from enum import StrEnum

from milepost.model.frozen import Frozen
from milepost.model.link import Embed, Link
from milepost.model.path import VaultPath

__all__ = [
    "BackgroundStyle",
    "Box",
    "Canvas",
    "CanvasEdge",
    "CanvasNode",
    "FileNode",
    "GroupNode",
    "LinkNode",
    "Side",
    "TextNode",
]


class Side(StrEnum):
    """Where a line meets a card."""

    TOP = "top"
    RIGHT = "right"
    BOTTOM = "bottom"
    LEFT = "left"


class BackgroundStyle(StrEnum):
    """How an image fills a group."""

    COVER = "cover"
    """All of it is filled, and what is too much of the image cut off."""
    RATIO = "ratio"
    """All of the image is seen."""
    REPEAT = "repeat"
    """As a pattern."""


class Box(Frozen):
    """A place on the plane, in CSS pixels; y grows downwards."""

    x: int
    y: int
    width: int
    height: int


class _Node(Frozen):
    """What every node has."""

    id: str
    """As the canvas calls it; of no meaning to readers."""
    box: Box
    color: str | None
    """ "1" to "6" for red, orange, yellow, green, cyan and purple, else "#rrggbb" in lower case."""
    line: int
    """In the file, counted from 1."""


class TextNode(_Node):
    """A card with words of its own."""

    text: str
    """Markdown."""
    links: tuple[Link, ...] = ()
    embeds: tuple[Embed, ...] = ()


class FileNode(_Node):
    """A card that shows a note or another file, or a section or block of a note."""

    embed: Embed


class LinkNode(_Node):
    """A card that stands for a page elsewhere."""

    url: str
    """Begins with "http://" or "https://"."""


class GroupNode(_Node):
    """A frame around other nodes: those that lie in it belong to it."""

    label: str
    """Plain text, "" where it has none."""
    background: Embed | None
    """An image of the vault."""
    background_style: BackgroundStyle


CanvasNode = TextNode | FileNode | LinkNode | GroupNode


class CanvasEdge(Frozen):
    """A line from one node to another."""

    source: str
    """The id of the node where it begins."""
    target: str
    """The id of the node where it ends."""
    source_side: Side | None
    """`None` where the canvas leaves it to whoever draws it."""
    target_side: Side | None
    has_source_arrow: bool
    has_target_arrow: bool
    color: str | None
    """As a node's."""
    label: str
    """Plain text, "" where it has none."""


class Canvas(Frozen):
    """A `.canvas` file, understood."""

    path: VaultPath
    title: str
    """The file's name without its ending."""
    nodes: tuple[CanvasNode, ...]
    """The last one lies above all others."""
    edges: tuple[CanvasEdge, ...]
    """Both ends of each are among the nodes."""
    tags: tuple[str, ...]
    """Of the text cards, without `#`, as first written, each once, sorted without regard to case."""

    @property
    def files(self) -> tuple[Embed, ...]:
        """What the file nodes show, in their order."""
        return tuple(node.embed for node in self.nodes if isinstance(node, FileNode))

    @property
    def words(self) -> tuple[Link | Embed, ...]:
        """What the text cards and the groups' frames point at, in their order."""
        found: list[Link | Embed] = []
        for node in self.nodes:
            if isinstance(node, TextNode):
                found += [*node.links, *node.embeds]
            elif isinstance(node, GroupNode) and node.background:
                found.append(node.background)
        return tuple(found)
