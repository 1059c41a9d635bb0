"""Problems and leaks as text for people and as JSON for programs."""

import json
from collections.abc import Sequence

from milepost.audit import Audit
from milepost.checks.privacy import Leak
from milepost.model.problem import Problem
from milepost.roadmap.words import counted

__all__ = [
    "audit_as_text",
    "leaks_as_json",
    "problems_as_json",
    "problems_as_text",
]


def problems_as_text(problems: Sequence[Problem], notes: int) -> str:
    """One line a problem, in order of place, and how many there are."""
    if problems:
        return "\n".join((*map(str, problems), counted(len(problems), "problem")))
    if not notes:
        return "No notes yet: write one in Obsidian, or see how `milepost init DIR` begins."
    return f"{counted(notes, 'note')}, no problems"


def problems_as_json(problems: Sequence[Problem]) -> str:
    """The problems as a list of objects with stable keys."""
    return json.dumps(
        [
            {
                "path": each.path,
                "line": each.line,
                "code": each.code,
                "severity": each.severity,
                "message": each.message,
                "hint": each.hint,
            }
            for each in problems
        ],
        ensure_ascii=False,
        indent=2,
    )


def audit_as_text(audit: Audit) -> str:
    """One line a leak and what to do, or what was looked through."""
    looked = (
        f"{counted(audit.files, 'file')} of the site, {counted(audit.private, 'private file')} of the vault"
    )
    if not audit.leaks:
        return f"{looked}: nothing private goes out"
    todo = (
        "Do not publish this site. If a word tells nothing, give it with --allow; "
        "if the site is older than the notes, build it again."
    )
    return "\n".join((*map(str, audit.leaks), f"{looked}: {counted(len(audit.leaks), 'leak')}", todo))


def leaks_as_json(leaks: Sequence[Leak]) -> str:
    """The leaks as a list of objects with stable keys; what they say is in none."""
    rows = [
        {"file": each.file, "note": each.canary.note, "line": each.canary.line, "what": each.canary.what}
        for each in leaks
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
