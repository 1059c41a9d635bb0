"""Problems and progress as text for people and as JSON for programs."""

import json
import os
import posixpath
from collections import Counter
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import cast

from rich.console import Console
from rich.table import Table
from rich.text import Text

from milepost.audit import Audit
from milepost.checks.privacy import Leak
from milepost.experiment.standing import Standing
from milepost.model.problem import Problem
from milepost.model.roadmap import Progress, Roadmap
from milepost.roadmap.words import counted

__all__ = [
    "audit_as_text",
    "experiments_as_text",
    "leaks_as_json",
    "problems_as_github",
    "problems_as_json",
    "problems_as_text",
    "roadmap_as_data",
    "roadmap_as_text",
]

_BAR_CELLS = 12
_STANDS = ("current", "drifted")


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


def problems_as_github(problems: Sequence[Problem], vault: Path) -> str:
    """One annotation a problem, as GitHub's workflows read them; files as below the working directory."""
    folder = os.path.relpath(vault)

    def line(each: Problem) -> str:
        hint = f"; {each.hint}" if each.hint else ""
        file = _in_property(posixpath.normpath(f"{folder.replace(os.sep, '/')}/{each.path}"))
        place = f"file={file},line={each.line},title={each.code}"
        return f"::{each.severity} {place}::{_in_text(each.message + hint)}"

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


def roadmap_as_data(roadmap: Roadmap) -> Mapping[str, object]:
    """The roadmap's figures with stable keys; times in minutes."""
    return {
        "title": roadmap.title,
        "progress": _figures(roadmap.progress),
        "kinds": {kind: _figures(progress) for kind, progress in roadmap.by_kind.items()},
        "phases": [
            {
                "number": phase.number,
                "title": phase.title,
                "path": phase.path,
                "progress": _figures(phase.progress),
                "items": [
                    {
                        "path": item.path,
                        "title": item.title,
                        "kind": item.kind,
                        "status": item.status,
                        "estimate": item.estimate,
                        "minutes": item.minutes,
                    }
                    for item in phase.items
                ],
            }
            for phase in roadmap.phases
        ],
        "without_phase": [item.path for item in roadmap.unplaced],
    }


def roadmap_as_text(roadmap: Roadmap) -> str:
    """The dashboard: one line for the whole, one for each phase and each kind."""
    if not roadmap.progress.total:
        return "No items yet: a note with `type: item` is one. `milepost new item TITLE` writes it."
    terminal = Console()
    out = Console(file=StringIO(), width=max(80, terminal.width), force_terminal=terminal.is_terminal)
    whole = roadmap.progress
    counts = f"{whole.done} done, {whole.partial} partial, {whole.todo} to do of {whole.total}"
    out.print(Text(roadmap.title, style="bold"))
    out.print(Text(f"{whole.percent} %: {counts}"))
    phases = [(f"{phase.number}. {phase.title}", phase.progress) for phase in roadmap.phases]
    for name, rows in (("phase", phases), ("kind", list(roadmap.by_kind.items()))):
        if rows:
            out.print()
            out.print(_table(name, rows, out.width))
    return cast("StringIO", out.file).getvalue().rstrip("\n")


def _table(name: str, rows: Sequence[tuple[str, Progress]], width: int) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    figures = [_columns(progress) for _, progress in rows]
    widths = {each: max(len(each), *(len(row[each]) for row in figures)) for each in figures[0]}
    # All columns are as wide as they need; where there is too little room, the name alone gives way.
    room = width - sum(each + 2 for each in (_BAR_CELLS, *widths.values())) - 2
    table.add_column(name, max_width=room, no_wrap=True, overflow="ellipsis")
    table.add_column("", width=_BAR_CELLS)
    for figure, widest in widths.items():
        table.add_column(figure, justify="right", width=widest, no_wrap=True)
    for (title, progress), row in zip(rows, figures, strict=True):
        table.add_row(Text(title), _bar(progress), *row.values())
    return table


def _columns(progress: Progress) -> dict[str, str]:
    """The figures of one line, below their headings."""
    return {
        "%": str(progress.percent),
        "done": str(progress.done),
        "partial": str(progress.partial),
        "to do": str(progress.todo),
        "total": str(progress.total),
        "h left": _hours_left(progress),
    }


def _figures(progress: Progress) -> dict[str, int]:
    return {
        "percent": progress.percent,
        "total": progress.total,
        "done": progress.done,
        "partial": progress.partial,
        "todo": progress.todo,
        "minutes": progress.minutes,
        "minutes_left": round(progress.half_minutes_left / 2),
        "unestimated": progress.unestimated,
    }


def _bar(progress: Progress) -> Text:
    """Done solid, partial shaded, the rest light: told apart without colour. What there is has a cell."""
    done, partial = (
        max(1, count * _BAR_CELLS // progress.total) if count else 0
        for count in (progress.done, progress.partial)
    )
    rest = max(0, _BAR_CELLS - done - partial)
    return Text.assemble(("█" * done, "green"), ("▒" * partial, "yellow"), ("·" * rest, "dim"))


def _hours_left(progress: Progress) -> str:
    return f"{progress.half_minutes_left / 120:.1f}" if progress.minutes else "–"
