"""The results note: a record as Obsidian shows it, with numbers as properties and headings to embed."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import cast

import yaml

from milepost.experiment.inputs import ABSENT
from milepost.experiment.record import Record
from milepost.experiment.show import show_number, yaml_number
from milepost.experiment.source import text_digest
from milepost.model.frozen import Frozen
from milepost.model.run import Outcome
from milepost.model.words import counted

__all__ = ["added_properties", "digest_of", "note_text"]

_NOTE = re.compile(r"\ufeff?---\n(.*?\n)---\n(.*)\Z", re.DOTALL)
# Far more than an author adds, and still read quickly, whatever the words are.
_MOST_CHARACTERS = 20_000


def note_text(record: Record, added: Sequence[str] = ()) -> str:
    """The note as Markdown, with the lines of properties that its author has `added`."""
    words = (*_results(record), *_checks(record), *_provenance(record), "")
    return "\n".join(("---", *_properties(record), *added, "---", "", *words))


def added_properties(text: str, *records: Record) -> tuple[str, ...]:
    """The lines of the properties in a note that none of the records has: `publish: true`, tags."""
    found, written = _read(text), [_read(note_text(record)) for record in records]
    if found is None:
        return ()
    known = {name.lower() for note in written if note for name in note.starts}
    spans = zip(found.starts, pairwise((*found.starts.values(), len(found.lines))), strict=True)
    added = (found.lines[slice(*span)] for name, span in spans if name.lower() not in known)
    return tuple(chain.from_iterable(added))


def digest_of(name: str, data: bytes, record: Record) -> str:
    """The digest of one of the record's files, by which it is as the run wrote it or not.

    The author of a note may add properties to it, and Obsidian then writes all of them anew in its own way.
    """
    digest, written = text_digest(data), record.files.get(name)
    if written is None or digest == written or name != f"{record.experiment}.md":
        return digest
    found, ours = _read(data.decode("utf-8", "replace")), _read(note_text(record))
    if found is None or ours is None or found.body != ours.body:
        return digest
    return written if found.values.items() >= ours.values.items() else digest


class _Note(Frozen):
    """A note with properties."""

    lines: tuple[str, ...]
    """Those of its properties."""
    starts: Mapping[str, int]
    """The line on which each property begins, counted from 0, in their order."""
    values: Mapping[str, object]
    body: str


def _read(text: str) -> _Note | None:
    """The note, `None` where it has no properties that can be read."""
    found = _NOTE.match(text.replace("\r\n", "\n"))
    if found is None or len(found[1]) > _MOST_CHARACTERS:
        return None
    try:
        node: object = yaml.compose(found[1], yaml.SafeLoader)
        values: object = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(node, yaml.MappingNode) or not isinstance(values, dict):
        return None
    starts = {str(key.value): key.start_mark.line for key, _ in node.value}
    return _Note(tuple(found[1].splitlines()), starts, cast("dict[str, object]", values), found[2])


def _properties(record: Record) -> Iterator[str]:
    """Flat ones only: Obsidian shows nested properties as raw text."""
    yield from ("type: run", f"experiment: {record.experiment}", f"title: {_quoted(record.title)}")
    yield f"outcome: {record.outcome}"
    yield f"profile: {record.profile}"
    yield f"ran: {str(record.measured['started']).removesuffix('Z')}"  # Obsidian's dates have no zone
    yield f"seconds: {record.measured['seconds']}"
    yield f"checks: {_quoted(_score(record))}"
    yield from (f"m_{each.name}: {yaml_number(each.value)}" for each in record.metrics)
    yield "serves:" if record.serves else "serves: []"
    yield from (f"  - {_quoted(f'[[{name}]]')}" for name in record.serves)
    if record.model:
        yield f"model: {_quoted(_model(record))}"


def _results(record: Record) -> Iterator[str]:
    yield from ("## Results", "", record.question, "")
    if record.outcome is not Outcome.OK:
        kept = " Below stand the results of the last good run." if record.figures else ""
        yield from ("> [!failure] The last run did not end well", f"> {_code(record.reason)}{kept}", "")
    for figure in record.figures:
        yield from (f"![[{figure.light}]]", f"^{figure.name}", "")
    if record.metrics:
        rows = [(f"`{each.name}`", show_number(each.value), each.unit) for each in record.metrics]
        yield from _table(("Metric", "Value", "Unit"), rows, numbers={1})
    for table in record.tables:
        columns = list(table.rows[0])
        numbers = {n for n, name in enumerate(columns) if not isinstance(table.rows[0][name], str)}
        yield from (f"### {table.name}", "")
        yield from _table(
            columns, ([show_number(value) for value in row.values()] for row in table.rows), numbers
        )


def _checks(record: Record) -> Iterator[str]:
    yield from ("## Checks", "")
    if not record.checks:
        yield from ("None was reached.", "")
        return
    rows = [("passed" if each.passed else "**failed**", each.what, each.detail) for each in record.checks]
    yield from _table(("Result", "Claim", "Measured"), rows)


def _provenance(record: Record) -> Iterator[str]:
    machine = record.machine
    yield from ("## Provenance", "")
    yield f"- Script: `{record.script}`, profile {record.profile}, seed {record.seed}"
    yield f"- Parameters: {_pairs(record.params)}"
    if record.model:
        count = f"{record.model['parameters']:,} parameters" if "parameters" in record.model else ""
        words = (str(record.model.get("source", "")), count, str(record.model.get("weights", "")))
        yield f"- Model: {_code(_model(record))}, {', '.join(filter(None, words))}"
    if record.software:  # only a run that came to its end has recorded it
        yield f"- Software: {', '.join(f'{name} {version}' for name, version in record.software.items())}"
    words = (machine["system"], machine["architecture"], machine["processor"])
    size = (f"{machine['cores']} cores", f"{machine['memory_gib']} GiB of memory")
    yield f"- Machine: {', '.join(map(str, filter(None, (*words, *size, machine.get('matrices')))))}"
    if record.inputs.code:
        # Data is counted, not named: what an experiment reads may be private notes.
        read = sum(each != ABSENT for each in record.inputs.data.values())
        counts = ((read, "data file"), (len(record.inputs.folders), "folder"))
        used = (counted(*each) for each in counts if each[0])
        yield f"- Made from: {', '.join((*map(_code, record.inputs.code), *used))}"


def _table(
    columns: Iterable[str], rows: Iterable[Sequence[str]], numbers: frozenset[int] | set[int] = frozenset()
) -> Iterator[str]:
    head = tuple(columns)
    yield _row(head)
    yield _row(["--:" if n in numbers else "---" for n in range(len(head))])
    yield from map(_row, rows)
    yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(' '.join(each.split()).replace('|', chr(92) + '|') for each in cells)} |"


def _pairs(params: Mapping[str, object]) -> str:
    return ", ".join(_code(f"{name} = {json.dumps(value)}") for name, value in params.items()) or "none"


def _model(record: Record) -> str:
    return str(record.model.get("name", ""))


def _score(record: Record) -> str:
    return f"{sum(each.passed for each in record.checks)}/{len(record.checks)}"


def _quoted(text: str) -> str:
    """The text as YAML in double quotes, which JSON's are."""
    return json.dumps(text, ensure_ascii=False)


def _code(text: str) -> str:
    """The text as a code span: whatever an exception says stays text."""
    fence = "`" * (1 + max(map(len, re.findall(r"`+", text)), default=0))
    return f"{fence} {text} {fence}" if "`" in text else f"`{text}`"
