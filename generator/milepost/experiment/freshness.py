"""Whether a record still says what a run would find, and if not, why."""

import functools
import importlib.metadata
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from milepost.disk import read_regular
from milepost.experiment.declare import Declaration
from milepost.experiment.inputs import changed, changes, redrawing
from milepost.experiment.note import digest_of
from milepost.experiment.provenance import machine
from milepost.experiment.record import Record
from milepost.model.frozen import Frozen
from milepost.model.run import Outcome

if TYPE_CHECKING:
    from milepost.experiment.models import ModelChoice

__all__ = ["Changes", "compare", "installed_drift"]

_MOST_RESULT_BYTES = 100_000_000  # data may be long; GitHub takes no longer file


class Changes(Frozen):
    """What is no longer as it was when an experiment ran, in words; empty where all is."""

    results: tuple[str, ...]
    """What decides the results, or the results themselves: they are stale."""
    looks: tuple[str, ...]
    """What decides how they are shown only: nothing needs to be computed again."""


def compare(
    record: Record,
    declaration: Declaration | None,
    root: Path,
    folder: Path,
    model: "ModelChoice | None" = None,
) -> Changes:
    """What differs between the record in `folder` and what the project below `root` says now.

    Costs reading the files that the run used and those that it left. `declaration` is `None` where the script
    is the very one that ran; `model` is the one that a run would get, `None` compares none.
    """
    if record.outcome is not Outcome.OK or not record.figures:
        return Changes(("the last run did not end well",), ())
    drawn_anew = redrawing(record.inputs, root)
    fixed = drawn_anew if not all(each.draw for each in record.figures) else ()
    asked = (*_declared(record, declaration), *_model(record, declaration, model)) if declaration else ()
    told = tuple(_told(record, declaration)) if declaration else ()
    return Changes(
        (
            *changes(record.inputs, root),
            *fixed,
            *asked,
            *changed(record.files, lambda name: _digest(folder / name, record), "is not as the run wrote it"),
        ),
        (*(() if fixed else drawn_anew), *told),
    )


def installed_drift(record: Record) -> tuple[str, ...]:
    """Versions and hardware that are others here than where the record was made."""
    return (*_versions(record.software), *_hardware(record.machine))


def _digest(file: Path, record: Record) -> str:
    return digest_of(file.name, read_regular(file, _MOST_RESULT_BYTES), record)


def _declared(record: Record, declaration: Declaration) -> Iterator[str]:
    now: Mapping[str, object] = json.loads(json.dumps(declaration.params(record.profile)))
    for name in sorted({*record.params, *now}):
        before, after = (_shown(values, name) for values in (record.params, now))
        if before != after:
            yield f"{name} {before} → {after}"
    if record.seed != declaration.seed:
        yield f"seed {record.seed} → {declaration.seed}"


def _shown(values: Mapping[str, object], name: str) -> str:
    return json.dumps(values[name], ensure_ascii=False) if name in values else "nothing"


def _told(record: Record, declaration: Declaration) -> Iterator[str]:
    for name in ("title", "question", "serves"):
        if getattr(record, name) != getattr(declaration, name):
            yield f"{name} changed"


def _model(record: Record, declaration: Declaration, choice: "ModelChoice | None") -> Iterator[str]:
    if choice is None or not declaration.needs:
        return
    from milepost.experiment.models import identity  # a site's build asks for no model

    name, digest = identity(choice)
    before = record.model.get("name", "none")
    if not name:
        return  # a server's own choice
    if before != name:
        yield f"model {before} → {name}"
    elif digest and digest != record.model.get("digest"):
        yield f"model {name} changed"


def _versions(software: Mapping[str, str]) -> Iterator[str]:
    for name, before in software.items():
        now = _version(name)
        if now != before:
            yield f"{name} {before} → {now}"


@functools.cache  # experiments share what they are made with, and reading it takes longer than all else
def _version(name: str) -> str:
    if name == "python":
        return ".".join(map(str, sys.version_info[:3]))
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "nothing"


def _hardware(before: Mapping[str, object]) -> Iterator[str]:
    now = machine()
    for name in ("system", "architecture", "processor"):
        if before.get(name) != now[name]:
            yield f"{name} {before.get(name) or 'unknown'} → {now[name] or 'unknown'}"
