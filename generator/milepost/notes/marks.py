"""The properties that say who may see a note, and how they are told where a slip has damaged them.

What a slip hides from YAML must not make a note public: it is found by its look, in what looks like
properties.
"""

import re
from collections.abc import Iterable

__all__ = ["MARKS", "damaged_name", "lost_mark"]

MARKS = ("publish", "draft")
"""By name in lower case."""

_NAME = "|".join(MARKS)
# Signs that nobody sees, as they come along with what is pasted.
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
# `publish:`, `publish\u200b`, and in braces `publish:false`; `publish date` is a name of its own.
_DAMAGED = re.compile(rf"[\W_]*({_NAME})[\W_]*([:：].*)?", re.DOTALL)
# Of a line, or an entry in braces, that says one word at most. More may be prose: "Draft: the second part".
_MARK = re.compile(
    rf"(?:^|[{{,])[\s\"'{_UNSEEN}-]*({_NAME})[\s\"'{_UNSEEN}]*[:：=]++\s*(?:[^\s,{{}}#]+\s*)?(?:$|[,}}#])",
    re.IGNORECASE,
)
# A line of dashes, whatever an editor has made of them or has put around them; without any, an empty line.
_FENCE = re.compile(rf"[\s{_UNSEEN}]*(?:([-‐-―−+]+)[\s{_UNSEEN}]*)?")
_CODE = ("```", "~~~")


def damaged_name(name: str) -> str | None:
    """The mark that a property's name, in lower case, nearly is."""
    found = None if name in MARKS else _DAMAGED.fullmatch(name)
    return found and found[1]


def lost_mark(lines: Iterable[str]) -> tuple[int, str] | None:
    """The first mark in the head of a text without properties, and its line, counted from 1.

    The head is the first lines that are not empty. What it says is prose unless a line of dashes stands above
    or below it; and that line is a rule, as Markdown has it, if it says nothing of the kind.
    """
    fenced, begun = False, False
    found: tuple[int, str] | None = None
    for number, line in enumerate(lines, 1):
        if (bare := _FENCE.fullmatch(line)) is not None:
            fenced = fenced or bool(bare[1])
            if begun:
                break
        elif line.lstrip().startswith(_CODE):
            break
        else:
            begun = True
            if found is None and (mark := _MARK.search(line)) is not None:
                found = number, mark[1].lower()
    return found if fenced else None
