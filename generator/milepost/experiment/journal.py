"""What a running experiment records, line by line, so that even one that is killed leaves what it knew."""

import json
import math
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any, cast

from msgspec import Struct, field

from milepost.experiment.inputs import NO_INPUTS, Inputs
from milepost.model.frozen import Frozen
from milepost.model.run import Check, Metric

__all__ = ["Attempt", "Drawing", "Journal", "Progress", "Table", "follow"]

_NAME = "journal.jsonl"


class Drawing(Frozen):
    """One figure of an experiment, by the names of its files."""

    name: str
    alt: str
    light: str
    dark: str
    width_px: int
    height_px: int
    draw: str = ""
    """Module and name of the function that draws it from `data.json`; "" where only the run could."""


class Progress(Frozen):
    """How far a run has come."""

    done: int
    """Items tracked."""
    total: int | None
    """Of how many, if that is known."""
    tokens: int
    """Tokens that a model has read or written."""
    seconds: float
    """Since the first of them."""


class Table(Frozen):
    """Named rows; the columns are the keys of the first."""

    name: str
    rows: tuple[Mapping[str, object], ...]


class Journal:
    """Where a run writes down what it finds; each line is on disk before the next thing happens."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / _NAME

    def write(self, kind: str, value: Mapping[str, object]) -> None:
        """Add one line."""
        line = json.dumps({"kind": kind, **value}, ensure_ascii=False, allow_nan=False)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


class Attempt(Struct):
    """All that one run of an experiment has recorded so far."""

    metrics: list[Metric] = field(default_factory=list[Metric])
    checks: list[Check] = field(default_factory=list[Check])
    figures: list[Drawing] = field(default_factory=list[Drawing])
    data: dict[str, object] = field(default_factory=dict[str, object])
    """What figures are drawn from, by their names."""
    tables: list[Table] = field(default_factory=list[Table])
    error: str = ""
    """What ended it: the exception in one line."""
    is_complete: bool = False
    """Whether the function has returned."""
    used: Mapping[str, object] = field(default_factory=dict[str, object])
    """Processor time and memory, known once it is complete."""
    software: Mapping[str, str] = field(default_factory=dict[str, str])
    """Versions by name, known once it is complete."""
    model: Mapping[str, object] = field(default_factory=dict[str, object])
    """The model that it used, known once it is loaded."""
    inputs: Inputs = NO_INPUTS
    """The files that it used."""
    written: tuple[str, ...] = ()
    """The project's files that it opened to write them, from the project's folder."""
    progress: Progress = field(default_factory=lambda: Progress(0, None, 0, 0))

    def add(self, entry: Mapping[str, object]) -> None:
        """Take in one line of the journal."""
        match dict(entry):
            case {"kind": "metric", "name": str(name), "value": value, "unit": str(unit)}:
                # JSON has no NaN and no infinity; null stands for a value that is no number.
                number = value if isinstance(value, (int, float)) else math.nan
                self.metrics.append(Metric(name, number, unit))
            case {"kind": "check", "what": str(what), "passed": bool(passed), "detail": str(detail)}:
                self.checks.append(Check(what, passed, detail))
            case {"kind": "figure", "data": data, **rest}:
                figure = Drawing(**cast("dict[str, Any]", rest))
                self.figures.append(figure)
                if figure.draw:
                    self.data[figure.name] = data
            case {"kind": "table", "name": str(name), "rows": rows}:
                self.tables.append(Table(name, tuple(cast("list[dict[str, object]]", rows))))
            case {"kind": "progress", **rest}:
                self.progress = Progress(**cast("dict[str, Any]", rest))
            case {"kind": "model", "model": model}:
                self.model = cast("dict[str, object]", model)
            case {"kind": "inputs", "inputs": inputs}:
                self.inputs = Inputs(**cast("dict[str, dict[str, str]]", inputs))
            case {"kind": "written", "paths": paths}:
                self.written = tuple(cast("list[str]", paths))
            case {"kind": "error", "text": str(text)}:
                self.error = text
            case {"kind": "end", "used": used, "software": software}:
                self.is_complete = True
                self.used, self.software = cast("dict[str, object]", used), cast("dict[str, str]", software)
            case _:
                raise ValueError(f"not an entry of a journal: {entry!r}")


def follow(folder: Path) -> Generator[Attempt]:
    """The attempt as it stands whenever asked: the same value, with what has been written since."""
    attempt, rest = Attempt(), ""
    file = folder / _NAME
    file.touch()
    with file.open(encoding="utf-8") as journal:
        while True:
            *lines, rest = (rest + journal.read()).split("\n")  # the last may be half a line
            for line in lines:
                attempt.add(json.loads(line))
            yield attempt
