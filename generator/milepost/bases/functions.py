"""Every function and field that formulas have, in one place."""

from collections import defaultdict
from collections.abc import Mapping

from milepost.bases.functions_date import DATE
from milepost.bases.functions_duration import DURATION
from milepost.bases.functions_file import FILE, LINK
from milepost.bases.functions_global import GLOBAL
from milepost.bases.functions_list import LIST, OBJECT
from milepost.bases.functions_number import NUMBER
from milepost.bases.functions_text import REGEX, TEXT
from milepost.bases.registry import Function

__all__ = ["FIELDS", "FUNCTIONS", "GLOBALS", "METHODS"]

FUNCTIONS: tuple[Function, ...] = (
    *GLOBAL,
    *DATE,
    *DURATION,
    *TEXT,
    *NUMBER,
    *LIST,
    *LINK,
    *FILE,
    *OBJECT,
    *REGEX,
)
"""All, in the order of Obsidian's documentation."""

GLOBALS: Mapping[str, Function] = {each.name: each for each in FUNCTIONS if not each.owner}
"""Functions without a value before them, by name."""


def _by_owner(*, fields: bool) -> Mapping[str, Mapping[str, Function]]:
    found: defaultdict[str, dict[str, Function]] = defaultdict(dict)
    for each in FUNCTIONS:
        if each.owner and each.is_field == fields:
            found[each.name][each.owner] = each
    return dict(found)


METHODS = _by_owner(fields=False)
"""Functions behind a value: by name, then by the kind of the value."""
FIELDS = _by_owner(fields=True)
"""What stands behind a value without brackets: by name, then by the kind of the value."""
