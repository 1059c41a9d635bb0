"""Reading what experiments left in the vault: each `experiments/…/run.json` becomes a `Run`."""

import datetime
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar, cast

from milepost.disk import find_script, read_text
from milepost.model.path import VaultPath, folder, name, project_path
from milepost.model.problem import Code, Problem, Severity
from milepost.model.run import RUN_FORMAT, Check, Figure, Metric, Outcome, Run
from milepost.model.vault import Vault

__all__ = ["read_runs"]

T = TypeVar("T")

_MOST_PIXELS = 100_000
_MOST_DEPTH = 100
_TOO_DEEP = "holds lists or objects too deep in one another"


def read_runs(vault: Vault, project: str) -> tuple[dict[str, Run], tuple[Problem, ...]]:
    """The last run of each experiment of a `project` by id, and what is wrong with their records.

    A damaged record is a problem and is passed over; so is the second of one id, in path order.
    """
    runs: dict[str, Run] = {}
    problems: list[Problem] = []
    for path, attachment in vault.attachments.items():
        if name(path) != "run.json" or "experiments" not in path.split("/")[:-1]:
            continue
        text = ""
        try:
            text = read_text(Path(attachment.file))
            fields = _Fields(_parsed(text))
            run = _run(fields, VaultPath(folder(path)))
            _check_paths(fields, run, vault, project)
            _check_files(run, vault)
            if first := runs.get(run.experiment):
                raise _DamageError("experiment", f"{run.experiment!r} is recorded in {first.folder} already")
        except json.JSONDecodeError as error:
            problems.append(_invalid(path, error.lineno, f"is not JSON: {error.msg}"))
        except OSError as error:
            problems.append(_invalid(path, 1, f"cannot be read: {error.strerror}"))
        except UnicodeDecodeError as error:
            problems.append(_invalid(path, 1, f"cannot be read: {error}"))
        except _DamageError as error:
            at = text.find(f'"{error.field}"')
            problems.append(_invalid(path, text.count("\n", 0, max(at, 0)) + 1, str(error)))
        else:
            runs[run.experiment] = run
            if run.outcome is not Outcome.OK:
                problems.append(_failed(run))
    return runs, tuple(problems)


class _DamageError(Exception):
    """A field of a record is not as it should be."""

    def __init__(self, field: str, reason: str) -> None:
        self.field = field
        super().__init__(reason)


