"""Runs that were killed go on where they stopped, unless what decides their results has changed."""

from pathlib import Path

import pytest

from milepost.experiment.report import Verdict
from support.lab import FIGURE, Lab


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that is no part of the project."""
    return tmp_path_factory.mktemp("outside")


def body(outside: Path, *, factor: int = 10) -> str:
    """Three items, each written down when it is worked on; the first run is killed at the second."""
    log, killed = outside / "log", outside / "killed"
    return (
        "import os\n"
        "def work(item):\n"
        f"    with open({str(log)!r}, 'a') as file:\n"
        "        file.write(str(item))\n"
        f"    if item == 2 and not os.path.exists({str(killed)!r}):\n"
        f"        os.mkdir({str(killed)!r})\n"
        "        os.abort()\n"
        f"    return item * {factor}\n"
        'run.metric("sum", sum(run.map([1, 2, 3], work)), unit="")\n'
        f"{FIGURE}"
    )


def test_what_is_finished_is_not_done_again(lab: Lab, outside: Path) -> None:
    report = lab.run(body(outside))
    assert (report.verdict, report.message) == (Verdict.FAILED, "killed by SIGABRT")
    assert lab.run().verdict is Verdict.OK
    assert (outside / "log").read_text() == "12" + "23"
    assert "m_sum: 60\n" in (lab.results / "demo.md").read_text()


def test_a_run_with_other_parameters_meanwhile_takes_nothing_away(lab: Lab, outside: Path) -> None:
    lab.run(body(outside))
    assert lab.run(changed={"n": 5}).verdict is Verdict.OK
    assert lab.run(profile="full").verdict is Verdict.OK
    assert lab.run(force=True).verdict is Verdict.OK
    assert (outside / "log").read_text() == "12" + "123" + "123" + "23"


def test_a_change_of_the_script_starts_from_the_first_item(lab: Lab, outside: Path) -> None:
    lab.run(body(outside))
    assert lab.run(body(outside, factor=100)).verdict is Verdict.OK
    assert (outside / "log").read_text() == "12" + "123"
    assert "m_sum: 600\n" in (lab.results / "demo.md").read_text()


def test_a_finished_run_leaves_nothing_to_go_on_with(lab: Lab, outside: Path) -> None:
    (outside / "killed").mkdir()
    for _ in range(2):
        assert lab.run(body(outside)).verdict is Verdict.OK
    assert (outside / "log").read_text() == "123" + "123"
