"""The properties that say who may see a note, and how they are told where a slip has damaged them.

What a slip hides from YAML must not make a note public: it is found by its look, in what looks like
properties.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import islice, takewhile
from unicodedata import normalize

from milepost.notes.values import TRUTHS, read_truth

__all__ = ["MARKS", "damaged_name", "hides", "lost_mark", "lost_mark_below"]

MARKS = ("publish", "draft")
"""By name in lower case."""

_NAME = "|".join(MARKS)
# Characters that nobody sees, as they come along with what is pasted.
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
# `publish:`, `publish\u200b`, and in braces `publish:false`; `publish date` is a name of its own.
_DAMAGED = re.compile(rf"[\W_]*({_NAME})[\W_]*([:：].*)?", re.DOTALL)
# Of a line, or an entry in braces, that says one word at most. More may be prose: "Draft: the second part".
_MARK = re.compile(
    rf"(?:^|\{{(?:[^}}]{{0,99}},)?)[\s\"'{_UNSEEN}-]*({_NAME})[\s\"'{_UNSEEN}]*[:：=]++\s*"
    r"([^\s,{}#]+\s*)?(?:$|[,}#])",
    re.IGNORECASE,
)
# Between two lines of dashes a mark may say whatever it likes, where all beside it look like properties.
_ANY_MARK = re.compile(rf"[\s\"'{_UNSEEN}-]*({_NAME})[\s\"'{_UNSEEN}]*[:：=]", re.IGNORECASE)
_PROPERTY = re.compile(rf"[\s{_UNSEEN}]*(?:$|[-#{{]|[\"'\w][^:：]{{0,99}}[:：=])")
# A line of dashes, whatever an editor has made of them or has put around them; without any, an empty line.
_FENCE = re.compile(rf"[\s{_UNSEEN}]*(?:([-‐-―−+]+)[\s{_UNSEEN}]*)?")
_CODE = ("```", "~~~")
# So many lines are looked at; so many may have come to stand above properties, a title and a remark.
_MOST_LINES, _MOST_ABOVE = 100, 3


def damaged_name(name: str) -> str | None:
    """The mark that a property's name, in lower case, nearly is."""
    found = None if name in MARKS else _DAMAGED.fullmatch(normalize("NFKC", name))
    return found and found[1]


def hides(name: str, value: object) -> bool:
    """Whether a property by its name and value clearly makes a note private."""
    mark = name.lower()
    try:
        return mark in MARKS and read_truth(value) is (mark == "draft")
    except ValueError:
        return False


def lost_mark(lines: Iterable[str]) -> tuple[int, str] | None:
    """The first mark in the head of a text without properties, and its line, counted from 1.

    What the head says is prose unless a line of dashes stands above or below it; and that line is a rule, as
    Markdown has it, if it says nothing of the kind.
    """
    head = list(islice(takewhile(_is_no_code, lines), _MOST_LINES))
    fences = [at for at, line in enumerate(head) if (bare := _FENCE.fullmatch(line)) and bare[1]]
    return _between(head, fences) or _beside(head, fences)


def lost_mark_below(lines: Iterable[str]) -> tuple[int, str] | None:
    """The first mark at the head of what follows properties that hold none, and its line, counted from 1.

    A program may have put properties of its own above those that were there. Without a line of dashes, only a
    first line that says yes or no is one.
    """
    head = list(islice(lines, _MOST_LINES))
    first = next((at for at, line in enumerate(head) if line.strip()), None)
    if first is None:
        return None
    if not _says_something(head[first]):
        return lost_mark(head)
    mark = _MARK.match(head[first])
    is_meant = mark is not None and (mark[2] or "").strip().lower() in TRUTHS
    return (first + 1, mark[1].lower()) if mark and is_meant else None


def _between(head: Sequence[str], fences: Sequence[int]) -> tuple[int, str] | None:
    """A mark between the first two lines of dashes, if properties are all that is there."""
    if len(fences) < 2 or sum(map(_says_something, head[: fences[0]])) > _MOST_ABOVE:
        return None
    inside = head[fences[0] + 1 : fences[1]]
    if not all(map(_PROPERTY.match, inside)):
        return None
    marks = ((number, _ANY_MARK.match(line)) for number, line in enumerate(inside, fences[0] + 2))
    return next(((number, mark[1].lower()) for number, mark in marks if mark), None)


def _beside(head: Sequence[str], fences: Sequence[int]) -> tuple[int, str] | None:
    """A mark in the first lines that are not empty, if a line of dashes stands above or below them."""
    first = next((at for at, line in enumerate(head) if _says_something(line)), len(head))
    last = next((at for at in range(first, len(head)) if not _says_something(head[at])), len(head))
    is_above = any(at < first for at in fences)
    if not (is_above or last in fences):
        return None
    for number, line in enumerate(head[first:last], first + 1):  # above a line of dashes, words are a heading
        mark = _MARK.search(line)
        if mark is not None and (is_above or mark[2] is None or mark[2].strip().lower() in TRUTHS):
            return number, mark[1].lower()
    return None


def _says_something(line: str) -> bool:
    return _FENCE.fullmatch(line) is None


def _is_no_code(line: str) -> bool:
    return not line.lstrip().startswith(_CODE)