def _parsed(text: str) -> object:
    """The JSON in the text, as far as Python can hold it."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError:
        raise
    except ValueError as error:  # Python reads no whole number of thousands of digits
        raise _DamageError("", "holds a number that is too long") from error
    except RecursionError as error:
        raise _DamageError("", _TOO_DEEP) from error
    if _is_deep(data, _MOST_DEPTH):
        raise _DamageError("", _TOO_DEEP)
    return data


def _is_deep(data: object, most: int) -> bool:
    """Whether there are more than so many lists and objects in one another."""
    if isinstance(data, dict):
        data = list(cast("dict[str, object]", data).values())
    if not isinstance(data, list):
        return False
    return not most or any(_is_deep(each, most - 1) for each in cast("list[object]", data))


class _Fields:
    """A JSON object whose fields are asked for by type."""

    def __init__(self, data: object) -> None:
        if not isinstance(data, dict):
            raise _DamageError("", "holds no record of a run")
        self._data = cast("dict[str, object]", data)

    def __contains__(self, field: str) -> bool:
        return field in self._data

    def get(self, field: str, *kinds: type[T]) -> T:
        """The field's value, of one of these types."""
        value = self._data.get(field)
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            wanted = " or ".join(kind.__name__ for kind in kinds)
            raise _DamageError(field, f"{field!r} is missing or is no {wanted}")
        return value

    def number(self, field: str) -> float:
        """A finite number."""
        value = self.get(field, int, float)
        if not abs(value) <= sys.float_info.max:  # Python's JSON takes NaN, and whole numbers of any size
            raise _DamageError(field, f"{field!r} is not finite, or too large")
        return value

    def pixels(self, field: str) -> int:
        """A width or height that a page can reserve."""
        value = self.get(field, int)
        if not 1 <= value <= _MOST_PIXELS:
            raise _DamageError(field, f"{field!r} is not between 1 and {_MOST_PIXELS}")
        return value

    def each(self, field: str, make: Callable[["_Fields"], T]) -> tuple[T, ...]:
        """What `make` makes of each object in a list."""
        return tuple(make(_Fields(entry)) for entry in cast("list[object]", self.get(field, list)))

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of texts."""
        values = cast("list[object]", self.get(field, list))
        if not all(isinstance(value, str) for value in values):
            raise _DamageError(field, f"{field!r} is no list of texts")
        return tuple(cast("list[str]", values))

    def mapping(self, field: str) -> Mapping[str, object]:
        """An object, as it is."""
        return cast("dict[str, object]", self.get(field, dict))


def _run(fields: _Fields, place: VaultPath) -> Run:
    if (version := fields.get("version", int)) != RUN_FORMAT:
        raise _DamageError("version", f"version {version} of the format is not known here")
    experiment = fields.get("experiment", str)
    measured = _Fields(fields.mapping("measured"))
    outcome = fields.get("outcome", str)
    if outcome not in set(Outcome):
        raise _DamageError("outcome", f"the outcome {outcome!r} is none of {', '.join(Outcome)}")

    def figure(entry: _Fields) -> Figure:
        return Figure(
            name=entry.get("name", str),
            path=_beside(place, entry.get("light", str)),
            dark=_beside(place, entry.get("dark", str)),
            alt=entry.get("alt", str),
            width_px=entry.pixels("width_px"),
            height_px=entry.pixels("height_px"),
        )

    return Run(
        experiment=experiment,
        title=fields.get("title", str),
        question=fields.get("question", str),
        folder=place,
        note=_beside(place, f"{experiment}.md"),
        outcome=Outcome(outcome),
        reason=fields.get("reason", str),
        profile=fields.get("profile", str),
        started=_time(measured),
        seconds=measured.number("seconds"),
        serves=fields.texts("serves"),
        params=fields.mapping("params"),
        metrics=fields.each(
            "metrics", lambda each: Metric(each.get("name", str), each.number("value"), each.get("unit", str))
        ),
        checks=fields.each(
            "checks",
            lambda each: Check(each.get("what", str), each.get("passed", bool), each.get("detail", str)),
        ),
        figures=fields.each("figures", figure),
        model=_text(fields.mapping("model").get("name")) if "model" in fields else "",
        script=fields.get("script", str) if "script" in fields else "",
        before=_numbers(fields.mapping("before").get("metrics")) if "before" in fields else {},
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _numbers(value: object) -> dict[str, float]:
    """The numbers among the values of an object."""
    entries = cast("dict[str, object]", value).items() if isinstance(value, dict) else ()
    return {
        name: number
        for name, number in entries
        if isinstance(number, (int, float)) and not isinstance(number, bool)
    }


def _beside(place: VaultPath, file: str) -> VaultPath:
    """A file in the record's own folder; a name that leads elsewhere is damage, or worse."""
    if not file or "/" in file or "\\" in file:
        raise _DamageError(file, f"{file!r} is no name of a file beside the record")
    return VaultPath(f"{place}/{file}")


def _time(measured: _Fields) -> datetime.datetime:
    text = measured.get("started", str)
    try:
        time = datetime.datetime.fromisoformat(text)
        return time.astimezone(datetime.UTC) if time.tzinfo else time.replace(tzinfo=datetime.UTC)
    except (ValueError, OverflowError) as error:  # the latter at the ends of time
        raise _DamageError("started", f"{text!r} is no time such as 2026-05-01T12:00:00Z") from error


def _check_files(run: Run, vault: Vault) -> None:
    """Everything that the record speaks of is there."""
    if run.note not in vault.files:
        raise _DamageError("experiment", f"its results note {run.note} is not there")
    for figure in run.figures:
        for path in (figure.path, figure.dark):
            if path is not None and path not in vault.attachments:
                raise _DamageError("figures", f"its figure {path} is not there")


def _check_paths(fields: _Fields, run: Run, vault: Vault, project: str) -> None:
    """What the record names of the project is what a run can have recorded: a build reads it."""
    if run.script:
        try:
            find_script(Path(project), Path(vault.root), run.script)
        except ValueError as error:
            raise _DamageError("script", f"'script' names what no run has used: {error}") from error
    inputs = _Fields(fields.mapping("inputs") if "inputs" in fields else {})
    for field in ("code", "drawing", "data", "folders", "texts"):
        try:
            for path in inputs.mapping(field) if field in inputs else ():
                project_path(path)
        except ValueError as error:
            raise _DamageError(field, f"{field!r} names what no run has used: {error}") from error
    for file in fields.mapping("files") if "files" in fields else ():
        _beside(run.folder, file)


def _invalid(path: VaultPath, line: int, message: str) -> Problem:
    hint = "run the experiment again; until then its figures are plain images"
    return Problem(path, line, Code.RUN_INVALID, message, hint, Severity.ERROR)


def _failed(run: Run) -> Problem:
    message = f"the last run of {run.experiment} did not end well: {run.reason}"
    hint = f"see what it says with: milepost run {run.experiment}"
    return Problem(run.note, 1, Code.RUN_FAILED, message, hint)
