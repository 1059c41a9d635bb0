"""What items are, how far they are and what they take, as formulas of Obsidian's bases.

Each says what `notes/schema.py`, `roadmap/collect.py`, `roadmap/estimate.py` or `roadmap/next_up.py` say,
with the words and figures of the settings, so that the app and the site list the same items.
"""

import json
import re
from collections.abc import Iterable, Mapping

from milepost.model.roadmap import Status
from milepost.roadmap.estimate import unit_hours
from milepost.settings import Settings

__all__ = ["IS_ITEM", "formulas"]

IS_ITEM = 'list(type).join("").trim().lower() == "item"'
"""The filter of all of a roadmap's bases."""

_DAY = "86400000"  # milliseconds
# After every estimate, and after every order.
_LAST = "1000000000"
_IS_DAY = "/^[0-9]{4}-[0-9]{2}-[0-9]{2}/"
_NUMBER = "/^[0-9]+$/"


def formulas(settings: Settings) -> Mapping[str, str]:
    """The formulas by name, those that others ask for first."""
    statuses = settings.statuses
    done = _words(word for word, status in statuses.items() if status is Status.DONE)
    partial = _words(word for word, status in statuses.items() if status is Status.PARTIAL)
    settled = _words(word for word, status in statuses.items() if not status.is_open)
    other = 'list(file(value).properties.status).join("").trim().lower()'
    order = "file(phase).properties.order"
    is_other_item = 'list(file(value).properties.type).join("").trim().lower() == "item"'
    return {
        "word": 'list(status).join("").trim().lower()',
        "is_done": f"{done}.contains(formula.word)",
        "is_settled": f"{settled}.contains(formula.word)",
        "is_begun": f"{partial}.contains(formula.word)",
        "waits_for": (
            f'list(after).filter(value.isType("link") && {is_other_item} && !{settled}.contains({other}))'
        ),
        "phase": 'if(phase.isType("link"), file(phase).asLink(), phase)',
        "phase_order": (
            f"if(phase, if({_NUMBER}.matches(phase.toString()), number(phase.toString()), {order}))"
        ),
        "days_untouched": f"if(file.mtime, max(((today() - file.mtime.date()) / {_DAY}).floor(), 0), 0)",
        "review_day": f"if({_IS_DAY}.matches(review.toString()), date(review.toString()).date())",
        "days_of_review": f"list(reviewed).filter({_IS_DAY}.matches(value.toString()))",
        "is_due": (
            "formula.is_done && formula.review_day && formula.review_day <= today() && "
            "formula.days_of_review.filter(date(value.toString()).date() >= formula.review_day).isEmpty()"
        ),
        "amounts_in_brackets": _amounts(r'replace(/^[^()]*\(([^()]*)\)$/, "$1")', settings),
        "amounts_before": _amounts(r'replace(/^([^()]*)\([^()]*\)$/, "$1")', settings),
        "minutes_in_brackets": _sum("formula.amounts_in_brackets"),
        "minutes_before": _sum("formula.amounts_before"),
        "minutes": ("if(formula.minutes_in_brackets, formula.minutes_in_brackets, formula.minutes_before)"),
        "is_waiting": "!formula.waits_for.isEmpty()",
        "is_new": "!formula.is_begun",
        "effort": (
            f"if(formula.is_begun, -formula.days_untouched, if(formula.minutes, formula.minutes, {_LAST}))"
        ),
        "place": f"if(order.isEmpty(), {_LAST}, order)",
    }


def _words(words: Iterable[str]) -> str:
    """A list of texts."""
    return json.dumps(list(words), ensure_ascii=False)


def _amounts(part: str, settings: Settings) -> str:
    """A part of an estimate, each amount in it as its number and the minutes of its unit: `2*60;`."""
    known = f'if(estimate, estimate.toString().trim().lower(), "").{part}.trim()'
    for unit, hours in unit_hours(settings.estimate_hours).items():
        name = r"\s+".join(map(re.escape, unit.split()))
        amount = rf"/([0-9]+(?:[.,][0-9]+)?)\s*(?:full\s+)?{name}s?\s*/g"
        known += f'.replace({amount}, "$1*{60 * hours:.6g};")'
    return known + '.replace(",", ".")'


def _sum(amounts: str) -> str:
    """The minutes of amounts that are nothing else, or of a bare number of hours; 0 of any other words."""
    each = 'number(value.split("*")[0]) * number(value.split("*")[1])'
    total = f'{amounts}.split(";").filter(value).map({each}).reduce(acc + value, 0).round()'
    bare = f"if(/^[0-9]+(?:[.][0-9]+)?$/.matches({amounts}), (60 * number({amounts})).round(), 0)"
    return f"if(/^(?:[0-9.]+[*][0-9.]+;)+$/.matches({amounts}), {total}, {bare})"
