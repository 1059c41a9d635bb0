"""A process is watched, and ended with all that it started."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from milepost.experiment import process
from milepost.experiment.descendants import MARK, marked
from milepost.experiment.process import Ending, Limits, lab_environment, run_process


def run(folder: Path, code: str, timeout_seconds: float = 20) -> Ending:
    return run_process((sys.executable, "-c", code), folder, Limits(timeout_seconds), lambda: None)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")


@pytest.mark.skipif(sys.platform == "win32", reason="it plays Windows")
def test_a_flood_ends_where_there_is_no_sigkill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def kill(ended: subprocess.Popen[bytes]) -> None:
        if ended.poll() is None:
            os.kill(ended.pid, 9)

    monkeypatch.setattr(process, "_memory_gib", float)  # psutil would have to play along; no bound is set
    monkeypatch.setattr(subprocess.Popen, "kill", kill)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delattr(signal, "SIGKILL")
    command = (sys.executable, "-c", "import time; print('x' * 3_000_000, flush=True); time.sleep(60)")
    ending = run_process(command, tmp_path, Limits(20, output_mib=1), lambda: None)
    assert (ending.exceeded, ending.seconds < 10) == ("output_mib", True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to signal")
@pytest.mark.parametrize("stubborn", [False, True], ids=["willing", "stubborn"])
def test_time_ends_the_process_and_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stubborn: bool
) -> None:
    monkeypatch.setattr(process, "_GRACE_SECONDS", 0.3)
    ignore = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);" if stubborn else ""
    child = f"{ignore}import time; time.sleep(60)"
    code = (
        f"{ignore}import subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-c', {child!r}])\n"
        "open('pid', 'w').write(str(child.pid))\ntime.sleep(60)"
    )
    ending = run(tmp_path, code, timeout_seconds=1)
    assert ending.exceeded == "seconds"
    assert ending.seconds < 10
    _wait_for_end(int((tmp_path / "pid").read_text()))


def test_a_flood_of_output_is_cut_to_its_end(tmp_path: Path) -> None:
    ending = run(tmp_path, "import sys; sys.stdout.write('x' * 3_000_000); print('the end')")
    assert ending.output.endswith("xthe end\n")
    assert len(ending.output) <= 64 * 1024


def test_the_status_and_the_signal_are_told(tmp_path: Path) -> None:
    assert run(tmp_path, "raise SystemExit(3)").status == 3
    assert run(tmp_path, "import os; os.kill(os.getpid(), 9)").status == -9


def test_secrets_stay_outside_and_what_makes_runs_alike_goes_in() -> None:
    given = {"PATH": "/bin", "API_TOKEN": "secret", "PYTHONPATH": "here", "OMP_NUM_THREADS": "8"}
    environment = lab_environment(given)
    assert "API_TOKEN" not in environment
    assert environment["PATH"] == "/bin"
    assert environment["PYTHONPATH"] == str(Path("here").absolute())
    assert (environment["OMP_NUM_THREADS"], environment["PYTHONHASHSEED"]) == ("1", "0")
    assert environment["MPLBACKEND"] == "Agg"


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="only Linux shows who has a mark")
@pytest.mark.parametrize(
    ("then", "exceeded"),
    [("while True: print('x' * 100_000)", "output_mib"), ("", "")],
    ids=["at a limit", "when all is done"],
)
def test_what_has_fled_into_a_session_of_its_own_is_ended(tmp_path: Path, then: str, exceeded: str) -> None:
    sleep = "import time; open('ready', 'w').close(); time.sleep(60)"
    flee = (
        "import subprocess, sys\n"
        f"child = subprocess.Popen([sys.executable, '-c', {sleep!r}], start_new_session=True)\n"
        "open('pid', 'w').write(str(child.pid))"
    )
    code = (
        f"import os, subprocess, sys, time\nsubprocess.run([sys.executable, '-c', {flee!r}])\n"
        f"while not os.path.exists('ready'): time.sleep(0.01)\n{then}"
    )
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as bystander:
        assert run(tmp_path, code, timeout_seconds=60).exceeded == exceeded
        _wait_for_end(int((tmp_path / "pid").read_text()))
        assert bystander.poll() is None
        bystander.communicate(b"\n")


def test_two_runs_have_two_marks() -> None:
    assert marked({"A": "b"})["A"] == "b"
    assert marked({})[MARK] != marked({})[MARK]


def _wait_for_end(pid: int) -> None:
    deadline = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < deadline:
        os.sched_yield()
    assert not is_alive(pid)
