"""The text of a roadmap page, as a browser copies it, to what it says.

    page      = title  percent  counts  kinds?  phase+
    counts    = (NUMBER ("Total" | "Done" | "Partial" | "Todo"))+        one a line, or run together
    kinds     = KIND+                                                    the filters, run together
    phase     = "Phase" NUMBER "of" NUMBER  name  tagline?  percent  counts  item*

Blank lines mean nothing, nor do the marks of a Markdown heading, and several pages may stand one below the
other. Whatever fits nowhere becomes a finding with its line: nothing is dropped in silence.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from milepost.authoring.card_text import Line, Report, read_item
from milepost.authoring.page_text import Figures, Finding, PhaseText, RoadmapText
from milepost.errors import RoadmapTextError
from milepost.model.frozen import Frozen, field, replace
from milepost.model.roadmap import Progress
from milepost.settings import DEFAULT_HOURS, DEFAULT_KINDS

__all__ = ["parse_roadmap_text"]

_PHASE = re.compile(r"phase\s*([0-9]{1,3})\s*of\s*([0-9]{1,3})", re.IGNORECASE)
_PERCENT = re.compile(r"([0-9]{1,3})\s*%?")
_COUNTS = re.compile(r"(?:[0-9]{1,9}\s*(?:total|done|partial|todo)\s*)+", re.IGNORECASE)
_COUNT = re.compile(r"([0-9]+)\s*(total|done|partial|todo)", re.IGNORECASE)
_NUMBERED = re.compile(r"[0-9]{1,4}[.)]\s")
_HEADING = re.compile(r"^#{1,6}[ \t]+(?=\S)")


def parse_roadmap_text(
    text: str,
    name: str,
    *,
    kinds: Sequence[str] = DEFAULT_KINDS,
    hours: Mapping[str, float] = DEFAULT_HOURS,
) -> RoadmapText:
    """What the page says; `name` is the file's, for messages and for the notes.

    Raises:
        RoadmapTextError: the text is empty, is not that of a roadmap page, or has a phase twice.
    """
    lines = _with_indents(_lines(text))
    if not lines:
        raise RoadmapTextError(name, 1, "the file is empty; save the text of a roadmap page in it")
    start = next((at for at, (_, line) in enumerate(lines) if _PHASE.fullmatch(line.strip())), None)
    if not start:
        what = 'no line says "Phase 1 of 6"' if start is None else "no title stands above the first phase"
        raise RoadmapTextError(name, 1, f"{what}; milepost import --help shows which text is read")

    (title_line, title), *head = lines[:start]
    shown_kinds, figures_lines = _take_filters(head, kinds)
    parts, repeated = _split(lines[start:], title, shown_kinds)
    _refuse_repeated(parts, name)
    findings: list[Finding] = []
    report = _report_to(findings)
    page = RoadmapText(
        file=name,
        line=title_line,
        title=title.strip(),
        figures=_figures(title_line, figures_lines, report),
        kinds=shown_kinds,
        phase_count=parts[0].count,
        phases=tuple(_phase(part, tuple(hours), findings) for part in parts),
        findings=(),
    )
    for at, line in repeated:
        if line not in {text for _, text in head}:
            report(at, f'differs from the first head of the page, left out: "{line.strip()}"')
    if findings and not page.items:
        known = ", ".join(kinds)
        reason = f"no line is one of the kinds {known}; name the page's own in the option `kinds`"
        raise RoadmapTextError(name, findings[0].line, reason)
    return replace(page, findings=tuple(sorted(findings, key=lambda finding: finding.line)))


def _lines(text: str) -> list[Line]:
    numbered = enumerate(re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")), start=1)
    return [(number, _HEADING.sub("", line.rstrip())) for number, line in numbered if line.strip()]


def _with_indents(lines: list[Line]) -> list[Line]:
    """The lines with numbered ones indented, as steps are, where an editor has taken all indents away."""
    if any(text[0].isspace() for _, text in lines):
        return lines
    return [(number, f" {text}" if _NUMBERED.match(text) else text) for number, text in lines]


def _take_filters(head: Sequence[Line], kinds: Sequence[str]) -> tuple[tuple[str, ...], list[Line]]:
    """The kinds that the filters name, all kinds where there are none, and the lines that are no filters."""
    word = "|".join(re.escape(kind) for kind in sorted(kinds, key=len, reverse=True))
    filters = re.compile(rf"(?:(?:{word})\s*)+", re.IGNORECASE)
    named = [text for _, text in head if filters.fullmatch(text.strip())]
    found = (each.lower() for text in named for each in re.findall(word, text, re.IGNORECASE))
    others = [line for line in head if line[1] not in named]
    return tuple(dict.fromkeys(found)) or tuple(kind.lower() for kind in kinds), others


class _PhaseLines(Frozen):
    """The lines of one phase, before they are read."""

    number: int
    count: int
    header: list[Line]
    """From "Phase 1 of 6" to the first card."""
    cards: list[list[Line]] = field(default_factory=list[list[Line]])


def _split(lines: Iterable[Line], title: str, kinds: Sequence[str]) -> tuple[list[_PhaseLines], list[Line]]:
    """The phases' lines, card by card, and the lines of heads that are repeated between phases.

    The line below a kind is a card's title, even where it looks like anything else.
    """
    phases: list[_PhaseLines] = []
    repeated: list[Line] = []
    current: list[Line] = []
    title_is_due = False
    for line in lines:
        if title_is_due:
            current.append(line)
            title_is_due = False
        elif begun := _PHASE.fullmatch(line[1].strip()):
            current = [line]
            phases.append(_PhaseLines(int(begun[1]), int(begun[2]), current))
        elif line[1] == title:
            current = repeated
        elif line[1].lower() in kinds and current is not repeated:
            current = [line]
            phases[-1].cards.append(current)
            title_is_due = True
        else:
            current.append(line)
    return phases, repeated


def _refuse_repeated(phases: Iterable[_PhaseLines], name: str) -> None:
    """Two phases of a number would be two notes that claim one place, and hold the same items.

    Raises:
        RoadmapTextError: the phase that begins a second time.
    """
    begun: dict[int, int] = {}
    for phase in phases:
        line = phase.header[0][0]
        first = begun.setdefault(phase.number, line)
        if first != line:
            reason = f"phase {phase.number} begins in line {first} already; leave one of the two in the file"
            raise RoadmapTextError(name, line, reason)


def _report_to(findings: list[Finding], item: int | None = None) -> Report:
    return lambda line, message: findings.append(Finding(line, item, message))


def _phase(part: _PhaseLines, units: Sequence[str], findings: list[Finding]) -> PhaseText:
    report = _report_to(findings)
    (line, _), *rest = part.header
    name = rest.pop(0)[1].strip() if rest else ""
    if not name:
        report(line, "the phase has no name")
    tagline = rest.pop(0)[1].strip() if rest and not _is_figure(rest[0][1]) else ""
    figures = _figures(line, rest, report)
    items = tuple(
        read_item(card, number, units, _report_to(findings, number))
        for number, card in enumerate((card for card in part.cards if len(card) > 1), start=1)
    )
    for (at, kind), *below in part.cards:
        if not below:
            report(at, f'no title stands below "{kind}"')
    return PhaseText(line, part.number, name, tagline, figures, items)


def _is_figure(text: str) -> bool:
    return bool(_PERCENT.fullmatch(text.strip()) or _COUNTS.fullmatch(text.strip()))


def _figures(line: int, lines: Iterable[Line], report: Report) -> Figures:
    """The percentage and the counts. Whatever else the lines hold is reported, and what does not add up."""
    figures = Figures()
    for at, text in lines:
        if (found := _PERCENT.fullmatch(text.strip())) and figures.percent is None:
            figures = replace(figures, percent=int(found[1]))
        elif _COUNTS.fullmatch(text.strip()):
            counts = {label.lower(): int(number) for number, label in _COUNT.findall(text)}
            figures = replace(figures, **counts)
        else:
            report(at, f'fits nothing that a roadmap page holds here, left out: "{text.strip()}"')
    done, partial, todo = figures.done, figures.partial, figures.todo
    if done is not None and partial is not None and todo is not None:
        progress = Progress(done, partial, todo)
        if figures.total not in (None, progress.total):
            report(
                line, f"{done} + {partial} + {todo} is {progress.total}, but the page says {figures.total}"
            )
        if figures.percent not in (None, progress.percent):
            report(line, f"its counts make {progress.percent} %, but the page says {figures.percent} %")
    return figures
