"""The lines of a canvas: where they meet the cards, how they bend, where their words stand."""

from math import dist

from milepost.model.canvas import Box, CanvasEdge, Side
from milepost.model.frozen import Frozen

__all__ = ["Curve", "curve", "middle", "path_of", "tip_of"]

Point = tuple[float, float]

# How far a line goes straight on before it bends: half the way, within bounds, as in the app.
_LEAST_BEND_PX, _MOST_BEND_PX = 30, 150

# An arrow's head.
_TIP_PX, _HALF_PX = 12, 6

_OUTWARDS: dict[Side, tuple[int, int]] = {
    Side.TOP: (0, -1),
    Side.RIGHT: (1, 0),
    Side.BOTTOM: (0, 1),
    Side.LEFT: (-1, 0),
}


class Curve(Frozen):
    """A line: a cubic Bézier curve, and the sides where it begins and ends."""

    start: Point
    first: Point
    """The first control point, straight out of where the line begins."""
    second: Point
    """The second one, straight out of where it ends."""
    end: Point
    sides: tuple[Side, Side]


def _sides(edge: CanvasEdge, source: Box, target: Box) -> tuple[Side, Side]:
    """Where the line begins and ends; where the canvas does not say, the sides that face one another."""
    across = max(target.x - source.x - source.width, source.x - target.x - target.width)
    down = max(target.y - source.y - source.height, source.y - target.y - target.height)
    if across > down:
        is_after = target.x + target.width / 2 >= source.x + source.width / 2
        facing = (Side.RIGHT, Side.LEFT) if is_after else (Side.LEFT, Side.RIGHT)
    else:
        is_after = target.y + target.height / 2 >= source.y + source.height / 2
        facing = (Side.BOTTOM, Side.TOP) if is_after else (Side.TOP, Side.BOTTOM)
    return edge.source_side or facing[0], edge.target_side or facing[1]


def curve(edge: CanvasEdge, source: Box, target: Box) -> Curve:
    """The line between two cards."""
    begin, end = _sides(edge, source, target)
    start, goal = _at(source, begin), _at(target, end)
    bend = min(max(dist(start, goal) / 2, _LEAST_BEND_PX), _MOST_BEND_PX)
    return Curve(start, _out(start, begin, bend), _out(goal, end, bend), goal, (begin, end))


def path_of(line: Curve, *, has_source_arrow: bool, has_target_arrow: bool) -> str:
    """The line as an SVG path; below an arrow's head it ends a little earlier, so that it stays pointed."""
    start = _out(line.start, line.sides[0], _TIP_PX / 2) if has_source_arrow else line.start
    end = _out(line.end, line.sides[1], _TIP_PX / 2) if has_target_arrow else line.end
    return f"M{_text(start)}C{_text(line.first)} {_text(line.second)} {_text(end)}"


def tip_of(point: Point, side: Side) -> str:
    """An arrow's head that points at a card's side, as an SVG path."""
    across, down = _OUTWARDS[side]
    x, y = _out(point, side, _TIP_PX)
    corners = ((x - down * _HALF_PX, y + across * _HALF_PX), (x + down * _HALF_PX, y - across * _HALF_PX))
    return f"M{_text(point)}L{_text(corners[0])} {_text(corners[1])}z"


def middle(line: Curve) -> tuple[int, int]:
    """The point halfway along, where the line's words stand."""
    x, y = (
        (a + 3 * b + 3 * c + d) / 8
        for a, b, c, d in zip(line.start, line.first, line.second, line.end, strict=True)
    )
    return round(x), round(y)


def _at(box: Box, side: Side) -> Point:
    """The middle of a side."""
    across, down = _OUTWARDS[side]
    return box.x + box.width * (1 + across) / 2, box.y + box.height * (1 + down) / 2


def _out(point: Point, side: Side, length: float) -> Point:
    """The point so far away from a side."""
    across, down = _OUTWARDS[side]
    return point[0] + across * length, point[1] + down * length


def _text(point: Point) -> str:
    return f"{round(point[0])} {round(point[1])}"
