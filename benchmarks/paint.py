"""How soon a reader sees a page and what it weighs, beside plain MkDocs and Material in the same run.

Run `PYTHONPATH=tests python benchmarks/paint.py [--rounds 15]`. The vault is the sample's, its roadmap grown
to 194 items in six phases with a year and a half of history. Both sites are built and served on this machine,
and a headless Chromium that has kept nothing opens their pages in turns. Bytes are what a host would send:
text gzipped. The first paint is the browser's own figure (Paint Timing, `first-contentful-paint`). Nobody but
the server may be asked for anything, and the console must stay empty.
"""

import argparse
import gzip
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from urllib.parse import quote

import yaml
from playwright.sync_api import Browser, sync_playwright

from cold import EXTENSIONS
from history import DAYS, START, Repository
from support.browser import NO_BROWSER, find_browser, open_browser
from support.project import Project, sample_project
from support.server import serve

ITEMS, PHASES, WEEKS = 194, 6, DAYS // 7
_GZIPPED = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml"})
_OURS = re.compile(r"/milepost[^/]*\.(css|js)$")
_ROADMAP, _PHASE = "AI Expert Roadmap", "1 Foundations"
_ITEM = "KV cache — what it is and why it matters for inference cost"
# Each kind of page: its address with us, and that of the same note with plain MkDocs.
_PAGES = {
    "dashboard": ("roadmap/ai-expert-roadmap/", f"Roadmap/{_ROADMAP}/"),
    "phase": ("roadmap/1-foundations/", f"Roadmap/{_PHASE}/{_PHASE}/"),
    "item": (
        "roadmap/1-foundations/kv-cache-what-it-is-and-why-it-matters-for-inference-cost/",
        f"Roadmap/{_PHASE}/{_ITEM}/",
    ),
    "write-up": ("journal/backpropagation-by-hand/", "Journal/Backpropagation by hand/"),
    "home": ("", ""),
}


@dataclass(slots=True)
class Visits:
    """What the visits to one page came to."""

    paints_ms: list[float] = field(default_factory=list[float])
    files: list[Path] = field(default_factory=list[Path])
    """What the last one asked the server for."""
    complaints: list[str] = field(default_factory=list[str])
    """Requests to others and lines in the console."""

    @property
    def paint_ms(self) -> float:
        """The median."""
        return statistics.median(self.paints_ms)


def grow(project: Project) -> None:
    """Make the sample's items 194, and commit what became of them week by week."""
    chance, repository = Random(194), Repository(project.root)
    roadmap = project.vault / "Roadmap"
    first = [file for file in sorted((roadmap / _PHASE).glob("*.md")) if file.stem != _PHASE]
    notes = list(first)
    for number in range(2, PHASES + 1):
        folder = roadmap / f"{number} Phase"
        folder.mkdir()
        (folder / f"{number} Phase.md").write_text(
            f"---\ntype: phase\ntitle: Phase {number}\norder: {number}\n---\n\nWhat comes after.\n"
        )
    while len(notes) < ITEMS:
        model, number = chance.choice(first), 2 + len(notes) % (PHASES - 1)
        text = model.read_text().replace(f'"[[{_PHASE}]]"', f'"[[{number} Phase]]"')
        text = re.sub(r"^title: .*", f"title: {model.stem} ({len(notes)})", text, flags=re.MULTILINE)
        text = re.sub(r"^order: .*", f"order: {len(notes)}", text, flags=re.MULTILINE)
        note = roadmap / f"{number} Phase" / f"{model.stem} ({len(notes)}).md"
        note.write_text(text)
        notes.append(note)
    goal = {note: chance.choices(("done", "partial", "todo"), (0.6, 0.2, 0.2))[0] for note in notes}
    for note in notes:
        _set_status(note, "todo")
    begun = {note: chance.randrange(1, WEEKS) for note in notes}
    for week in range(WEEKS):
        for note in notes:
            if goal[note] != "todo" and week == begun[note]:
                _set_status(note, "partial")
            elif goal[note] == "done" and week == min(begun[note] + 2, WEEKS - 1):
                _set_status(note, "done")
        repository.commit(START + timedelta(weeks=week))


