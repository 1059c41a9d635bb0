"""What a site may tell of how a run stands."""

import hashlib
import json
import os
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import NoReturn

import pytest

from milepost.experiment.published import Published, published
from support.lab import FIGURE, Lab
from support.project import Project
from support.vaults import load, note, write_vault

PLACE = "experiments/demo"


def test_a_run_whose_script_is_as_it_was_is_current_and_brings_its_source(good_lab: Lab) -> None:
    found = published(str(good_lab.root), str(good_lab.vault), PLACE)
    assert (found.state, found.reasons) == ("current", ())
    assert found.source == (good_lab.scripts / "demo.py").read_text()


def test_a_change_makes_it_stale_and_says_why(good_lab: Lab) -> None:
    script = good_lab.scripts / "demo.py"
    script.write_text(script.read_text().replace('small={"n": 2}', 'small={"n": 4}'))
    found = published(str(good_lab.root), str(good_lab.vault), PLACE)
    assert (found.state, found.reasons) == ("stale", ("n 2 → 4",))


@pytest.mark.parametrize(
    ("name", "old", "new"), [("demo.md", "m_total: 2", "m_total: 9"), ("demo--line.svg", ">", " >")]
)
def test_results_that_were_changed_by_hand_are_not_passed_off_as_the_runs(
    good_lab: Lab, name: str, old: str, new: str
) -> None:
    file = good_lab.results / name
    text = file.read_bytes()
    file.write_bytes(text.replace(b"\n", b"\r\n"))  # as git may give it
    assert published(str(good_lab.root), str(good_lab.vault), PLACE).state == "current"
    file.write_bytes(text.replace(old.encode(), new.encode(), 1))
    found = published(str(good_lab.root), str(good_lab.vault), PLACE)
    assert (found.state, found.reasons) == ("stale", (f"{name} is not as the run wrote it",))


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
        assert published(str(good_lab.root), str(good_lab.vault), PLACE).state == "current"
    script.write_text(f"{script.read_text()}# a remark\n")
    assert published(str(good_lab.root), str(good_lab.vault), PLACE).state == "current"


def test_data_that_changed_is_not_named(lab: Lab) -> None:
    secret = lab.vault / "Secret plan.md"
    secret.write_text("draft")
    file = '(Path(__file__).parents[1] / "vault" / "Secret plan.md")'
    lab.run(f"from pathlib import Path\n{file}.read_text()\n{FIGURE}")
    note = (lab.results / "demo.md").read_text()
    assert "1 data file" in note
    assert "Secret" not in note
    secret.write_text("final")
    found = published(str(lab.root), str(lab.vault), PLACE)
    assert (found.state, found.reasons) == ("stale", ("data changed",))


def test_versions_drift_from_what_the_project_pins_not_from_this_machine(good_lab: Lab) -> None:
    record = good_lab.results / "run.json"
    record.write_text(record.read_text().replace('"matplotlib": "', '"matplotlib": "0.'))
    assert published(str(good_lab.root), str(good_lab.vault), PLACE).state == "current"
    (good_lab.root / "constraints.txt").write_text(
        "# tested together\nMatplotlib==9.9.9 ; python_version > '3'\n"
    )
    found = published(str(good_lab.root), str(good_lab.vault), PLACE)
    assert found.state == "drifted"
    assert found.reasons[0].startswith("matplotlib 0.")
    assert found.reasons[0].endswith(" → 9.9.9")


def test_without_its_script_nothing_is_said(good_lab: Lab) -> None:
    (good_lab.scripts / "demo.py").unlink()
    found = published(str(good_lab.root), str(good_lab.vault), PLACE)
    assert (found.state, found.reasons, found.source) == ("", (), "")


PRIVATE: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "said": ({"Diary/Ill.md": note("x", publish=False)}, ()),
    "excluded": ({"Locked/Ill.md": "x"}, ("Locked",)),
    "excluded-by-the-app": ({"Ill.md": "x", ".obsidian/app.json": '{"userIgnoreFilters": ["Ill"]}'}, ()),
    "a-form": ({"Forms/Ill.md": "x", ".obsidian/templates.json": '{"folder": "Forms"}'}, ()),
    "alias": ({"Diary/Day.md": note("x", publish=False, aliases=["Ill.MD"])}, ()),
    "data": ({"Locked/Ill.md.csv": "x"}, ("Locked",)),
}


@pytest.mark.parametrize("private", PRIVATE)
def test_a_script_that_names_a_private_file_is_not_shown(good_lab: Lab, private: str) -> None:
    files, exclude = PRIVATE[private]
    script = good_lab.scripts / "demo.py"
    script.write_text(f"{script.read_text()}\nREAD = 'Locked/ill.md.csv'\n")
    assert "ill.md" in load(good_lab.vault).runs["demo"].source
    write_vault(good_lab.vault, files)
    assert load(good_lab.vault, exclude=exclude).runs["demo"].source == ""


