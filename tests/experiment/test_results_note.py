"""The results note: properties that Obsidian and YAML understand, text that stays text."""

import math
from collections.abc import Mapping
from typing import Any, cast

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from milepost.experiment.inputs import Inputs
from milepost.experiment.journal import Drawing, Table
from milepost.experiment.note import note_text
from milepost.experiment.record import Record
from milepost.experiment.show import yaml_number
from milepost.model.frozen import replace
from milepost.model.run import Check, Metric, Outcome

RECORD = Record(
    experiment="demo",
    title="A title: with a colon",
    question="Why?",
    serves=("Softmax: what it is",),
    script="experiments/demo.py",
    outcome=Outcome.OK,
    reason="",
    checks=(Check("a | b", True, "1, to be above 0"),),
    profile="small",
    params={"sizes": [1, 2]},
    seed=0,
    model={"name": "tiny", "source": "", "parameters": 1000, "weights": "float32"},
    inputs=Inputs(code={"experiments/demo.py": "0"}, drawing={}, data={}, folders={"notes": "1"}),
    metrics=(Metric("error", 3e-7, ""),),
    figures=(Drawing("line", "A line.", "demo--line.svg", "demo--line.dark.svg", 640, 400),),
    tables=(Table("by-size", ({"size": 1, "name": "one"}, {"size": 2, "name": "two"})),),
    software={"python": "3.11.7"},
    machine={"system": "Linux", "architecture": "x86_64", "processor": None, "cores": 2, "memory_gib": 8},
    measured={"started": "2026-05-01T12:00:00Z", "seconds": 1.5},
    before={},
    files={},
)


def properties(record: Record) -> Mapping[str, Any]:
    return yaml.safe_load(note_text(record).split("\n---\n")[0])


def test_properties_are_flat_and_of_obsidians_types() -> None:
    found = properties(RECORD)
    assert found["title"] == "A title: with a colon"
    assert found["serves"] == ["[[Softmax: what it is]]"]
    assert found["m_error"] == 3e-7
    assert found["ran"].isoformat() == "2026-05-01T12:00:00"
    assert found["checks"] == "1/1"
    assert found["model"] == "tiny"
    assert not any(isinstance(value, dict) for value in found.values())


def test_no_items_are_an_empty_list() -> None:
    assert properties(replace(RECORD, serves=()))["serves"] == []


def test_headings_are_the_ones_that_notes_embed() -> None:
    headings = [line for line in note_text(RECORD).splitlines() if line.startswith("## ")]
    assert headings == ["## Results", "## Checks", "## Provenance"]


def test_a_bar_does_not_break_the_table() -> None:
    assert r"| passed | a \| b | 1, to be above 0 |" in note_text(RECORD)


def test_numbers_stand_at_the_right_of_their_column() -> None:
    assert "| size | name |\n| --: | --- |\n| 1 | one |" in note_text(RECORD)


@pytest.mark.parametrize("reason", ["plain", "with `ticks`", "<b>![[secret]]"])
def test_what_an_exception_says_is_code(reason: str) -> None:
    text = note_text(replace(RECORD, outcome=Outcome.FAILED, reason=reason))
    line = next(line for line in text.splitlines() if reason in line)
    fence = "``" if "`" in reason else "`"
    assert line.removeprefix("> ").startswith(fence)
    assert text.count("> [!failure]") == 1


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers())
def test_every_number_is_a_number_to_yaml(value: float) -> None:
    read = cast("float", yaml.safe_load(yaml_number(value)))
    assert isinstance(read, (int, float))
    assert math.isclose(read, value, rel_tol=1e-5)
