"""The roadmap's figures for others: data with a schema, a badge, and what shields.io draws one from."""

import json
from collections.abc import Iterator, Mapping

from milepost.links.addresses import BADGE, PROGRESS, PROGRESS_SCHEMA, SHIELDS
from milepost.model.history import BurnUp
from milepost.model.outlook import Forecast
from milepost.model.page import Document
from milepost.model.roadmap import Item, Progress
from milepost.model.site import Site
from milepost.pages.baseline import Baseline, read_baseline, roadmap_baseline
from milepost.pages.plan import Plan, plan
from milepost.pages.templating import Templates

__all__ = ["progress_documents", "progress_json"]

_FROM = 75, 50, 25  # percent, from which on a badge is greener
_COLOURS = "#1a7f5a", "#4c7d1f", "#8a6d00", "#a15c00"  # each with white words above 4.5:1
_CHARACTER_PX = 7  # of the widest usual fonts at 11 px


def progress_documents(site: Site) -> Iterator[Plan[tuple[Document, ...]]]:
    """The four files, where there are items."""
    if site.roadmap.items:
        yield plan(PROGRESS, _documents)


def _documents(site: Site, templates: Templates) -> tuple[Document, ...]:
    percent = site.roadmap.progress.percent
    colour = next(
        (each for least, each in zip(_FROM, _COLOURS, strict=False) if percent >= least), _COLOURS[-1]
    )
    message = f"{percent} %"
    label = site.roadmap.title
    label_px, message_px = (10 + _CHARACTER_PX * len(text) for text in (label, message))
    sizes = {"label_px": label_px, "message_px": message_px}
    badge = templates.render("badge.svg", BADGE, label=label, message=message, colour=colour, **sizes)
    shields = {"schemaVersion": 1, "label": label, "message": message, "color": colour}
    return (
        Document(PROGRESS, progress_json(site)),
        Document(PROGRESS_SCHEMA, templates.render("progress.schema.json", PROGRESS_SCHEMA)),
        Document(BADGE, badge),
        Document(SHIELDS, _text(shields)),
    )


def progress_json(site: Site) -> str:
    """What `progress.json` holds; its schema says what each key means."""
    roadmap, outlook = site.roadmap, site.outlook
    return _text(
        {
            "$schema": PROGRESS_SCHEMA,
            "title": roadmap.title,
            "as_of": outlook.today.isoformat(),
            "history": outlook.witness,
            "progress": _figures(roadmap.progress),
            "reported": _reported(roadmap_baseline(site)),
            "forecast": _forecast(outlook.forecast),
            "next_up": [{"path": each.item, "reasons": each.reasons} for each in outlook.next_up],
            "stale": [{"path": path, "days": days} for path, days in outlook.stale.items()],
            "review_due": [{"path": path, "since": day.isoformat()} for path, day in outlook.due.items()],
            "kinds": {kind: _figures(progress) for kind, progress in roadmap.by_kind.items()},
            "phases": [
                {
                    "number": phase.number,
                    "title": phase.title,
                    "path": phase.path,
                    "page": site.addresses[phase.path],
                    "progress": _figures(phase.progress),
                    "reported": _reported(read_baseline(site.notes[phase.path])),
                    "forecast": _forecast(outlook.forecasts.get(phase.path, Forecast())),
                    "items": [_item(site, item) for item in phase.items],
                }
                for phase in roadmap.phases
            ],
            "without_phase": [_item(site, item) for item in roadmap.unplaced],
            "burn_up": _burn_up(outlook.burn_up),
        }
    )


def _text(data: Mapping[str, object]) -> str:
    # As JSON allows, so that no title is markup where somebody puts the figures into a page.
    return json.dumps(data, ensure_ascii=False, indent=2).replace("<", "\\u003c") + "\n"


def _item(site: Site, item: Item) -> dict[str, object]:
    review = site.outlook.reviews.get(item.path)
    return {
        "path": item.path,
        "title": item.title,
        "page": site.addresses[item.path],
        "kind": item.kind,
        "status": item.status,
        "estimate": item.estimate,
        "minutes": item.minutes,
        "milestone": item.is_milestone,
        "after": item.after,
        "evidence": len(item.write_ups) + len(item.runs),
        "next_review": review.isoformat() if review else None,
    }


def _figures(progress: Progress) -> dict[str, int | None]:
    return {
        "percent": progress.percent,
        "percent_by_time": progress.percent_of_time,
        "total": progress.total,
        "done": progress.done,
        "partial": progress.partial,
        "todo": progress.todo,
        "skipped": progress.skipped,
        "minutes": progress.minutes,
        "minutes_left": round(progress.half_minutes_left / 2),
        "unestimated": progress.unestimated,
        "done_without_evidence": progress.unproven,
    }


def _reported(baseline: Baseline | None) -> dict[str, object] | None:
    if baseline is None:
        return None
    counts = baseline.counts
    return {
        "percent": baseline.percent,
        "total": counts.total,
        "done": counts.done,
        "partial": counts.partial,
        "todo": counts.todo,
        "on": baseline.day.isoformat() if baseline.day else None,
    }


def _forecast(forecast: Forecast) -> dict[str, object]:
    days = {"early": forecast.early, "late": forecast.late, "likely": forecast.likely}
    shown = {name: day.isoformat() if day else None for name, day in days.items()}
    return {"prospect": forecast.prospect, "weeks": forecast.weeks, **shown}


def _burn_up(burn_up: BurnUp) -> list[dict[str, object]]:
    return [
        {"day": each.day.isoformat(), "half_points": each.halves, "items": each.total}
        for each in burn_up.points
    ]
