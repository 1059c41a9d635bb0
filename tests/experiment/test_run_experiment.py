"""An experiment from its script to its files in the vault, in a real process."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest
import yaml

from milepost.experiment import results
from milepost.experiment.declare import read_declaration
from milepost.experiment.journal import Progress
from milepost.experiment.published import published
from milepost.experiment.report import Verdict, exit_status
from milepost.experiment.request import Request
from milepost.experiment.runner import run_experiment
from support.lab import FIGURE, GOOD, Lab

NAMES = ["demo--line.dark.svg", "demo--line.svg", "demo.md", "run.json"]


def record(lab: Lab) -> dict[str, object]:
    return json.loads((lab.results / "run.json").read_text())


def properties(lab: Lab) -> dict[str, object]:
    return yaml.safe_load((lab.results / "demo.md").read_text().split("---")[1])


def test_a_good_run_leaves_note_figures_and_record_and_nothing_else(lab: Lab) -> None:
    report = lab.run(GOOD)
    assert report.verdict is Verdict.OK, str(report)
    assert list(lab.files()) == [f"experiments/demo/{name}" for name in NAMES]
    assert [each.name for each in (lab.vault / "experiments").iterdir()] == ["demo"]
    found = properties(lab)
    assert {name: found[name] for name in ("type", "outcome", "profile", "checks", "m_total", "serves")} == {
        "type": "run",
        "outcome": "ok",
        "profile": "small",
        "checks": "1/1",
        "m_total": 2,
        "serves": ["[[Softmax]]"],
    }
    assert "Does a line rise?\n\n![[demo--line.svg]]\n^line\n" in (lab.results / "demo.md").read_text()


def test_the_same_seed_twice_gives_the_same_bytes(lab: Lab) -> None:
    body = f'import random\nn = random.random()\nrun.metric("draw", n, unit="")\n{FIGURE}'

    def stable() -> dict[str, object]:
        found: dict[str, object] = dict(lab.files())
        note = (lab.results / "demo.md").read_text()
        found["experiments/demo/demo.md"] = re.sub(r"(?m)^(ran|seconds): .*$", "", note)
        data = record(lab)
        assert list(data)[-3:] == ["measured", "before", "files"], "what changes from run to run stands last"
        found["experiments/demo/run.json"] = json.dumps(
            {**data, "measured": None, "before": None, "files": None}
        )
        return found

    lab.run(body)
    first = stable()
    lab.run()
    assert stable() == first


@pytest.mark.parametrize(("unit", "kept"), [("B", {"total": 2}), ("kB", {})])
def test_a_metric_is_held_against_the_run_before_in_the_same_unit(
    good_lab: Lab, unit: str, kept: dict[str, int]
) -> None:
    good_lab.run(GOOD.replace('unit="B"', f'unit="{unit}"'))
    assert cast("dict[str, object]", record(good_lab)["before"])["metrics"] == kept


def test_the_record_names_no_person_and_no_place_of_this_computer(lab: Lab) -> None:
    lab.run(f'import os\nopen(os.getcwd() + "/nothing")\n{FIGURE}')
    everything = b"".join(lab.files().values()).decode()
    for secret in (str(lab.root), str(Path.home()), "/tmp"):
        assert secret not in everything
    assert "FileNotFoundError" in everything


@pytest.mark.skipif(sys.platform == "win32", reason="a home on Windows is a folder of its own")
def test_the_root_is_nobodys_home(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/")  # as in a container whose user is a mere number
    assert "'/nowhere/at/all'" in lab.run("open('/nowhere/at/all')").message


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('raise ValueError("too | large\\n`x`")', "ValueError: too | large `x`"),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)", "killed by SIGSEGV"),
        pytest.param(
            "import os, signal\nos.kill(os.getpid(), signal.SIGRTMIN + 2)",
            "killed by signal 3",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="all signals have names elsewhere"),
        ),
        ("import os\nos._exit(0)", "left with status 0 before its function returned"),
        (f'{FIGURE}\nrun.check("n is negative", n, below=0)', "n is negative: 2, to be below 0"),
        (f'{FIGURE}\nrun.metric("loss", float("nan"), unit="")', "the metric loss is no number"),
        ('run.metric("a", 1, unit="")', "it drew no figure"),
        ("import no_such_package", "pip install no_such_package"),
        ("raise ModuleNotFoundError('gone', name='sklearn.datasets')", "pip install 'milepost[lab]'"),
        (FIGURE.replace("A line that rises.", ""), "needs alt text"),
        ('run.figure("a", lambda figure: None, alt="A line.")', "figure 'a': is empty"),
    ],
    ids=[
        "exception",
        "signal",
        "nameless signal",
        "early exit",
        "check",
        "nan",
        "no figure",
        "package",
        "extra",
        "alt",
        "blank figure",
    ],
)
def test_a_bad_run_is_recorded_and_the_last_good_figures_stay(good_lab: Lab, body: str, reason: str) -> None:
    good = good_lab.files()
    report = good_lab.run(body)
    assert (report.verdict, exit_status([report])) == (Verdict.FAILED, 1)
    assert reason in report.message
    assert report.message.endswith("; the last good figures stay")
    after = good_lab.files()
    assert list(after) == list(good)
    assert all(after[name] == good[name] for name in good if name.endswith(".svg"))
    assert (
        record(good_lab)["outcome"],
        properties(good_lab)["outcome"],
        properties(good_lab)["m_total"],
    ) == (
        "failed",
        "failed",
        2,
    )


def test_a_misspelt_module_of_a_package_that_is_there_is_no_package_to_install(lab: Lab) -> None:
    (lab.scripts / "shared").mkdir()
    report = lab.run("from shared.chart import label")
    assert report.message == "ModuleNotFoundError: No module named 'shared.chart'"
    assert "from shared.chart import label" in report.output, "the line is shown"


def test_a_run_out_of_time_is_recorded_as_such(lab: Lab) -> None:
    report = lab.run("import time\ntime.sleep(60)", timeout=1)
    assert report.verdict is Verdict.FAILED
    assert record(lab)["outcome"] == "timeout"
    assert list(lab.files()) == ["experiments/demo/demo.md", "experiments/demo/run.json"]


def test_only_what_changed_runs_again(lab: Lab) -> None:
    assert lab.run(GOOD, named=False).verdict is Verdict.OK
    before = lab.files()
    assert lab.run(f"# a remark\n{GOOD}", named=False).verdict is Verdict.CURRENT
    assert lab.files() == before
    assert lab.run(f"n += 1\n{GOOD}", named=False).verdict is Verdict.OK
    (lab.results / "demo--line.svg").unlink()
    assert lab.run(named=False).verdict is Verdict.OK, "a missing figure is made again"


def test_a_run_with_a_parameter_by_hand_says_where_its_results_are(lab: Lab) -> None:
    message = lab.run(GOOD, changed={"n": 5}).message
    assert message.endswith("s, 1 check passed, results in .cache/milepost/scratch/demo")
    assert (lab.root / message.rpartition(" ")[2] / "run.json").is_file()
    assert lab.files() == {}


def test_a_failed_run_is_tried_again(lab: Lab) -> None:
    lab.run("raise ValueError", named=False)
    assert lab.run(named=False).verdict is Verdict.FAILED


def test_small_results_replace_full_ones_only_by_force(lab: Lab) -> None:
    lab.run(GOOD, profile="full")
    before = lab.files()
    report = lab.run(f"n += 1\n{GOOD}")
    assert (report.verdict, exit_status([report])) == (Verdict.KEPT, 0)
    assert "--profile full" in report.message
    assert "--force" in report.message
    assert lab.files() == before
    assert lab.run(force=True).verdict is Verdict.OK
    assert properties(lab)["profile"] == "small"


# As Obsidian writes all properties anew when one is added.
ADDED = """\
---
type: run
experiment: demo
title: A line
outcome: ok
profile: small
ran: {ran}
seconds: {seconds}
checks: 1/1
m_total: 2
serves:
  - "[[Softmax]]"
