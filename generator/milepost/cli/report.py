"""Problems and leaks as text for people and as JSON for programs."""

import json
import os
import posixpath
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from milepost.audit import Audit
from milepost.checks.privacy import Leak
from milepost.experiment.standing import Standing
from milepost.model.problem import Problem
from milepost.model.words import counted
from milepost.settings import Settings

__all__ = [
    "audit_as_text",
    "experiments_as_text",
    "leaks_as_json",
    "problems_as_github",
    "problems_as_json",
    "problems_as_text",
]

_STANDS = ("current", "drifted")


def problems_as_text(problems: Sequence[Problem], notes: int, settings: Settings, *, hides_any: bool) -> str:
    """One line a problem, in order of place, and how many there are. `notes` is the number of public ones.

    Where there is none, it matters whether the vault `hides_any`.
    """
    lines = [*map(str, problems)]
    if problems:
        lines.append(counted(len(problems), "problem"))
    if not notes and settings.publish == "explicit":
        lines.append(
            "No public notes yet: with `publish: explicit`, a note is one that says `publish: true`."
        )
    elif not notes and not problems and hides_any:
        lines.append(
            "No public notes: all are private, templates, or in the app's 'Excluded files' or `exclude`."
        )
    elif not notes and not problems:
        lines.append("No public notes yet: write one in Obsidian, or see how `milepost init DIR` begins.")
    return "\n".join(lines) or f"{counted(notes, 'note')}, no problems"


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


def problems_as_github(problems: Sequence[Problem], vault: Path) -> str:
    """One annotation a problem, as GitHub's workflows read them; files as below the working directory."""
    try:
        folder = os.path.relpath(vault)
    except ValueError:  # on another drive of Windows, to which no way leads from here
        folder = str(vault)

    def line(each: Problem) -> str:
        file = _in_property(posixpath.normpath(f"{folder.replace(os.sep, '/')}/{each.path}"))
        place = f"file={file},line={each.line},title={each.code}"
        return f"::{each.severity} {place}::{_in_text(each.sentence)}"

    return "\n".join(map(line, problems))


def _in_text(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _in_property(words: str) -> str:
    return _in_text(words).replace(":", "%3A").replace(",", "%2C")


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


def experiments_as_text(standings: Sequence[Standing]) -> str:
    """How many experiments stand how, and of each that should run again, why."""
    states = Counter(each.state for each in standings)
    lines = [
        f"{each.experiment}: {each.state}{': ' * bool(each.reasons)}{'; '.join(each.reasons)}"
        for each in standings
        if each.state not in _STANDS
    ]
    counts = ", ".join(f"{count} {state}" for state, count in states.most_common())
    return "\n".join((f"{counted(len(standings), 'experiment')}: {counts}", *lines))
