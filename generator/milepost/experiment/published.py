"""How a recorded run stands, as far as a site may tell it: the same wherever the site is built."""

import re
from collections.abc import Mapping
from pathlib import Path

from milepost.disk import find_script, read_text
from milepost.errors import ExperimentError
from milepost.experiment.declare import read_declaration
from milepost.experiment.freshness import compare
from milepost.experiment.inputs import Inputs
from milepost.experiment.record import Record, read_record
from milepost.experiment.source import text_digest
from milepost.model.frozen import Frozen
from milepost.model.run import Outcome

__all__ = ["Published", "published"]

_PINS = "constraints.txt"


class Published(Frozen):
    """What a page says beside a run's results."""

    state: str
    """"current", "stale" or "drifted"; "" where there is no script to compare with."""
    reasons: tuple[str, ...]
    """Why it is stale or has drifted. Data is not named: it may be private."""
    source: str
    """The script's text, "" where there is none."""


def published(project: str, vault: str, place: str) -> Published:
    """How the run of a `project` stands whose record lies in the vault's folder `place`.

    Versions are compared with those that the project's `constraints.txt` pins, not with those of the machine
    that builds the site; a model is not compared at all.
    """
    root, folder = Path(project).resolve(), Path(vault) / place
    record = read_record(folder)
    try:
        file = find_script(root, Path(vault), record.script) if record else None
        if record is None or file is None:
            return Published("", (), "")
        source = read_text(file)
        is_same = record.inputs.texts.get(record.script) == text_digest(source.encode())
        declaration = None if is_same else read_declaration(file)
    except (OSError, ValueError, ExperimentError):
        return Published("", (), "")
    found = compare(record, declaration, root, folder)
    if record.outcome is Outcome.OK and (reasons := (*found.results, *found.looks)):
        return Published("stale", _without_data(reasons, record.inputs), source)
    drift = _drift(record, _pins(root / _PINS))
    return Published("drifted" if drift else "current", drift, source)


def _without_data(reasons: tuple[str, ...], inputs: Inputs) -> tuple[str, ...]:
    names = (*inputs.data, *inputs.folders)
    told = (
        "data changed" if any(reason.startswith(f"{name} ") for name in names) else reason
        for reason in reasons
    )
    return tuple(dict.fromkeys(told))


def _drift(record: Record, pins: Mapping[str, str]) -> tuple[str, ...]:
    """Versions that are others than the project pins; what it does not pin is no drift."""
    return tuple(
        f"{name} {before} → {pins[folded]}"
        for name, before in record.software.items()
        if (folded := _folded(name)) in pins and pins[folded] != before
    )


def _pins(file: Path) -> dict[str, str]:
    try:
        lines = read_text(file).splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = (re.split("[#;]", line)[0].partition("==") for line in lines)
    return {_folded(name.strip()): version.strip() for name, _, version in pairs if version}


def _folded(name: str) -> str:
    """The name of a package, of which pip knows several spellings."""
    return name.lower().replace("_", "-")
