"""What becomes of every hostile vault, built by the real MkDocs: cases, outcomes, seconds and memory.

    PYTHONPATH=tests python benchmarks/hostile.py [NAME…]

Fails if a build shows a traceback, ends with a status that nobody expects, or goes beyond its limits of
processor time and memory. `NAME` chooses the cases whose names begin so.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from support.hostile_vaults import CASES, OUTSIDE, Case, prepare
from support.project import Project

MOST_SECONDS = 60.0
"""Of processor time. Each case has 30 for what it is, and a build of nothing costs some."""
MOST_MB = 2_048
_CODE = re.compile(r"\[([a-z-]+)\]$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one build ended."""

    status: int
    talk: str
    seconds: float
    """Of processor time."""
    peak_mb: float

    @property
    def what(self) -> str:
        """The codes that were reported, or the error."""
        codes = sorted(set(_CODE.findall(self.talk)))
        if self.status == 0:
            return ", ".join(codes) or "built"
        errors = [line for line in self.talk.splitlines() if line.startswith("ERROR")]
        return f"status {self.status}: {(errors or self.talk.splitlines() or ['killed'])[-1][:80]}"


def main(names: list[str]) -> int:
    """Build each, print its line, and count what went wrong."""
    bad: list[str] = []
    print("| case | promise | what happened | CPU s | peak MB |\n| --- | --- | --- | ---: | ---: |")
    chosen = [case for case in CASES if not names or case.name.startswith(tuple(names))]
    for case in chosen:
        with tempfile.TemporaryDirectory() as folder:
            outcome = build(case, Path(folder))
            faults = list(faults_of(case, outcome, Path(folder)))
        bad += [f"{case.name}: {fault}" for fault in faults]
        cells = (case.name, case.promise, outcome.what, f"{outcome.seconds:.1f}", f"{outcome.peak_mb:.0f}")
        print(f"| {' | '.join(cells)} |", flush=True)
    print(f"\n{len(chosen)} cases, {len(bad)} faults", *bad, sep="\n")
    return 1 if bad else 0


def build(case: Case, root: Path) -> Outcome:
    """The build of one case, watched from outside."""
    project = Project(root).configure(site_url="https://x.example/")
    prepare(case, root)
    log = root / "talk.txt"
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(project.site)]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with log.open("wb") as stream:
        process = subprocess.Popen(command, cwd=root, env=env, stdout=stream, stderr=stream)
        end = time.monotonic() + 20 * MOST_SECONDS
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > end:
                process.kill()
            time.sleep(0.05)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = usage.ru_utime + usage.ru_stime
    return Outcome(process.returncode, log.read_text(errors="replace"), seconds, usage.ru_maxrss / 1024)


def faults_of(case: Case, outcome: Outcome, root: Path) -> Iterator[str]:
    """What went otherwise than promised."""
    if outcome.status != 0:
        yield f"ended with {outcome.status}"
    if "Traceback" in outcome.talk:
        yield "a traceback"
    if outcome.seconds > MOST_SECONDS:
        yield f"{outcome.seconds:.0f} s"
    if outcome.peak_mb > MOST_MB:
        yield f"{outcome.peak_mb:.0f} MB"
    if missing := set(case.codes) - set(_CODE.findall(outcome.talk)):
        yield f"does not say {', '.join(sorted(missing))}"
    site = root / "site"
    if not (site / "fine/index.html").is_file():
        yield "the good note is not there"
    if any(OUTSIDE in file.read_text(errors="replace") for file in site.rglob("*") if file.is_file()):
        yield "a file from outside is in the site"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