tags:
  - lines
  # a remark
publish: true
---
"""


def test_properties_that_the_author_adds_to_the_note_stay(good_lab: Lab) -> None:
    note = good_lab.results / "demo.md"
    said, (_, _, body) = properties(good_lab), note.read_text().split("---\n", 2)
    ran = str(said["ran"]).replace(" ", "T")
    note.write_text(ADDED.format(ran=ran, seconds=said["seconds"]) + body)
    assert good_lab.run(named=False).verdict is Verdict.CURRENT
    assert published(str(good_lab.root), str(good_lab.vault), "experiments/demo").state == "current"
    assert good_lab.run(f"n += 1\n{GOOD}").verdict is Verdict.OK
    assert "\ntags:\n  - lines\n  # a remark\npublish: true\n---\n" in note.read_text()
    assert properties(good_lab)["m_total"] == 3
    assert good_lab.run(named=False).verdict is Verdict.CURRENT
    note.write_text(note.read_text().replace("m_total: 3", "m_total: 9"))
    assert good_lab.run(named=False).verdict is Verdict.REFUSED


@pytest.mark.parametrize("name", ["demo.md", "demo--line.svg"])
def test_a_change_by_hand_is_overwritten_only_by_force(good_lab: Lab, name: str) -> None:
    file = good_lab.results / name
    file.write_text(file.read_text() + "<!-- mine -->\n")
    before = good_lab.files()
    report = good_lab.run()
    assert (report.verdict, exit_status([report])) == (Verdict.REFUSED, 2)
    assert name in report.message
    assert good_lab.files() == before
    assert good_lab.run(force=True).verdict is Verdict.OK
    assert b"mine" not in file.read_bytes()


def test_line_ends_of_windows_are_no_change_by_hand(good_lab: Lab) -> None:
    for name in NAMES:
        file = good_lab.results / name
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert good_lab.run().verdict is Verdict.OK


def test_a_note_that_no_run_wrote_is_left_alone(lab: Lab) -> None:
    lab.results.mkdir(parents=True)
    (lab.results / "demo.md").write_text("My own words.\n")
    assert lab.run(GOOD).verdict is Verdict.REFUSED
    assert list(lab.files().values()) == [b"My own words.\n"]


def test_files_that_a_person_put_beside_the_results_stay_and_old_figures_go(good_lab: Lab) -> None:
    (good_lab.results / "photo.png").write_bytes(b"mine")
    (good_lab.results / "link.png").symlink_to("photo.png")
    (good_lab.results / "more").mkdir()
    (good_lab.results / "more/photo.png").write_bytes(b"mine, too")
    good_lab.run(GOOD.replace('"line"', '"curve"'))
    assert sorted(each.name for each in good_lab.results.iterdir()) == [
        "demo--curve.dark.svg", "demo--curve.svg", "demo.md", "link.png", "more", "photo.png", "run.json",
    ]  # fmt: skip
    assert (good_lab.results / "link.png").readlink() == Path("photo.png")
    assert (good_lab.results / "more/photo.png").read_bytes() == b"mine, too"


def test_what_a_script_leaves_in_its_working_folder_does_not_reach_the_vault(lab: Lab) -> None:
    lab.run(f'open("stray.txt", "w").write("x")\n{GOOD}')
    assert list(lab.files()) == [f"experiments/demo/{name}" for name in NAMES]


def test_a_swap_that_was_cut_short_is_put_right(good_lab: Lab) -> None:
    before = good_lab.files()
    good_lab.results.rename(good_lab.results.with_name(".demo.old"))
    (good_lab.results.with_name(".demo.new")).mkdir()
    results.recover(good_lab.results)
    assert good_lab.files() == before
    assert [each.name for each in (good_lab.vault / "experiments").iterdir()] == ["demo"]


def test_what_a_swap_has_left_to_remove_is_removed(good_lab: Lab) -> None:
    before = good_lab.files()
    good_lab.results.with_name(".demo.old").mkdir()
    results.recover(good_lab.results)
    assert good_lab.files() == before
    assert [each.name for each in (good_lab.vault / "experiments").iterdir()] == ["demo"]


def test_modules_beside_the_script_can_be_imported(lab: Lab) -> None:
    (lab.scripts / "shapes.py").write_text("SIDES = 4\n")
    lab.run(f'import shapes\nrun.metric("sides", shapes.SIDES, unit="")\n{FIGURE}')
    assert properties(lab)["m_sides"] == 4


def test_progress_is_passed_on(lab: Lab) -> None:
    seen: list[Progress] = []
    body = f"import time\nfor _ in run.track(range(3)):\n    time.sleep(0.2)\n{FIGURE}"

    lab.run(body, on_progress=seen.append)
    assert (2, 3) in [(each.done, each.total) for each in seen]


def test_a_script_runs_alone(lab: Lab) -> None:
    file = lab.write()
    lab.results.mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, str(file)], capture_output=True, text=True, check=False, cwd=lab.root
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("demo: ok: ")
    assert done.stdout.endswith("results in vault/experiments/demo\n")
    assert sorted(each.name for each in lab.results.iterdir()) == NAMES


def test_a_script_without_a_vault_says_what_to_do(tmp_path: Path) -> None:
    file = Lab(tmp_path).write()
    done = subprocess.run([sys.executable, str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.endswith("has no vault above it; use: milepost run demo --vault DIR\n")


def test_importing_the_room_loads_neither_matplotlib_nor_numpy() -> None:
    code = "import sys, milepost.experiment; sys.exit('matplotlib' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_example_of_the_readme_runs(lab: Lab) -> None:
    readme = Path(__file__).parents[2] / "experiments" / "README.md"
    example = readme.read_text().split("```python\n")[1].split("```")[0]
    file = lab.scripts / "odd_numbers.py"
    file.write_text(example)
    report = run_experiment(Request(read_declaration(file), lab.vault, lab.root))
    assert report.verdict is Verdict.OK, str(report)
