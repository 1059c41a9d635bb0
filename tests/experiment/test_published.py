"""What a site may tell of how a run stands."""

from typing import NoReturn

import pytest

from milepost.experiment.published import published
from support.lab import FIGURE, Lab

PLACE = "experiments/demo"


def test_a_run_whose_script_is_as_it_was_is_current_and_brings_its_source(good_lab: Lab) -> None:
    found = published(str(good_lab.vault), PLACE)
    assert (found.state, found.reasons) == ("current", ())
    assert found.source == (good_lab.scripts / "demo.py").read_text()


def test_a_change_makes_it_stale_and_says_why(good_lab: Lab) -> None:
    script = good_lab.scripts / "demo.py"
    script.write_text(script.read_text().replace('small={"n": 2}', 'small={"n": 4}'))
    found = published(str(good_lab.vault), PLACE)
    assert (found.state, found.reasons) == ("stale", ("n 2 → 4",))


def parsed(_: bytes) -> NoReturn:
    """Stands for what parses a script."""
    pytest.fail("a script was parsed")


def test_nothing_is_parsed_that_is_to_the_letter_what_ran(
    good_lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = good_lab.scripts / "demo.py"
    script.write_bytes(script.read_bytes().replace(b"\n", b"\r\n"))  # as git may give it
    with monkeypatch.context() as patched:
        patched.setattr("milepost.experiment.declare.tree_of", parsed)
        patched.setattr("milepost.experiment.source.tree_of", parsed)
        assert published(str(good_lab.vault), PLACE).state == "current"
    script.write_text(f"{script.read_text()}# a remark\n")
    assert published(str(good_lab.vault), PLACE).state == "current"


def test_data_that_changed_is_not_named(lab: Lab) -> None:
    secret = lab.vault / "Secret plan.md"
    secret.write_text("draft")
    file = '(Path(__file__).parents[1] / "vault" / "Secret plan.md")'
    lab.run(f"from pathlib import Path\n{file}.read_text()\n{FIGURE}")
    note = (lab.results / "demo.md").read_text()
    assert "1 data file" in note
    assert "Secret" not in note
    secret.write_text("final")
    found = published(str(lab.vault), PLACE)
    assert (found.state, found.reasons) == ("stale", ("data changed",))


def test_versions_drift_from_what_the_project_pins_not_from_this_machine(good_lab: Lab) -> None:
    record = good_lab.results / "run.json"
    record.write_text(record.read_text().replace('"matplotlib": "', '"matplotlib": "0.'))
    assert published(str(good_lab.vault), PLACE).state == "current"
    (good_lab.root / "constraints.txt").write_text("# tested together\nMatplotlib==9.9.9\n")
    found = published(str(good_lab.vault), PLACE)
    assert found.state == "drifted"
    assert found.reasons[0].startswith("matplotlib 0.")
    assert found.reasons[0].endswith(" → 9.9.9")


def test_without_its_script_nothing_is_said(good_lab: Lab) -> None:
    (good_lab.scripts / "demo.py").unlink()
    found = published(str(good_lab.vault), PLACE)
    assert (found.state, found.reasons, found.source) == ("", (), "")
