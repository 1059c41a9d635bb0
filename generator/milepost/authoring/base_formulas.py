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


def formulas(settings: Settings) -> Mapping[str, str]:
    """The formulas by name, those that others ask for first."""
    statuses = settings.statuses
    done = _words(word for word, status in statuses.items() if status is Status.DONE)
    partial = _words(word for word, status in statuses.items() if status is Status.PARTIAL)
    other = "file(value).properties.status.toString().trim().lower()"
    is_other_item = 'list(file(value).properties.type).join("").trim().lower() == "item"'
    return {
        "word": 'if(status.isType("string"), status.trim().lower(), "")',
        "is done": f"{done}.contains(formula.word)",
        "is begun": f"{partial}.contains(formula.word)",
        "waits for": (
            f'list(after).filter(value.isType("link") && {is_other_item} && !{done}.contains({other}))'
        ),
        "phase": 'if(phase.isType("link"), file(phase).asLink(), phase)',
        "phase order": (
            "if(/^[0-9]+$/.matches(phase.toString()), number(phase.toString()), file(phase).properties.order)"
        ),
        "days untouched": f"if(file.mtime, max(((today() - file.mtime.date()) / {_DAY}).floor(), 0), 0)",
        "amounts in brackets": _amounts(r'replace(/^[^()]*\(([^()]*)\)$/, "$1")', settings),
        "amounts before": _amounts(r'replace(/^([^()]*)\([^()]*\)$/, "$1")', settings),
        "minutes in brackets": _sum('formula["amounts in brackets"]'),
        "minutes before": _sum('formula["amounts before"]'),
        # The amount in brackets wins; 0 is what no estimate is.
        "minutes": "max({}, if({}, 0, {}))".format(
            *('formula["minutes in brackets"]', 'formula["minutes in brackets"]', 'formula["minutes before"]')
        ),
        "is waiting": '!formula["waits for"].isEmpty()',
        "is new": '!formula["is begun"]',
        "effort": (
            'if(formula["is begun"], -formula["days untouched"], '
            f"if(formula.minutes, formula.minutes, {_LAST}))"
        ),
        "place": f"if(order, order, {_LAST})",
    }


def _words(words: Iterable[str]) -> str:
    """A list of texts."""
    return json.dumps(list(words), ensure_ascii=False)


def _amounts(part: str, settings: Settings) -> str:
    """A part of an estimate, each amount in it as its number and the minutes of its unit: `2*60;`."""
    known = f"estimate.toString().trim().lower().{part}.trim()"
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
