"""`run.json`: all that is kept of an experiment, what stays the same first, measurements last."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, cast

from milepost.experiment.declare import Profile
from milepost.experiment.journal import Drawing, Table
from milepost.model.run import Check, Metric

__all__ = ["RECORD", "Outcome", "Record", "digest", "read_record", "record_text"]

RECORD = "run.json"
_VERSION = 1

Outcome = Literal["ok", "failed", "timeout"]


@dataclass(frozen=True, slots=True)
class Record:
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
    key: str
    metrics: tuple[Metric, ...]
    figures: tuple[Drawing, ...]
    """Empty as long as no run has ended well."""
    tables: tuple[Table, ...]
    software: Mapping[str, str]
    machine: Mapping[str, object]
    measured: Mapping[str, object]
    """When it ran, how long, and under what load."""
    files: Mapping[str, str]
    """Digests of the files beside the record, by name: a hand-made change shows."""


def digest(data: bytes) -> str:
    """SHA-256 of a text file, whichever line ends git has given it."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def record_text(record: Record) -> str:
    """The content of `run.json`."""
    return (
        json.dumps({"version": _VERSION, **asdict(record)}, ensure_ascii=False, indent=1, allow_nan=False)
        + "\n"
    )


def read_record(folder: Path) -> Record | None:
    """The record in the folder; `None` where there is none or it is not one of ours."""
    try:
        data: Any = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        if data.pop("version") != _VERSION:
            return None
        lists = {
            "checks": Check,
            "metrics": Metric,
            "figures": Drawing,
            "tables": Table,
        }
        made = {name: tuple(kind(**each) for each in data.pop(name)) for name, kind in lists.items()}
        return Record(**data, **cast("dict[str, Any]", made))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None  # the caller sees files that no record accounts for, and leaves them alone
