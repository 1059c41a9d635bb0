"""What a build costs that finds what the one before has kept, by what was done to the vault in between.

Run `python benchmarks/warm.py FOLDER…`, each FOLDER a vault; a copy of it is built. Each build is a process
of its own. On a busy machine trust the CPU seconds. `--pagefind` leaves the search to Pagefind, whose index
is always made anew.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_CONFIG = """\
site_name: Warm
docs_dir: {vault}
theme: {{name: material, font: false, features: [navigation.prune, navigation.indexes, content.code.copy]}}
plugins: [search, {{milepost: {{search: {search}}}}}]
"""


def main() -> None:
    """Print a row for each vault and kind of build: medians over the rounds."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("vaults", nargs="+", type=Path, metavar="FOLDER")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--pagefind", action="store_true")
    chosen = arguments.parse_args()
    print("| vault | build | wall s | CPU s | peak MiB | files written |")
    print("| --- | --- | ---: | ---: | ---: | ---: |")
    for vault in chosen.vaults:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            copy = root / "vault"
            shutil.copytree(vault, copy)
            search = "pagefind" if chosen.pagefind else "material"
            text = _CONFIG.format(vault=json.dumps(str(copy)), search=search)
            (root / "mkdocs.yml").write_text(text, encoding="utf-8")
            _row(vault.name, "cold", [_build(root)])
            shutil.rmtree(root / "site")
            _row(vault.name, "site gone, cache kept", [_build(root)])
            for name, edit in _edits(copy).items():
                builds: list[tuple[float, float, float, int]] = []
                for number in range(chosen.rounds):
                    edit(number)
                    builds.append(_build(root))
                _row(vault.name, name, builds)


def _edits(vault: Path) -> dict[str, Callable[[int], None]]:
    notes = sorted(vault.rglob("*.md"))
    note = notes[len(notes) // 2]
    text = note.read_text(encoding="utf-8")
    body = text.split("---\n", 2)[-1] if text.startswith("---\n") else text
    added = vault / "Added by a benchmark.md"

    def words(number: int) -> None:
        note.write_text(f"{text}\nWords number {number}.\n", encoding="utf-8")

    def title(number: int) -> None:
        note.write_text(f"---\ntitle: Title number {number}\n---\n{body}", encoding="utf-8")

    def add(number: int) -> None:
        if number % 2:
            added.unlink()
        else:
            added.write_text("A new note.\n", encoding="utf-8")

    return {
        "nothing changed": lambda number: None,
        "one note's words": words,
        "one note's title": title,
        "a note more or less": add,
    }


def _build(root: Path) -> tuple[float, float, float, int]:
    """Wall and CPU seconds, the peak of the largest process in MiB, and how many files were written."""
    begun, start = time.time_ns(), time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the build ended with {process.returncode}")
    files = (file for file in (root / "site").rglob("*") if file.is_file())
    written = sum(file.stat().st_mtime_ns >= begun for file in files)
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 2**20
    return wall, used.ru_utime + used.ru_stime, peak, written


def _row(vault: str, name: str, builds: list[tuple[float, float, float, int]]) -> None:
    wall, cpu, peak, written = (statistics.median(column) for column in zip(*builds, strict=True))
    print(f"| {vault} | {name} | {wall:.2f} | {cpu:.2f} | {peak:.0f} | {written:.0f} |", flush=True)


if __name__ == "__main__":
    main()