def test_a_private_name_in_the_midst_of_a_word_hides_no_script(good_lab: Lab) -> None:
    write_vault(good_lab.vault, {"AI.md": note("x", publish=False, aliases=["EF", "ma"])})
    assert "def main" in load(good_lab.vault).runs["demo"].source


@pytest.mark.parametrize("private", PRIVATE)
def test_nor_is_a_private_file_named_by_what_has_changed_in_a_script(good_lab: Lab, private: str) -> None:
    files, exclude = PRIVATE[private]
    script = good_lab.scripts / "demo.py"
    script.write_text(script.read_text().replace('small={"n": 2}', 'small={"n": "Locked/ill.md.csv"}'))
    assert load(good_lab.vault).runs["demo"].state_reasons == ('n 2 → "Locked/ill.md.csv"',)
    write_vault(good_lab.vault, files)
    run = load(good_lab.vault, exclude=exclude).runs["demo"]
    assert (run.state, run.state_reasons) == ("stale", ())


def test_a_private_note_is_no_script(good_lab: Lab) -> None:
    note = good_lab.vault / "Private.md"
    note.write_text("---\npublish: false\n---\nSecret words.\n")
    record = good_lab.results / "run.json"
    data = json.loads(record.read_text())
    data["script"] = "vault/Private.md"
    data["inputs"]["texts"]["vault/Private.md"] = hashlib.sha256(note.read_bytes()).hexdigest()
    record.write_text(json.dumps(data))
    assert published(str(good_lab.root), str(good_lab.vault), PLACE) == Published("", (), "")


def test_a_script_that_links_out_of_the_project_is_not_shown(good_lab: Lab, tmp_path: Path) -> None:
    script = good_lab.scripts / "demo.py"
    script.rename(tmp_path / "demo.py")
    script.symlink_to(tmp_path / "demo.py")
    assert published(str(good_lab.root), str(good_lab.vault), PLACE) == Published("", (), "")


ODD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a pipe": (lambda file: os.mkfifo(file), "cannot be read: it is no regular file"),
    "a link to a device": (
        lambda file: file.symlink_to("/dev/zero"),
        "cannot be read: it lies outside the project",
    ),
    "a link to itself": (lambda file: file.symlink_to(file.name), "cannot be read: "),
    "a sum of 50,000 terms": (lambda file: file.write_text("x=" + "+".join("1" * 50_000)), "changed"),
    "100,000 signs": (lambda file: file.write_text(f"x={'-' * 100_000}1"), "changed"),
    "2 MB of a list": (lambda file: file.write_text(f"x=[{'1,' * 1_000_000}]"), "changed"),
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize(("make", "reason"), ODD.values(), ids=ODD)
@pytest.mark.parametrize("kind", ["code", "data"])
def test_a_recorded_file_that_nobody_can_read_is_a_change(
    good_lab: Lab, kind: str, make: Callable[[Path], object], reason: str
) -> None:
    make(good_lab.scripts / "odd.py")
    record = good_lab.results / "run.json"
    data = json.loads(record.read_text())
    data["inputs"][kind]["experiments/odd.py"] = "1"
    record.write_text(json.dumps(data))
    found = published(str(good_lab.root), str(good_lab.vault), PLACE)
    assert found.state == "stale"
    told = f"experiments/odd.py {reason}"
    assert found.reasons[0].startswith("data changed" if kind == "data" else told)


@pytest.mark.parametrize(
    "text", [f"x={'-' * 100_000}1", "x=" + "+".join("1" * 50_000), "\0", "#" * 2_000_000]
)
def test_of_a_script_that_cannot_be_parsed_nothing_is_said(good_lab: Lab, text: str) -> None:
    (good_lab.scripts / "demo.py").write_text(text)
    assert published(str(good_lab.root), str(good_lab.vault), PLACE) == Published("", (), "")


def test_a_vault_may_lie_deeper_in_its_project(good_lab: Lab) -> None:
    (good_lab.root / "docs").mkdir()
    good_lab.vault.rename(good_lab.root / "docs" / "vault")
    project = Project(good_lab.root).configure(docs_dir="docs/vault")

    def page() -> str:
        assert project.build().returncode == 0
        return unescape(re.sub("<[^>]*>", "", project.page("experiments/demo/index.html")))

    assert "def main(run: Run, n: int)" in page()
    script = good_lab.scripts / "demo.py"
    script.write_text(script.read_text().replace('small={"n": 2}', 'small={"n": 4}'))
    assert "n 2 → 4" in page()
