"""`milepost run` from the command line."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from milepost.cli.redraw import redraw
from milepost.cli.run import run
from milepost.errors import ExperimentError
from support.lab import GOOD, Lab


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    """A project that `--vault` finds."""
    lab = Lab(tmp_path)
    lab.write(GOOD)
    return lab


def invoke(lab: Lab, *arguments: str) -> Result:
    result = CliRunner().invoke(run, [*arguments, "--vault", str(lab.vault)])
    if isinstance(result.exception, ExperimentError):
        raise result.exception
    return result


def test_without_an_id_what_needs_it_runs_once(lab: Lab) -> None:
    first, second = invoke(lab), invoke(lab)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.stdout.startswith("demo: ok: ")
    assert second.stdout.startswith("demo: current: ")


def test_what_is_named_runs_again(lab: Lab) -> None:
    lab.write("raise SystemExit", name="other")
    invoke(lab, "demo")
    again = invoke(lab, "demo", "demo")
    assert again.stdout.count("demo: ok: ") == 1
    assert "other" not in again.stdout


def test_a_failure_shows_what_the_script_said_and_the_others_still_run(lab: Lab) -> None:
    lab.write("print('so far so good')\nraise ValueError('no more')", name="broken")
    result = invoke(lab)
    assert result.exit_code == 1
    assert "so far so good" in result.stderr
    assert [line.split(":")[:2] for line in result.stdout.splitlines()] == [
        ["broken", " failed"],
        ["demo", " ok"],
    ]


def test_a_half_written_script_stops_no_other_and_is_named(lab: Lab) -> None:
    (lab.scripts / "draft.py").write_text("def main(:\n")
    whole, named = invoke(lab), invoke(lab, "demo")
    assert whole.stdout.startswith("demo: ok: ")
    assert "draft.py:1: is not Python" in whole.stderr
    assert (whole.exit_code, named.exit_code, named.stderr) == (2, 0, "")
    with pytest.raises(ExperimentError, match=r"draft\.py:1: is not Python"):
        invoke(lab, "draft")


@pytest.mark.parametrize("options", [("demo",), ("--force",), ("--dry-run",)])
def test_what_needs_something_that_nothing_provides_is_refused(lab: Lab, options: tuple[str, ...]) -> None:
    lab.write(GOOD, needs=["model", "moon"])
    result = invoke(lab, *options)
    assert result.exit_code == 2
    assert result.stdout == (
        "demo: refused: needs 'moon', which nothing provides; known are 'model' and 'text'\n"
    )
    assert lab.files() == {}


def test_the_profile_is_the_one_asked_for(lab: Lab) -> None:
    invoke(lab, "--profile", "full")
    assert "profile: full\n" in (lab.results / "demo.md").read_text()


def test_scripts_may_lie_elsewhere(lab: Lab) -> None:
    elsewhere = lab.scripts.rename(lab.root / "scripts")
    with pytest.raises(ExperimentError, match="no such folder; give it with --experiments DIR"):
        invoke(lab)
    assert invoke(lab, "--experiments", str(elsewhere)).exit_code == 0


def test_an_unknown_id_is_refused_with_those_known(lab: Lab) -> None:
    with pytest.raises(ExperimentError, match="no script declares it; known are demo"):
        invoke(lab, "other")
    with pytest.raises(ExperimentError, match="no script declares it; did you mean 'demo'"):
        invoke(lab, "damo")
    (lab.scripts / "demo.py").unlink()
    with pytest.raises(ExperimentError, match="no script declares it; there is no experiment yet"):
        invoke(lab, "demo")


def test_results_of_other_parameters_are_where_it_says(lab: Lab) -> None:
    result = invoke(lab, "demo", "-p", "n=5")
    assert result.stdout.endswith("results in .cache/milepost/scratch/demo\n")
    assert (lab.root / ".cache/milepost/scratch/demo/demo--line.svg").is_file()
    assert lab.files() == {}


def test_a_parameter_of_another_kind_is_refused_with_an_example(lab: Lab) -> None:
    with pytest.raises(ExperimentError, match="n needs a value such as 2"):
        invoke(lab, "demo", "-p", "n=many")


def test_without_a_script_each_command_says_that_there_is_none(lab: Lab) -> None:
    (lab.scripts / "demo.py").unlink()
    for command in (run, redraw):
        said = CliRunner().invoke(command, ["--vault", str(lab.vault)])
        assert (said.exit_code, said.stdout.startswith("there is no experiment")) == (0, True)


@pytest.mark.parametrize("value", ["1e999", "[{1}]", "b'1'"])
def test_a_parameter_that_no_record_can_hold_is_refused(lab: Lab, value: str) -> None:
    script = lab.scripts / "demo.py"
    script.write_text(script.read_text().replace('{"n": 2}', '{"n": None}'))
    with pytest.raises(ExperimentError, match="is no plain value, such as a finite number"):
        invoke(lab, "demo", "-p", f"n={value}")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_terminal_sees_how_far_it_is_and_results_go_where_they_are_sent(lab: Lab) -> None:
    import pty

    lab.write("for each in run.track('abc'):\n    run.tokens(10)\n    time.sleep(0.3)\n" + GOOD)
    script = lab.scripts / "demo.py"
    script.write_text(script.read_text().replace("from milepost", "import time\nfrom milepost", 1))
    terminal, end = pty.openpty()
    command = (sys.executable, "-m", "milepost", "run", "--vault", str(lab.vault))
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(
        command, cwd=lab.root, env=environment, stdout=subprocess.PIPE, stderr=end, text=True
    ) as runner:
        os.close(end)
        shown = b"".join(_read(terminal)).decode()
        results = runner.communicate()[0]
    assert results.startswith("demo: ok: ")
    assert "demo: ok" not in shown
    assert re.search(r"demo .* [12]/3 .* \d+ tokens/s .* 0:00:0\d", re.sub(r"\x1b\[[\d;?]*\w", "", shown))


def _read(terminal: int) -> Iterator[bytes]:
    try:
        while chunk := os.read(terminal, 4096):
            yield chunk
    except OSError:  # Linux says so when the other end is closed
        return
    finally:
        os.close(terminal)
