"""Runs that go wrong: each is ended and recorded, in one clear line (promise P20)."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from milepost.experiment import results
from milepost.experiment.declare import find_declarations
from milepost.experiment.note import note_text
from milepost.experiment.record import Record
from milepost.experiment.report import Verdict
from milepost.experiment.request import Request
from milepost.experiment.several import run_several
from support.lab import FIGURE, GOOD, Lab

# Of what has a session of its own, only Linux shows whose it is.
SESSIONS = (False, True) if Path("/proc/self/environ").exists() else (False,)


@pytest.mark.parametrize(
    ("body", "options", "reason"),
    [
        ("import time\ntime.sleep(60)", {"timeout": 1}, "ended after its 1 s were up"),
        ("while True: pass", {"timeout": 1}, "ended after its 1 s were up"),
        (
            "held = []\nwhile True: held.append(bytearray(16_000_000))",
            {"memory": 0.3},
            "ended because it held more than 0.3 GiB of memory",
        ),
        (
            "import subprocess, sys\n"
            "subprocess.run([sys.executable, '-c', 'a = bytearray(600_000_000)\\nwhile True: pass'])",
            {"memory": 0.3},
            "ended because it held more than 0.3 GiB of memory",
        ),
        ("while True: print('x' * 100_000)", {}, "ended because it printed more than 64 MiB"),
        (
            "with open('big', 'wb') as file:\n    while True: file.truncate(file.tell() + 2**31)",
            {},
            "ended because it left more than 1024 MiB of files",
        ),
        ("import ctypes\nctypes.string_at(0)", {}, "killed by SIGSEGV"),
        (f'{FIGURE}\nopen("demo--line.svg", "w").write("no <image")', {}, "demo--line.svg is no image"),
        (f'{FIGURE}\nopen("demo--line.svg", "w").write("<html/>")', {}, "demo--line.svg is no image"),
        (f'{FIGURE}\nimport os\nos.remove("demo--line.dark.svg")', {}, "demo--line.dark.svg is no image"),
    ],
    ids=["hang", "loop", "memory", "child's memory", "output", "files", "fault", "text", "html", "gone"],
)
def test_a_bad_run_is_ended_and_recorded(lab: Lab, body: str, options: dict[str, Any], reason: str) -> None:
    lab.write(body, **options)
    report = lab.run()
    assert (report.verdict, report.message) == (Verdict.FAILED, reason)
    assert f'"reason": "{reason}"' in (lab.results / "run.json").read_text()
    assert sorted(each.name for each in lab.results.iterdir()) == ["demo.md", "run.json"]


def test_a_script_that_writes_into_the_vault_is_told_of_and_the_last_good_results_stay(lab: Lab) -> None:
    assert lab.run(GOOD).verdict is Verdict.OK
    before = lab.files()
    report = lab.run(f"open({str(lab.vault / 'Mine.md')!r}, 'a').write('words')\n{GOOD}")
    assert (report.verdict, report.message) == (
        Verdict.FAILED,
        "it wrote vault/Mine.md in the vault, not in the folder that it works in; the last good figures stay",
    )
    changed = {name.rpartition("/")[2] for name in before if lab.files()[name] != before[name]}
    assert changed == {"demo.md", "run.json"}


@pytest.mark.parametrize("name", ["demo.md", "demo--line.svg"])
def test_results_that_change_while_it_runs_are_left_as_they_are(lab: Lab, name: str) -> None:
    assert lab.run(GOOD).verdict is Verdict.OK
    report = lab.run(f"open({str(lab.results / name)!r}, 'a').write(' ')\n{GOOD}")
    assert report.verdict is Verdict.REFUSED
    assert f"no recorded run wrote {name}" in report.message
    assert (lab.results / name).read_text(encoding="utf-8").endswith(" ")


def test_of_two_runs_at_once_the_first_to_end_stays(
    lab: Lab, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert lab.run(GOOD).verdict is Verdict.OK
    first = tmp_path_factory.mktemp("first") / "demo"
    shutil.copytree(lab.results, first)
    assert lab.run(f"n += 1\n{GOOD}").verdict is Verdict.OK
    copied = f"import shutil\nshutil.copytree({str(first)!r}, {str(lab.results)!r}, dirs_exist_ok=True)\n"
    report = lab.run(copied + GOOD)
    assert report.verdict is Verdict.REFUSED
    assert report.message == "another run of it ended meanwhile, whose results stay; run it again if need be"
    assert "m_total: 2\n" in (lab.results / "demo.md").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_full_disk_is_told_and_the_last_good_results_stay(lab: Lab) -> None:
    assert lab.run(GOOD).verdict is Verdict.OK
    before = lab.files()
    (lab.root / "mkdocs.yml").write_text("site_name: Lab\ndocs_dir: vault\n")
    body = 'run.table("rows", [{"a": k, "b": "x" * 80} for k in range(40_000)])\n' + GOOD
    lab.write(body)
    # No file of this process and of what it starts may grow beyond 3 MB; the journal does, and the record.
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))\n"
        "import sys; sys.argv = ['milepost', 'run']\n"
        "from milepost.cli.main import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=lab.root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout == (
        "demo: failed: left with status 1 before its function returned, saying: OSError: [Errno 27] "
        "File too large; the last good figures stay\n"
    )
    after = lab.files()
    assert [name for name in before if name.endswith(".svg") and before[name] != after[name]] == []


def test_a_disk_too_full_for_the_results_stops_no_other_experiment(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab.write(GOOD)
    lab.write(GOOD, name="other")

    def full(record: Record, added: Sequence[str]) -> str:
        if record.experiment == "demo":
            raise OSError(28, "No space left on device")
        return note_text(record, added)

    monkeypatch.setattr(results, "note_text", full)
    requests = [Request(each, lab.vault, lab.root) for each in find_declarations(lab.scripts)[0]]
    reports = {each.experiment: each for each in run_several(requests)}
    assert reports["other"].verdict is Verdict.OK
    assert reports["demo"].verdict is Verdict.REFUSED
    assert reports["demo"].message.endswith("[Errno 28] No space left on device")
    assert not lab.results.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to signal")
def test_what_runs_does_not_outlive_a_runner_that_is_killed(lab: Lab) -> None:
    (lab.root / "mkdocs.yml").write_text("site_name: Lab\ndocs_dir: vault\n")
    lab.vault.joinpath("index.md").touch()
    lab.write(
        "import os, subprocess, sys, time\n"
        "sleep = [sys.executable, '-c', 'import time; time.sleep(300)']\n"
        f"started = [subprocess.Popen(sleep, start_new_session=each) for each in {SESSIONS}]\n"
        "pids = [os.getpid(), *(each.pid for each in started)]\n"
        f"print(*pids, end=' ', file=open({str(lab.root / 'pids')!r}, 'w'), flush=True)\n"
        "while True: pass",
        timeout=300,
    )
    runner = subprocess.Popen(
        [sys.executable, "-m", "milepost", "run"], cwd=lab.root, stdout=subprocess.DEVNULL
    )
    pids = lab.root / "pids"
    _wait_until(lambda: pids.exists() and pids.read_text().endswith(" "))
    started = [int(each) for each in pids.read_text().split()]
    assert all(map(_is_alive, started))
    runner.send_signal(signal.SIGKILL)
    runner.wait()
    _wait_until(lambda: not any(map(_is_alive, started)))


def _wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline, "it never came to be"
        os.sched_yield()


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    try:
        return state.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return not Path("/proc").exists()
