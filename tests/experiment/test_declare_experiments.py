"""Declarations are read from source alone."""

import os
import sys
from pathlib import Path

import pytest

from milepost.errors import ExperimentError
from milepost.experiment.declare import find_declarations, read_declaration
from support.lab import Lab

HEAD = '"""Why?"""\nimport no_such_package\n'
ARGUMENTS = 'id="a", title="A", serves=["X"], small={"n": 1}, full={"n": 2}, timeout=5, seed=0'
ODD_ID = ARGUMENTS.replace('"a"', '"A b"')
FUNCTION = "def main(run, n): ...\n"


def declared(folder: Path, text: str) -> Path:
    file = folder / "script.py"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_declaration_is_read_without_importing_the_script(tmp_path: Path) -> None:
    file = declared(tmp_path, f"{HEAD}@experiment({ARGUMENTS})\n{FUNCTION}")
    found = read_declaration(file)
    assert (found.id, found.question, found.serves, found.needs) == ("a", "Why?", ("X",), ())
    assert (found.params("small"), found.params("full")) == ({"n": 1}, {"n": 2})
    assert "script" not in sys.modules


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (f"{HEAD}@experiment({ARGUMENTS}, needs=names())\n{FUNCTION}", 3, "needs must be a literal"),
        (f"{HEAD}@experiment({ARGUMENTS.replace('seed=0', '')})\n{FUNCTION}", 3, "lacks seed"),
        (f"{HEAD}@experiment({ARGUMENTS}, speed=1)\n{FUNCTION}", 3, "no argument 'speed'"),
        (f"{HEAD}@experiment({ARGUMENTS.replace('timeout=5', 'timeout=0')})\n{FUNCTION}", 3, "above 0"),
        (f"{HEAD}@experiment({ODD_ID})\n{FUNCTION}", 3, "id must be a name"),
        (f"{HEAD}@experiment('a')\n{FUNCTION}", 3, "given by name"),
        (f"{HEAD}@experiment\n{FUNCTION}", 3, "needs arguments"),
        (f"{HEAD}@experiment({ARGUMENTS})\ndef main(run, m): ...\n", 3, "differ in: m, n"),
        (f"import x\n@experiment({ARGUMENTS})\n{FUNCTION}", 2, "no docstring"),
        (
            f"{HEAD}@experiment({ARGUMENTS})\n{FUNCTION}@experiment({ARGUMENTS})\n{FUNCTION}",
            5,
            "second experiment",
        ),
        (f"{HEAD}def main(:\n", 3, "is not Python"),
        (f"{HEAD}x = {'-' * 100_000}1\n", 1, "is not Python: too much is nested in it"),
        (f"{HEAD}@experiment({ARGUMENTS}, memory={'-' * 90}1)\n{FUNCTION}", 3, "memory must be a literal"),
        (f"{HEAD}@experiment({ARGUMENTS}, memory={{[]: 1}})\n{FUNCTION}", 3, "memory must be a literal"),
    ],
)
def test_a_wrong_declaration_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int, reason: str
) -> None:
    file = declared(tmp_path, text)
    with pytest.raises(ExperimentError) as caught:
        read_declaration(file)
    assert str(caught.value).startswith(f"{file}:{line}: ")
    assert reason in str(caught.value)


def test_a_script_without_an_experiment_is_passed_over_in_a_folder_and_refused_alone(lab: Lab) -> None:
    lab.write()
    helper = declared(lab.scripts, "x = 1\n")
    found, wrong = find_declarations(lab.scripts)
    assert ([each.id for each in found], wrong) == (["demo"], ())
    with pytest.raises(ExperimentError, match="declares no experiment"):
        read_declaration(helper)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_among_the_scripts_is_refused(lab: Lab) -> None:
    os.mkfifo(lab.scripts / "pipe.py")
    _, wrong = find_declarations(lab.scripts)
    assert [each.reason for each in wrong] == ["cannot be read: it is no regular file"]


def test_two_scripts_cannot_have_one_id(lab: Lab) -> None:
    text = lab.write().read_text()
    (lab.scripts / "other.py").write_text(text)
    found, wrong = find_declarations(lab.scripts)
    assert [each.file.name for each in found] == ["demo.py"]
    assert [each.reason for each in wrong] == ["the id 'demo' belongs to demo.py; choose another"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExperimentError, match="no such folder"):
        find_declarations(tmp_path / "nowhere")
