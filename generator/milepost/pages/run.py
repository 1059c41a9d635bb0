"""An experiment's results: its note, how far to trust it, what changed since its last run, its script."""

from collections.abc import Iterator

from markupsafe import Markup

from milepost.model.page import Page
from milepost.model.run import Metric, Run
from milepost.model.site import Site
from milepost.ofm.code import source_block
from milepost.pages.note import note_page
from milepost.pages.plan import Plan, plan
from milepost.pages.templating import Templates
from milepost.render.figure import number_text

__all__ = ["run_pages"]


def run_pages(site: Site) -> Iterator[Plan[Page]]:
    """A page for each results note."""
    for run in site.runs.values():
        yield plan(site.addresses[run.note], _run_page, run)


def _run_page(site: Site, templates: Templates, run: Run) -> Page:
    source = Markup(source_block(run.source, "python")) if run.source else ""
    return note_page(site, templates, run.note, "run.html", run=run, changes=_changes(run), source=source)


def _changes(run: Run) -> tuple[tuple[Metric, float], ...]:
    """The metrics that readers see differ from those of the run before, each with its value then."""
    return tuple(
        (each, run.before[each.name])
        for each in run.metrics
        if each.name in run.before and number_text(run.before[each.name]) != number_text(each.value)
    )