def _set_status(note: Path, status: str) -> None:
    note.write_text(re.sub(r"^status: .*", f"status: {status}", note.read_text(), flags=re.MULTILINE))


def plain_config(project: Project) -> None:
    """What plain MkDocs is told: the sample's theme and what Material recommends."""
    config = yaml.safe_load((project.root / "mkdocs.yml").read_text(encoding="utf-8"))
    config["plugins"] = ["search"]
    text = yaml.safe_dump(config) + f"markdown_extensions:{EXTENSIONS}"
    (project.root / "mkdocs.yml").write_text(text, encoding="utf-8")


def visit(browser: Browser, address: str, path: str, asked: list[str], visits: Visits) -> None:
    """Open a page as somebody who has never been there."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("console", lambda line: visits.complaints.append(line.text))
    page.on("pageerror", lambda error: visits.complaints.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((address, "data:")) else visits.complaints.append(request.url)
        ),
    )
    asked.clear()
    answer = page.goto(address + quote(path), wait_until="networkidle")
    if answer is None or not answer.ok:
        raise SystemExit(f"no page at {path}")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    visits.paints_ms.append(paint)
    visits.files = [file for name in asked if (file := _served(Path(name)))]
    context.close()


def _served(file: Path) -> Path | None:
    file = file / "index.html" if file.is_dir() else file
    return file if file.is_file() else None


def sent_bytes(file: Path) -> int:
    """What a host sends of a file."""
    data = file.read_bytes()
    return len(gzip.compress(data)) if file.suffix in _GZIPPED else len(data)


def rows(ours: dict[str, Visits], plain: dict[str, Visits]) -> Iterator[str]:
    """The table's, with a head."""
    yield "| page | paint ms | plain | ratio | KiB sent | plain | of it HTML | our scripts | our styles |"
    yield "| --- |" + " ---: |" * 8
    for name in _PAGES:
        here, there = ours[name], plain[name]
        parts = [
            sum(map(sent_bytes, files))
            for files in (
                here.files,
                there.files,
                [file for file in here.files if file.suffix == ".html"],
                [file for file in here.files if _OURS.search(file.as_posix()) and file.suffix == ".js"],
                [file for file in here.files if _OURS.search(file.as_posix()) and file.suffix == ".css"],
            )
        ]
        sizes = " | ".join(f"{size / 1024:.1f}" for size in parts)
        times = f"{here.paint_ms:.0f} | {there.paint_ms:.0f} | {here.paint_ms / there.paint_ms:.2f}"
        yield f"| {name} | {times} | {sizes} |"


def main() -> int:
    """Build, visit in turns, print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--rounds", type=int, default=15)
    given = options.parse_args()
    executable = find_browser()
    if executable is None:
        raise SystemExit(NO_BROWSER)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        project = sample_project(Path(folder) / "ours")
        grow(project)
        other = Project(Path(shutil.copytree(project.root, Path(folder) / "plain")))
        plain_config(other)
        for each in (project, other):
            if (built := each.build()).returncode:
                raise SystemExit(built.stdout)
        sites: list[tuple[str, list[str], dict[str, Visits]]] = []
        for each in (project, other):
            asked: list[str] = []
            address = stack.enter_context(serve(each.site, asked.append))
            sites.append((address, asked, {name: Visits() for name in _PAGES}))
        browser = open_browser(stack.enter_context(sync_playwright()), executable)
        for _ in range(given.rounds):
            for name, paths in _PAGES.items():
                for (address, asked, visits), path in zip(sites, paths, strict=True):
                    visit(browser, address, path, asked, visits[name])
        browser.close()
        ours, plain = sites[0][2], sites[1][2]
        print(*rows(ours, plain), sep="\n")
        for file in sorted({file for each in ours.values() for file in each.files}):
            if _OURS.search(file.as_posix()):
                print(f"{file.name}: {len(file.read_bytes())} bytes, {sent_bytes(file)} gzipped")
    complaints = sorted({line for each in ours.values() for line in each.complaints})
    print(f"{len(complaints)} requests to others or lines in the console", *complaints, sep="\n  ")
    return bool(complaints)


if __name__ == "__main__":
    sys.exit(main())
