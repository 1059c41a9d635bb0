"""The views that a note asks for in a block `milepost`: small, each from what the dashboard shows."""

from html import escape

from milepost.links.resolve import resolve
from milepost.model.link import Ambiguous, Found, Hidden, Missing
from milepost.model.outlook import Forecast
from milepost.model.path import fold
from milepost.model.roadmap import Phase, Progress
from milepost.ofm.env import NoView
from milepost.ofm.target import parse_target
from milepost.render.bar import bar_html, counts_text
from milepost.render.burn_up import burn_up_html
from milepost.render.heat_map import heat_map_html
from milepost.render.next_up import next_up_html
from milepost.render.scene import Scene

__all__ = ["widget_html"]


_VIEWS = "write progress, phase: NAME, next up, burn-up, burn-up: PHASE or activity"
_OF_A_PHASE = ("progress", "phase", "burn up")


def widget_html(scene: Scene, words: str) -> str | NoView:
    """The view, "" where there is nothing to show."""
    site, outlook = scene.site, scene.site.outlook
    view, _, named = words.partition(":")
    view, named = view.strip().lower().replace("-", " "), named.strip().strip("\"'")
    phase = None
    if named:
        name = named.removeprefix("[[").removesuffix("]]").partition("|")[0]
        match resolve(site.index, scene.origin, parse_target(name)):
            case Hidden():
                return ""
            case Found(path=goal) | Ambiguous(chosen=goal):
                pass
            case Missing():
                goal = None
        said = (name, fold(name))
        phase = next((e for e in site.roadmap.phases if e.path == goal or _is_called(e, *said)), None)
    match view, phase:
        case ("progress", None) if not named:
            return _summary(escape(site.roadmap.title), site.roadmap.progress)
        case ("progress" | "phase", Phase() as phase):
            link = f'<a href="{escape(scene.url(phase.path))}">{escape(phase.title)}</a>'
            return _summary(link, phase.progress)
        case ("burn up", None) if not named:
            return burn_up_html(outlook.burn_up, outlook.forecast, "The whole roadmap")
        case ("burn up", Phase() as phase):
            forecast = outlook.forecasts.get(phase.path, Forecast())
            return burn_up_html(outlook.burn_ups[phase.path], forecast, escape(phase.title))
        case ("next up", None) if not named:
            return next_up_html(site, scene.url)
        case ("activity", None) if not named:
            return heat_map_html(outlook.activity, outlook.today)
        case _:
            if named and view in _OF_A_PHASE and (known := [each.title for each in site.roadmap.phases]):
                return NoView(f"there is no phase {named!r}", f"write one of {', '.join(known)}")
            return NoView(f"there is no view {words!r}", _VIEWS)


def _is_called(phase: Phase, name: str, folded: str) -> bool:
    return name == str(phase.number) or folded == fold(phase.title)


def _summary(title: str, progress: Progress) -> str:
    """`title` is HTML."""
    return (
        f'<div class="mp-summary"><p class="mp-summary__line"><strong>{progress.percent} %</strong> '
        f"<span>{title}: {counts_text(progress)}</span></p>{bar_html(progress, numbers=True)}</div>\n"
    )
