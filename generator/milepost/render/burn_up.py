"""The burn-up as a drawing, with a table that says the same."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from milepost.model.history import BurnUp, Point
from milepost.model.outlook import Forecast
from milepost.model.words import counted
from milepost.render.day import day_text

__all__ = ["burn_up_html"]

# User units of the drawing. Words are set large enough to be read where it shrinks to a telephone.
_WIDTH, _HEIGHT = 640, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 632, 20, 222
_MOST_AHEAD = 0.75  # of the past's length: what lies further ahead would squeeze the past
_TICKS = 5


def burn_up_html(burn_up: BurnUp, forecast: Forecast, name: str) -> str:
    """A figure: what is on the roadmap, what of it is done, and where that leads; "" without two days.

    `name` says of what, as in "The whole roadmap".
    """
    points = burn_up.points
    if len(points) < 2:
        return ""
    first, last = points[0], points[-1]
    label = (
        f"{name}: from {_items(first)} done of {first.total} on {day_text(first.day)} "
        f"to {_items(last)} of {last.total} on {day_text(last.day)}"
    )
    scale = _Scale(points, forecast)
    drawing = (
        f'<svg class="mp-chart" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{label}">'
        f"{_axes(scale)}{_cone(scale, forecast)}{_lines(scale)}</svg>"
    )
    return (
        f'<figure class="mp-drawn" data-search-exclude tabindex="0" aria-label="{name}">'
        f"{drawing}{_table(points)}</figure>\n"
    )


class _Scale:
    """Days and items to places in the drawing."""

    def __init__(self, points: Sequence[Point], forecast: Forecast) -> None:
        self.points = points
        self.first, self.today = points[0].day, points[-1].day
        ahead = timedelta()
        if forecast.early is not None:
            wanted = (forecast.late or forecast.early) - self.today
            ahead = min(wanted, (self.today - self.first) * _MOST_AHEAD)
        self.last = self.today + max(ahead, timedelta())
        self.most = max(point.total for point in points)
        self.step = next(
            step
            for power in range(9)
            for step in (10**power, 2 * 10**power, 5 * 10**power)
            if self.most / step <= _TICKS
        )
        self.top = -(-self.most // self.step) * self.step or 1

    def x(self, day: date) -> float:
        return round(
            _LEFT + (_RIGHT - _LEFT) * (day - self.first).days / max(1, (self.last - self.first).days), 1
        )

    def y(self, items: float) -> float:
        return round(_BOTTOM - (_BOTTOM - _TOP) * items / self.top, 1)


def _axes(scale: _Scale) -> str:
    """Thin lines with the number of items, and months below."""
    parts = [
        f'<path class="mp-chart__grid" d="M{_LEFT} {scale.y(items)}H{_RIGHT}"/>'
        f'<text x="{_LEFT - 6}" y="{scale.y(items) + 4}" text-anchor="end">{items}</text>'
        for items in range(0, scale.top + 1, scale.step)
    ]
    for at, (day, words) in enumerate(_months(scale.first, scale.last)):
        minor = ' class="mp-chart__minor"' if at % 2 else ""
        x = scale.x(day)
        anchor = "start" if x < _LEFT + 30 else "end" if x > _RIGHT - 30 else "middle"
        parts.append(f'<text{minor} x="{x}" y="{_BOTTOM + 20}" text-anchor="{anchor}">{words}</text>')
    return "".join(parts)


def _months(first: date, last: date) -> list[tuple[date, str]]:
    """Six firsts of months at most, evenly apart; of a short time, days."""
    if (last - first).days < 70:
        step = max(1, (last - first).days // 3)
        days = [first + timedelta(days=step * at) for at in range(4) if first + timedelta(step * at) <= last]
        return [(day, f"{day.day} {day:%b}") for day in days]
    found: list[date] = []
    year, month = first.year, first.month
    while (day := date(year + month // 12, month % 12 + 1, 1)) <= last:
        found.append(day)
        year, month = year + month // 12, month % 12 + 1
    apart = -(-len(found) // 6)
    return [(day, f"{day:%b %Y}") for day in found[::apart] if (last - day).days > 12]


def _lines(scale: _Scale) -> str:
    """The two lines as steps, the lower one filled, each with its number at its end."""
    last = scale.points[-1]
    done = _steps(scale, [(point.day, point.halves / 2) for point in scale.points])
    scope = _steps(scale, [(point.day, float(point.total)) for point in scale.points])
    x, base = scale.x(last.day), scale.y(0)
    anchor = "end" if x > _RIGHT - 90 else "start"
    at = x - 6 if anchor == "end" else x + 6
    scope_y, done_y = scale.y(last.total), scale.y(last.halves / 2)
    return (
        f'<path class="mp-chart__area" d="{done}V{base}H{scale.x(scale.first)}Z"/>'
        f'<path class="mp-chart__scope" d="{scope}"/><path class="mp-chart__done" d="{done}"/>'
        f'<text class="mp-chart__name" x="{at}" y="{scope_y - 6}" '
        f'text-anchor="{anchor}">{counted(last.total, "item")}</text>'
        f'<text class="mp-chart__name mp-chart__name--done" x="{at}" y="{done_y + 20}" '
        f'text-anchor="{anchor}">{_items(last)} done</text>'
    )


def _steps(scale: _Scale, values: Sequence[tuple[date, float]]) -> str:
    path = f"M{scale.x(values[0][0])} {scale.y(values[0][1])}"
    for (_, before), (day, value) in pairwise(values):
        path += f"H{scale.x(day)}" + (f"V{scale.y(value)}" if value != before else "")
    return path


def _cone(scale: _Scale, forecast: Forecast) -> str:
    """The range from today's point to the scope, cut where the drawing ends."""
    if forecast.early is None or scale.last <= scale.today:
        return ""
    last = scale.points[-1]
    early, late = forecast.early, forecast.late or forecast.early + timedelta(days=3650)
    start = f"{scale.x(scale.today)} {scale.y(last.halves / 2)}"
    (x1, y1), (x2, y2) = (_reach(scale, last, day) for day in (early, late))
    corner = f"L{scale.x(scale.last)} {scale.y(last.total)}" if early < scale.last < late else ""
    return (
        f'<path class="mp-chart__cone" d="M{start}L{x1} {y1}{corner}L{x2} {y2}Z"/>'
        f'<path class="mp-chart__edge" d="M{start}L{x1} {y1}M{start}L{x2} {y2}"/>'
        f'<path class="mp-chart__scope mp-chart__edge" '
        f'd="M{scale.x(scale.today)} {scale.y(last.total)}H{_RIGHT}"/>'
    )


def _reach(scale: _Scale, last: Point, day: date) -> tuple[float, float]:
    """How far the way to the scope on a day comes within the drawing."""
    share = min(1.0, (scale.last - scale.today).days / max(1, (day - scale.today).days))
    done = last.halves / 2
    return scale.x(min(day, scale.last)), scale.y(done + (last.total - done) * share)


def _table(points: Sequence[Point]) -> str:
    """The end of each month, and today."""
    by_month = {(point.day.year, point.day.month): point for point in points}
    rows = "".join(
        f'<tr><th scope="row">{point.day:%B %Y}</th><td>{_items(point)}</td><td>{point.total}</td></tr>'
        for point in by_month.values()
    )
    return (
        '<figcaption><details class="mp-plain"><summary>As a table</summary><table><thead><tr>'
        '<th scope="col">End of</th><th scope="col">Done</th><th scope="col">Items</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></details></figcaption>"
    )


def _items(point: Point) -> str:
    """Half-points as items: "134.5"."""
    return f"{point.halves / 2:g}"
