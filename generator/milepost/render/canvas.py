"""A canvas as HTML: cards at their places, lines between them, and the same as a list.

One set of elements serves all: the style sheet places them on a plane where there is a script to move it,
and one below the other where there is none. They stand in the order in which people read.
"""

from collections.abc import Iterable, Sequence
from html import escape

from milepost.model.canvas import Box, Canvas, GroupNode
from milepost.model.frozen import Frozen, replace
from milepost.render.canvas_card import Card, Parts, card_of
from milepost.render.canvas_color import color_style
from milepost.render.canvas_edge import curve, middle, path_of, tip_of
from milepost.render.canvas_list import Connection, canvas_list
from milepost.render.canvas_tree import Branch, reading_order
from milepost.render.scene import Scene

__all__ = ["canvas_html"]

# Around all cards: room for labels and for lines that bend outwards.
_MARGIN_PX = 60


def canvas_html(scene: Scene, canvas: Canvas, parts: Parts) -> str:
    """The canvas; `scene` is its own, so that links are resolved from where it lies."""
    if not canvas.nodes:
        return '<p class="mp-quiet">This canvas is empty.</p>'
    cards = tuple(
        card_of(replace(scene, id_prefix=f"{scene.id_prefix}node-{number}-"), node, parts)
        for number, node in enumerate(canvas.nodes)
    )
    numbers: dict[str, int] = {}
    for number, node in enumerate(canvas.nodes):
        numbers.setdefault(node.id, number)
    connections = [(edge, numbers[edge.source], numbers[edge.target]) for edge in canvas.edges]
    board = _Board(canvas, cards, connections, _plane(each.box for each in canvas.nodes), scene.id_prefix)
    tree = reading_order(canvas.nodes)
    names = [card.name for card in cards]
    groups = sum(isinstance(node, GroupNode) for node in canvas.nodes)
    kind = "embed" if scene.trail else "page"
    size = f"--w:{board.plane.width};--h:{board.plane.height}"
    return (
        f'<div class="mp-canvas" data-mp-canvas="{kind}">'
        f'<div class="mp-canvas__view" role="group" aria-label="{escape(canvas.title)}" style="{size}">'
        '<div class="mp-canvas__plane">'
        f"{board.lines()}{board.cards_html(tree)}{board.labels()}</div></div>"
        f"{canvas_list(tree, names, connections, groups=groups, id_prefix=scene.id_prefix)}</div>"
    )


def _plane(boxes: Iterable[Box]) -> Box:
    """What holds all the boxes, with a margin around."""
    left, top, right, bottom = zip(
        *((each.x, each.y, each.x + each.width, each.y + each.height) for each in boxes), strict=True
    )
    x, y = min(left) - _MARGIN_PX, min(top) - _MARGIN_PX
    return Box(x, y, max(right) + _MARGIN_PX - x, max(bottom) + _MARGIN_PX - y)


class _Board(Frozen):
    """A canvas on its plane, whose corner is where the style sheet counts from."""

    canvas: Canvas
    cards: Sequence[Card]
    connections: Sequence[Connection]
    plane: Box
    id_prefix: str

    def cards_html(self, tree: Iterable[Branch]) -> str:
        """The cards, those of a group inside of its own element."""
        return f'<div role="list">{"".join(map(self._card, tree))}</div>'

    def lines(self) -> str:
        """The lines, with their arrows."""
        drawn = "".join(self._line(connection) for connection in self.connections)
        size = f'style="--z:{self._level}" width="1" height="1"'
        return f'<svg class="mp-canvas__lines" {size} aria-hidden="true">{drawn}</svg>'

    def labels(self) -> str:
        """What the lines say, above all cards; the list says it in whole sentences."""
        return "".join(self._label(each) for each in self.connections if each[0].label)

    @property
    def _level(self) -> int:
        """Where the lines lie in the pile: on the groups that everything stands on, below the cards."""
        nodes = self.canvas.nodes
        return next((n for n, node in enumerate(nodes) if not isinstance(node, GroupNode)), len(nodes))

    def _box(self, number: int) -> Box:
        box = self.canvas.nodes[number].box
        return replace(box, x=box.x - self.plane.x, y=box.y - self.plane.y)

    def _card(self, branch: Branch) -> str:
        number = branch.number
        card, box, color = self.cards[number], self._box(number), color_style(self.canvas.nodes[number].color)
        level = number + (number >= self._level)
        style = f"--x:{box.x};--y:{box.y};--w:{box.width};--h:{box.height};--z:{level};{color}"
        about = f'class="mp-canvas__card mp-canvas__card--{card.kind}" style="{style}"'
        if not card.name:
            return f'<div {about} aria-hidden="true"></div>'
        html = f'<div {about} id="{self.id_prefix}node-{number}">{card.html}</div>'
        return f'<div role="listitem">{html}{self.cards_html(branch.inside) if branch.inside else ""}</div>'

    def _line(self, connection: Connection) -> str:
        edge, source, target = connection
        line = curve(edge, self._box(source), self._box(target))
        path = path_of(line, has_source_arrow=edge.has_source_arrow, has_target_arrow=edge.has_target_arrow)
        tips = ((edge.has_source_arrow, line.start, 0), (edge.has_target_arrow, line.end, 1))
        heads = "".join(tip_of(point, line.sides[end]) for is_there, point, end in tips if is_there)
        head = f'<path class="mp-canvas__tip" d="{heads}"/>' if heads else ""
        style = f' style="{color_style(edge.color)}"' if edge.color else ""
        return f'<g{style}><path d="{path}"/>{head}</g>'

    def _label(self, connection: Connection) -> str:
        edge, source, target = connection
        x, y = middle(curve(edge, self._box(source), self._box(target)))
        style = f"--x:{x};--y:{y};{color_style(edge.color)}"
        words = escape(edge.label)
        return f'<span class="mp-canvas__said" style="{style}" aria-hidden="true">{words}</span>'
