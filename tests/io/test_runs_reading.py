"""Reading records of runs: good ones, damaged ones, failed ones."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from milepost.experiment.report import Verdict
from milepost.io.runs import read_runs
from milepost.io.vault import read_vault
from milepost.model.problem import Code, Problem
from milepost.model.run import Check, Figure, Metric, Run
from support.lab import GOOD, Lab

Change = Callable[[dict[str, Any]], object]

PLACE = "experiments/demo"


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    """A project in which an experiment has really run."""
    lab = Lab(tmp_path_factory.mktemp("recorded"))
    assert lab.run(GOOD).verdict is Verdict.OK
    return lab


@pytest.fixture
def vault(recorded: Lab, tmp_path: Path) -> Path:
    """A copy of its vault, to damage."""
    for name, data in recorded.files().items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return tmp_path


def read(vault: Path) -> tuple[dict[str, Run], tuple[Problem, ...]]:
    return read_runs(read_vault(str(vault)), str(vault.parent))


def rewrite(vault: Path, change: Change) -> None:
    file = vault / PLACE / "run.json"
    data = json.loads(file.read_text())
    change(data)
    file.write_text(json.dumps(data, indent=1))


def test_what_a_run_recorded_is_read_back(vault: Path) -> None:
    runs, problems = read(vault)
    assert problems == ()
    run = runs["demo"]
    assert (run.title, run.question, run.outcome, run.profile) == (
        "A line",
        "Does a line rise?",
        "ok",
        "small",
    )
    assert (run.folder, run.note, run.serves) == (PLACE, f"{PLACE}/demo.md", ("Softmax",))
    assert run.metrics == (Metric("total", 2, "B"),)
    assert run.checks == (Check("n is positive", True, "2, to be above 0"),)
    light, dark = f"{PLACE}/demo--line.svg", f"{PLACE}/demo--line.dark.svg"
    assert run.figures == (Figure("line", light, dark, "A line that rises.", 640, 400),)  # pyright: ignore[reportArgumentType]
    assert run.started.tzinfo is not None
    assert run.seconds > 0


def test_a_record_may_lie_deeper(vault: Path) -> None:
    deeper = vault / "experiments" / "networks" / "demo"
    deeper.parent.mkdir()
    (vault / PLACE).rename(deeper)
    runs, problems = read(vault)
    assert runs["demo"].folder == "experiments/networks/demo"
    assert problems == ()


def test_a_run_json_elsewhere_is_no_record(vault: Path) -> None:
    (vault / "run.json").write_text("{")
    assert read(vault)[1] == ()


def test_what_is_no_json_is_a_problem_with_its_line(vault: Path) -> None:
    (vault / PLACE / "run.json").write_text('{\n "version": 2,\n')
    runs, (problem,) = read(vault)
    assert runs == {}
    assert (problem.path, problem.line, problem.code) == (f"{PLACE}/run.json", 3, Code.RUN_INVALID)


DAMAGES: dict[str, Change] = {
    "another version": lambda data: data.update(version=99),
    "a missing field": lambda data: data.pop("title"),
    "a wrong type": lambda data: data.update(serves="Softmax"),
    "a value that is no number": lambda data: data["metrics"][0].update(value="2"),
    "a value that is not finite": lambda data: data["metrics"][0].update(value=float("nan")),
    "a strange outcome": lambda data: data.update(outcome="fine"),
    "a strange time": lambda data: data["measured"].update(started="yesterday"),
    "a time before the first": lambda data: data["measured"].update(started="0001-01-01T00:00:00+14:00"),
    "seconds beyond all floats": lambda data: data["measured"].update(seconds=10**400),
    "a figure without width": lambda data: data["figures"][0].update(width_px=0),
    "a figure without height": lambda data: data["figures"][0].update(height_px=-1),
    "a figure too wide": lambda data: data["figures"][0].update(width_px=10**400),
    "a figure outside": lambda data: data["figures"][0].update(light="../../secret.svg"),
    "a script somewhere": lambda data: data.update(script="/etc/a.py"),
    "a script above": lambda data: data.update(script="../other/a.py"),
    "a script that is a note": lambda data: data.update(script="vault/Private.md"),
    "a device as data": lambda data: data["inputs"]["data"].update({"/dev/zero": "1"}),
    "a device as code": lambda data: data["inputs"]["code"].update({"/dev/zero": "1"}),
    "a module above": lambda data: data["inputs"]["drawing"].update({"../a.py": "1"}),
    "a folder of no name": lambda data: data["inputs"]["folders"].update({"a\0b": "1"}),
    "a text of half a sign": lambda data: data["inputs"]["texts"].update({"\ud800": "1"}),
    "inputs that are a list": lambda data: data.update(inputs=[]),
    "a file above": lambda data: data["files"].update({"../x": "1"}),
    "a figure that is gone": lambda data: data["figures"][0].update(light="gone.svg"),
}


@pytest.mark.parametrize("change", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_record_is_a_problem_and_is_passed_over(vault: Path, change: Change) -> None:
    rewrite(vault, change)
    runs, problems = read(vault)
    assert runs == {}
    assert [each.code for each in problems] == [Code.RUN_INVALID]


@pytest.mark.parametrize("text", ["9" * 5000, "[" * 100_000 + "]" * 100_000], ids=["long", "deep"])
def test_what_python_cannot_hold_is_a_problem(vault: Path, text: str) -> None:
    (vault / PLACE / "run.json").write_text(f'{{"params": {text}}}')
    runs, (problem,) = read(vault)
    assert runs == {}
    assert (problem.line, problem.code) == (1, Code.RUN_INVALID)


def test_a_damaged_field_is_found_on_its_line(vault: Path) -> None:
    rewrite(vault, lambda data: data.update(outcome="fine"))
    lines = (vault / PLACE / "run.json").read_text().splitlines()
    assert '"outcome"' in lines[read(vault)[1][0].line - 1]


def test_a_script_that_no_run_recorded_is_named_with_its_key(vault: Path) -> None:
    rewrite(vault, lambda data: data.update(script="../other/a.py"))
    lines = (vault / PLACE / "run.json").read_text().splitlines()
    (problem,) = read(vault)[1]
    assert lines[problem.line - 1] == ' "script": "../other/a.py",'
    assert problem.message == (
        "'script' names what no run has used: '../other/a.py' is no path inside a project"
    )


def test_a_record_that_is_too_long_is_a_problem(vault: Path) -> None:
    rewrite(vault, lambda data: data.update(question="x" * 10_000_000))
    assert "run.json:1: cannot be read: it is longer than 10 MB" in str(read(vault)[1][0])


def test_a_list_is_no_record(vault: Path) -> None:
    (vault / PLACE / "run.json").write_text("[]")
    assert str(read(vault)[1][0]).startswith(f"{PLACE}/run.json:1: holds no record of a run")


def test_a_record_without_its_note_is_a_problem(vault: Path) -> None:
    (vault / PLACE / "demo.md").unlink()
    assert "demo.md is not there" in str(read(vault)[1][0])


def test_the_second_record_of_an_experiment_is_a_problem(vault: Path) -> None:
    copy = vault / "experiments" / "other"
    copy.mkdir()
    for file in (vault / PLACE).iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    runs, (problem,) = read(vault)
    assert runs["demo"].folder == PLACE
    assert (problem.path, problem.code) == ("experiments/other/run.json", Code.RUN_INVALID)


def test_a_run_that_did_not_end_well_is_a_problem_and_is_shown(vault: Path) -> None:
    rewrite(vault, lambda data: data.update(outcome="failed", reason="n is negative"))
    runs, (problem,) = read(vault)
    assert runs["demo"].figures
    assert (problem.path, problem.code) == (f"{PLACE}/demo.md", Code.RUN_FAILED)
    assert "n is negative; see what it says with: milepost run demo" in str(problem)
