"""Reading back what a run has recorded, whole, damaged or by a newer hand."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from milepost.experiment.record import read_record, record_text
from milepost.experiment.report import Verdict
from support.lab import Lab

Change = Callable[[dict[str, Any]], object]

ADDITIONS: list[Change] = [
    lambda data: data.update(mood="good"),
    lambda data: data["figures"][0].update(mood="good"),
    lambda data: data["checks"][0].update(mood="good"),
]
DAMAGE: list[Change] = [
    lambda data: data.clear(),
    lambda data: data.update(version=1),
    lambda data: data.pop("inputs"),
    lambda data: data["inputs"].pop("code"),
    lambda data: data.update(files=None),
    lambda data: data.update(files=["run.json"]),
    lambda data: data.update(figures={"line": 1}),
    lambda data: data["figures"][0].update(light=[]),
    lambda data: data["figures"][0].pop("dark"),
    lambda data: data["metrics"][0].update(value="two"),
    lambda data: data.update(checks=["passed"]),
    lambda data: data["measured"].pop("started"),
    lambda data: data["machine"].pop("cores"),
    lambda data: data.update(tables=[{"name": "rows", "rows": []}]),
    lambda data: data.update(tables=[{"name": "rows", "rows": [1]}]),
    lambda data: data.update(script="../other.py"),
    lambda data: data["inputs"]["data"].update({"/dev/zero": "1"}),
    lambda data: data["inputs"]["folders"].update({"a\0b": "1"}),
    lambda data: data["inputs"]["code"].update({"\ud800": "1"}),
    lambda data: data["files"].update({"../../x": "1"}),
]


def change(lab: Lab, how: Change) -> None:
    file = lab.results / "run.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    how(data)
    file.write_text(json.dumps(data), encoding="utf-8")


def test_a_record_is_read_as_it_was_written(good_run: Lab) -> None:
    record = read_record(good_run.results)
    assert record is not None
    assert record_text(record) == (good_run.results / "run.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("how", ADDITIONS)
def test_a_key_that_is_not_known_is_passed_over(good_lab: Lab, how: Change) -> None:
    before = read_record(good_lab.results)
    change(good_lab, how)
    assert read_record(good_lab.results) == before
    assert good_lab.run(named=False).verdict is Verdict.CURRENT


def test_an_older_record_without_texts_counts(good_lab: Lab) -> None:
    change(good_lab, lambda data: data["inputs"].pop("texts"))
    assert good_lab.run(named=False).verdict is Verdict.CURRENT


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_record_counts_as_none(good_lab: Lab, how: Change) -> None:
    change(good_lab, how)
    assert read_record(good_lab.results) is None
    before = good_lab.files()
    assert good_lab.run(named=False).verdict is Verdict.REFUSED
    assert good_lab.files() == before


@pytest.mark.parametrize("text", ["", "[]", "5", "null", "{", "\ud800", "[" * 100_000])
def test_a_file_that_holds_no_record_counts_as_none(good_lab: Lab, text: str) -> None:
    (good_lab.results / "run.json").write_bytes(text.encode(errors="surrogatepass"))
    assert read_record(good_lab.results) is None
