"""From the writing of a note to the page that a browser gets from `mkdocs serve`; and how soon that answers.

Run `PYTHONPATH=tests python benchmarks/serve.py FOLDER…`, each FOLDER a vault; a copy of it is served. The
CPU seconds are the server's from the writing to the end of its work, which reports problems after the page is
there. It is started with nothing kept, and again. Linux only, for it reads /proc. On a busy machine trust the
CPU seconds.
"""

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from support.preview import Preview, serve_live
from support.project import Project

_PATIENCE_SECONDS = 600
_TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print a row for each vault and kind of edit: medians over the rounds."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("vaults", nargs="+", type=Path, metavar="FOLDER")
    arguments.add_argument("--rounds", type=int, default=5)
    chosen = arguments.parse_args()
    print("| vault | edit | to served s | CPU s |")
    print("| --- | --- | ---: | ---: |")
    for vault in chosen.vaults:
        with tempfile.TemporaryDirectory() as folder:
            project = Project(Path(folder))
            shutil.copytree(vault, project.vault)
            project.configure({"search": "material"})
            for name in ("started", "started again", None):
                begun = time.perf_counter()
                with serve_live(project, _PATIENCE_SECONDS) as preview:
                    if name is None:
                        _measure(vault.name, project, preview, chosen.rounds)
                    else:
                        took = time.perf_counter() - begun
                        print(f"| {vault.name} | {name} | {took:.2f} | {_cpu(preview):.2f} |", flush=True)


def _measure(vault: str, project: Project, preview: Preview, rounds: int) -> None:
    subject = project.write("Subject.md", _subject("Subject", "todo", "first"))
    _wait(preview, "subject/", "first")
    edits: dict[str, Callable[[str], tuple[str, str]]] = {
        "words": lambda mark: _rewritten(subject, _subject("Subject", "todo", mark), mark),
        "status": lambda mark: _rewritten(
            subject, _subject("Subject", "done" if mark[-1] in "02468" else "todo", mark), mark
        ),
        "title": lambda mark: _rewritten(subject, _subject(f"Title {mark}", "todo", mark), mark),
        "a new note": lambda mark: _created(project, mark),
        "renamed": lambda mark: _renamed(project, mark),
    }
    for name, edit in edits.items():
        walls: list[float] = []
        cpus: list[float] = []
        for number in range(rounds):
            _rest(preview)
            mark = f"mark{name.split()[-1]}{number}"
            cpu, begun = _cpu(preview), time.perf_counter()
            _wait(preview, *edit(mark))
            walls.append(time.perf_counter() - begun)
            _rest(preview)
            cpus.append(_cpu(preview) - cpu)
        print(
            f"| {vault} | {name} | {statistics.median(walls):.2f} | {statistics.median(cpus):.2f} |",
            flush=True,
        )
    peak = Path(f"/proc/{preview.process.pid}/status").read_text().split("VmHWM:")[1].split()[0]
    print(f"peak memory of the server: {int(peak) / 1024:.0f} MiB", flush=True)


def _subject(title: str, status: str, mark: str) -> str:
    return (
        f"---\ntype: item\ntitle: {title}\nstatus: {status}\n---\nTo [[Index]] and on.\n\nThis is {mark}.\n"
    )


def _rewritten(file: Path, text: str, mark: str) -> tuple[str, str]:
    file.write_text(text, encoding="utf-8")
    return "subject/", mark


def _created(project: Project, mark: str) -> tuple[str, str]:
    project.write(f"New {mark}.md", f"This is {mark}.\n")
    return f"new-{mark}/", mark


def _renamed(project: Project, mark: str) -> tuple[str, str]:
    number = mark[-1]
    (project.vault / f"New marknote{number}.md").rename(project.vault / f"Moved {number}.md")
    return f"moved-{number}/", f"marknote{number}"


def _wait(preview: Preview, path: str, words: str) -> None:
    preview.wait_until(lambda: words in preview.get(path), _PATIENCE_SECONDS)


def _rest(preview: Preview) -> None:
    """Until the server does nothing any more."""
    before = -1.0
    while (now := _cpu(preview)) != before:
        before = now
        time.sleep(0.3)


def _cpu(preview: Preview) -> float:
    """The CPU seconds of the server so far, and of those of its processes that have ended."""
    fields = Path(f"/proc/{preview.process.pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(each) for each in fields[11:15]) / _TICKS


if __name__ == "__main__":
    main()
