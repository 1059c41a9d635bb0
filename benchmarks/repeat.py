"""Does every experiment leave the same bytes when it runs again?

    python benchmarks/repeat.py [ID…]

Each experiment that measures no time runs anew in a copy of the project, with the profile and the seed of its
results in the vault. Figures, the data that they are drawn from, and the note, but for when it ran and how
long, must be the vault's. Where those were made by other versions or on other hardware it runs twice, and
the two are compared. Nothing in the vault is touched. Exit status 1 if anything differs.
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from milepost.experiment.declare import Declaration, Profile, find_declarations
from milepost.experiment.freshness import installed_drift
from milepost.experiment.record import read_record
from milepost.experiment.report import Verdict
from milepost.experiment.request import Request
from milepost.experiment.runner import run_experiment

ROOT = Path(__file__).resolve().parent.parent
_OF_THIS_RUN = re.compile(rb"^(ran|seconds): .*$", re.MULTILINE)


def main(chosen: list[str]) -> int:
    """Run the experiments, all or those named, and print a line for each."""
    differing = 0
    with tempfile.TemporaryDirectory(prefix="repeat-") as name:
        copy = Path(name)
        shutil.copytree(
            ROOT / "experiments", copy / "experiments", ignore=shutil.ignore_patterns("__pycache__")
        )
        shutil.copytree(ROOT / "vault" / "Notes", copy / "vault" / "Notes")
        for each in find_declarations(copy / "experiments")[0]:
            if each.is_timing or (chosen and each.id not in chosen):
                continue
            others, files = repeat(each, copy)
            differing += len(others)
            print(f"{each.id}: {files} files, {', '.join(others) or 'none'} differ", flush=True)
    return 1 if differing else 0


def repeat(declaration: Declaration, copy: Path) -> tuple[list[str], int]:
    """The names of files that differ, and how many were compared."""
    published = ROOT / "vault" / "experiments" / declaration.id
    record = read_record(published)
    profile = record.profile if record else "small"
    is_of_here = record is not None and not installed_drift(record)
    before = results(published) if is_of_here else anew(declaration, copy, profile)
    after = anew(declaration, copy, profile)
    names = sorted(before.keys() | after.keys())
    return [name for name in names if before.get(name) != after.get(name)], len(names)


def anew(declaration: Declaration, copy: Path, profile: Profile) -> dict[str, bytes]:
    """What a run in the copy leaves."""
    request = Request(declaration, copy / "vault", copy, profile, force=True)
    report = run_experiment(request)
    if report.verdict is not Verdict.OK:
        raise SystemExit(str(report))
    found = results(request.folder)
    shutil.rmtree(request.folder)  # what the run before found is part of a record
    return found


def results(folder: Path) -> dict[str, bytes]:
    """Note, figures and data, by name; the record holds when and where, and the same numbers."""
    files = (each for each in folder.iterdir() if each.name != "run.json")
    return {each.name: _OF_THIS_RUN.sub(b"", each.read_bytes()) for each in files}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
