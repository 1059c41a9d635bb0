"""What of a phase comes before what, as a drawing in layers: each item right of those that it needs."""

from collections.abc import Callable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from html import escape
from textwrap import wrap

from milepost.model.frozen import Frozen
from milepost.model.path import VaultPath
from milepost.model.roadmap import Item, Phase, Roadmap, Status
from milepost.render.status import STATUS_WORDS

__all__ = ["prerequisites_html"]

_WIDTH, _HEIGHT, _GAP_X, _GAP_Y = 188, 44, 48, 14
_LINE_CHARACTERS, _LINES = 22, 2
_SYMBOLS = {Status.DONE: "✓", Status.PARTIAL: "◐", Status.TODO: "○", Status.SKIPPED: "–"}

Place = tuple[int, int]


class _Layers(Frozen):
    """Where each item stands: its layer and its row, both counted from 0."""

    places: Mapping[VaultPath, Place]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the whole."""
        layers = 1 + max(layer for layer, _ in self.places.values())
        rows = 1 + max(row for _, row in self.places.values())
        return layers * (_WIDTH + _GAP_X) - _GAP_X + 2, rows * (_HEIGHT + _GAP_Y) - _GAP_Y // 2 + 2


def prerequisites_html(roadmap: Roadmap, phase: Phase, url: Callable[[VaultPath], str]) -> str:
    """The drawing; "" where no item of the phase comes after another, or some wait for one another.

    Items of other phases are in it if one of this phase comes after them; a line that others imply is not.
    `url` gives links.
    """
    items = {item.path: item for item in roadmap.items}
    needs = {item.path: item.after for item in phase.items if item.after}
    if not needs:
        return ""
    try:
        order = tuple(TopologicalSorter(needs).static_order())
    except CycleError:
        return ""  # which is a problem of its own
    needs = _direct(order, needs)
    layers = _layered(order, needs)
    width, height = layers.size
    lines = "".join(
        _line(layers.places[before], layers.places[after]) for after in needs for before in needs[after]
    )
    boxes = "".join(_box(items[path], layers.places[path], url(path)) for path in order)
    return (
        '<div class="mp-before" data-search-exclude tabindex="0" role="region" '
        'aria-label="What comes before what">'
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}">{lines}{boxes}</svg></div>\n'
    )


def _direct(
    order: Sequence[VaultPath], needs: Mapping[VaultPath, Sequence[VaultPath]]
) -> dict[VaultPath, tuple[VaultPath, ...]]:
    """What each item needs, less what comes before another of those anyway."""
    bit = {path: 1 << at for at, path in enumerate(order)}
    above: dict[VaultPath, int] = {}  # all that comes before an item, a bit each
    direct: dict[VaultPath, tuple[VaultPath, ...]] = {}
    for path in order:
        mine, further = needs.get(path, ()), 0
        for before in mine:
            further |= above[before]
        direct[path] = tuple(before for before in mine if not bit[before] & further)
        above[path] = further
        for before in mine:
            above[path] |= bit[before]
    return direct


def _layered(order: Sequence[VaultPath], needs: Mapping[VaultPath, Sequence[VaultPath]]) -> _Layers:
    """Each item one layer right of the last that it needs, near the rows of those."""
    layer: dict[VaultPath, int] = {}
    for path in order:
        layer[path] = 1 + max((layer[before] for before in needs.get(path, ())), default=-1)
    places: dict[VaultPath, Place] = {}
    for number in range(1 + max(layer.values())):
        here = [path for path in order if layer[path] == number]
        middles = {path: _middle(path, needs, places) for path in here}
        for row, path in enumerate(sorted(here, key=lambda each: (middles[each], each))):
            places[path] = (number, row)
    return _Layers(places)


def _middle(
    path: VaultPath, needs: Mapping[VaultPath, Sequence[VaultPath]], places: Mapping[VaultPath, Place]
) -> float:
    rows = [places[before][1] for before in needs.get(path, ())]
    return sum(rows) / len(rows) if rows else 0.0


def _corner(place: Place) -> tuple[int, int]:
    layer, row = place
    return 1 + layer * (_WIDTH + _GAP_X), 1 + row * (_HEIGHT + _GAP_Y)


def _line(before: Place, after: Place) -> str:
    """From one box to the other; what stands between them it passes in the gap beside the other's row."""
    (x1, y1), (x2, y2) = _corner(before), _corner(after)
    start, end, lane = (x1 + _WIDTH, y1 + _HEIGHT // 2), (x2, y2 + _HEIGHT // 2), ""
    if after[0] - before[0] > 1:
        y = y2 - _GAP_Y // 2 if before[1] < after[1] else y2 + _HEIGHT + _GAP_Y // 2
        lane = f"{_bend(start, (start[0] + _GAP_X, y))}H{x2 - _GAP_X}"
        bend = _bend((x2 - _GAP_X, y), end)
    else:
        bend = _bend(start, end)
    return f'<path class="mp-before__line" d="M{start[0]} {start[1]}{lane}{bend}"/>'


def _bend(start: tuple[int, int], end: tuple[int, int]) -> str:
    """A curve that leaves and arrives level."""
    middle = (start[0] + end[0]) // 2
    return f"C{middle} {start[1]} {middle} {end[1]} {end[0]} {end[1]}"


def _box(item: Item, place: Place, href: str) -> str:
    """A link with the item's title in two lines, its status as a symbol."""
    x, y = _corner(place)
    words = wrap(item.title, _LINE_CHARACTERS, max_lines=_LINES, placeholder="…")
    top = y + 27 - 8 * (len(words) - 1)
    text = "".join(
        f'<text x="{x + 26}" y="{top + 16 * at}">{escape(line)}</text>' for at, line in enumerate(words)
    )
    symbol = f'<text class="mp-before__sign mp-status--{item.status}" x="{x + 8}" y="{y + 27}">'
    return (
        f'<a href="{escape(href)}" class="mp-before__item">'
        f"<title>{escape(item.title)}: {STATUS_WORDS[item.status]}</title>"
        f'<rect x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" rx="4"/>'
        f"{symbol}{_SYMBOLS[item.status]}</text>{text}</a>"
    )
