"""A year of activity as a calendar, with a table that says the same."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from milepost.model.words import counted

__all__ = ["heat_map_html"]

_WEEKS = 53
_CELL, _PITCH, _LEFT, _TOP = 10, 12, 28, 16
# Notes of a day from which each shade holds: lighter to darker, told apart without hue.
_SHADES = (1, 2, 4, 7)


def heat_map_html(activity: Mapping[date, int], today: date) -> str:
    """A figure of the last 53 weeks, Mondays on top; "" where nothing was written in them."""
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=_WEEKS - 1)
    year = {day: count for day, count in activity.items() if first <= day <= today}
    if not year:
        return ""
    weeks = len({(day - first).days // 7 for day in year})
    width, height = _LEFT + _WEEKS * _PITCH, _TOP + 7 * _PITCH
    said = f"Notes written on {counted(len(year), 'day')} of the last year, in {weeks} of its {_WEEKS} weeks"
    drawing = (
        f'<svg class="mp-heat" viewBox="0 0 {width} {height}" role="img" aria-label="{said}">'
        f"{_names(first)}{_cells(first, today, year)}</svg>"
    )
    legend = "".join(f'<i class="mp-heat__key mp-heat--{shade}"></i>' for shade in range(len(_SHADES) + 1))
    return (
        f'<figure class="mp-drawn" data-search-exclude><p>{said}</p><div class="mp-heat__frame" '
        f'tabindex="0" role="region" aria-label="Calendar" data-mp-end>{drawing}</div>'
        f'<figcaption><p class="mp-quiet">Notes a day: 0 {legend} {_SHADES[-1]} or more</p>'
        f"{_table(year)}</figcaption></figure>\n"
    )


def _names(first: date) -> str:
    """Every other day of the week at the side, months on top where they begin."""
    parts = [
        f'<text x="0" y="{_TOP + at * _PITCH + 9}">{name}</text>'
        for at, name in ((0, "Mon"), (2, "Wed"), (4, "Fri"))
    ]
    for week in range(_WEEKS - 2):
        day = first + timedelta(weeks=week)
        if day.day <= 7 and week:
            parts.append(f'<text x="{_LEFT + week * _PITCH}" y="10">{day:%b}</text>')
    return "".join(parts)


def _cells(first: date, today: date, year: Mapping[date, int]) -> str:
    """The squares of one shade are one path."""
    paths: dict[int, list[str]] = {shade: [] for shade in range(len(_SHADES) + 1)}
    for at in range((today - first).days + 1):
        count = year.get(first + timedelta(days=at), 0)
        shade = sum(count >= least for least in _SHADES)
        x, y = _LEFT + at // 7 * _PITCH, _TOP + at % 7 * _PITCH
        paths[shade].append(f"M{x} {y}h{_CELL}v{_CELL}h-{_CELL}z")
    return "".join(f'<path class="mp-heat--{shade}" d="{"".join(path)}"/>' for shade, path in paths.items())


def _table(year: Mapping[date, int]) -> str:
    days = Counter((day.year, day.month) for day in year)
    notes = Counter[tuple[int, int]]()
    for day, count in year.items():
        notes[day.year, day.month] += count
    rows = "".join(
        f'<tr><th scope="row">{date(*month, 1):%B %Y}</th><td>{days[month]}</td><td>{notes[month]}</td></tr>'
        for month in sorted(days)
    )
    return (
        '<details class="mp-plain"><summary>As a table</summary><table><thead><tr><th scope="col">Month</th>'
        '<th scope="col">Days</th><th scope="col">Notes written</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></details>"
    )
