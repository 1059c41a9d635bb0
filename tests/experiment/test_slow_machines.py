"""Without OpenBLAS: what is said, and what is refused, so that nothing runs for an hour to be ended."""

import json
from pathlib import Path

import pytest

from milepost.experiment import runner
from milepost.experiment.models import choose_model
from milepost.experiment.report import Verdict
from support.lab import FIGURE, Lab
from support.tiny_gemma import write_tiny_gemma


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """OpenBLAS is not installed."""
    monkeypatch.setattr(runner, "has_fast_matrices", lambda: False)


@pytest.mark.usefixtures("slow")
def test_a_run_that_needs_a_model_warns_and_names_the_package(lab: Lab, tmp_path: Path) -> None:
    lab.write(FIGURE, needs=["model"])
    said = list[str]()
    report = lab.run(model=choose_model(str(write_tiny_gemma(tmp_path / "tiny"))), say=said.append)
    assert report.verdict is Verdict.OK
    (warning,) = said
    assert warning.endswith("install it with: apt-get install libopenblas0-pthread")


@pytest.mark.usefixtures("slow")
def test_a_run_that_needs_none_says_nothing(lab: Lab) -> None:
    said = list[str]()
    assert lab.run(FIGURE, say=said.append).verdict is Verdict.OK
    assert said == []


@pytest.mark.usefixtures("slow")
def test_what_would_exceed_its_time_is_refused_unless_it_is_forced(good_lab: Lab, tmp_path: Path) -> None:
    good_lab.write(FIGURE, needs=["model"], timeout=100)
    model = choose_model(str(write_tiny_gemma(tmp_path / "tiny")))
    _took(good_lab, 10.1)
    report = good_lab.run(model=model)
    assert report.verdict is Verdict.REFUSED
    assert report.message == (
        "takes 10.1 s where OpenBLAS is installed, and here more than its 100 s; "
        "apt-get install libopenblas0-pthread, or use --force"
    )
    assert good_lab.run(model=model, force=True).verdict is Verdict.OK
    _took(good_lab, 9.9)
    assert good_lab.run(model=model).verdict is Verdict.OK


@pytest.mark.usefixtures("slow")
def test_a_full_profile_is_refused_where_nobody_knows_what_it_takes(good_lab: Lab, tmp_path: Path) -> None:
    good_lab.write(FIGURE, needs=["model"])
    model = choose_model(str(write_tiny_gemma(tmp_path / "tiny")))
    report = good_lab.run(model=model, profile="full")
    assert report.verdict is Verdict.REFUSED
    assert report.message.startswith("its full profile is too much without OpenBLAS; apt-get install ")


def _took(lab: Lab, cpu_seconds: float) -> None:
    """Have the record say how long a run took where OpenBLAS is installed."""
    file = lab.results / "run.json"
    record = json.loads(file.read_text())
    record["measured"]["cpu_seconds"] = cpu_seconds
    record["machine"]["matrices"] = "OpenBLAS"
    file.write_text(json.dumps(record))
