"""`run.json`: all that is kept of an experiment, what stays the same first, measurements last."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import convert, to_builtins

from milepost.disk import read_text
from milepost.experiment.declare import Profile
from milepost.experiment.inputs import Inputs
from milepost.experiment.journal import Drawing, Table
from milepost.model.frozen import Frozen
from milepost.model.path import project_path
from milepost.model.run import RUN_FORMAT, Check, Metric, Outcome

__all__ = ["RECORD", "Record", "read_record", "record_text"]

RECORD = "run.json"


class Record(Frozen):
    """The fields of `run.json`, in its order.

    After a run that did not end well, `outcome`, `reason` and `checks` are that run's; the rest stays the
    last good run's, if there was one.
    """

    experiment: str
    title: str
    question: str
    serves: tuple[str, ...]
    script: str
    """Relative to the project."""
    outcome: Outcome
    reason: str
    checks: tuple[Check, ...]
    profile: Profile
    params: Mapping[str, object]
    seed: int
    model: Mapping[str, object]
    """Name, source, digest, parameters, weights; empty where none was used."""
    inputs: Inputs
    """The files that decided the results."""
    metrics: tuple[Metric, ...]
    figures: tuple[Drawing, ...]
    """Empty as long as no run has ended well."""
    tables: tuple[Table, ...]
    software: Mapping[str, str]
    machine: Mapping[str, object]
    measured: Mapping[str, object]
    """When it ran, how long, and under what load."""
    before: Mapping[str, object]
    """Of the good run before it: its start, profile, model and metrics of the same units; empty where there
    was none."""
    files: Mapping[str, str]
    """Digests of the files beside the record, by name: a hand-made change shows."""


# What the results note says of the objects whose other keys may differ.
_TOLD: Mapping[str, frozenset[str]] = {
    "machine": frozenset({"system", "architecture", "processor", "cores", "memory_gib"}),
    "measured": frozenset({"started", "seconds"}),
}


def record_text(record: Record) -> str:
    """The content of `run.json`."""
    data = {"version": RUN_FORMAT, **to_builtins(record)}
    return f"{json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)}\n"


def read_record(folder: Path) -> Record | None:
    """The record in the folder; `None` where there is none, or one that is damaged or of another version.

    To treat damage as no record is meant: what it says of results cannot be trusted, so they are not current,
    and nothing accounts for the files beside it, so that no run overwrites them unless it is forced to.
    `milepost.io.runs` tells the author what the damage is. Keys that are not known are passed over.
    """
    try:
        data: Any = json.loads(read_text(folder / RECORD))
        if data["version"] != RUN_FORMAT:
            return None
        record = convert(data, Record)
        if any(keys - data[name].keys() for name, keys in _TOLD.items()):
            return None
        if not all(each.rows for each in record.tables):
            return None
        for path in (record.script, *record.inputs.paths(), *record.files):
            project_path(path)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return record
