"""Random edits under `mkdocs serve`: does it live, does it leak, and is its last state that of a new one?

    PYTHONPATH=tests python benchmarks/soak.py [--minutes 8] [--notes 200] [--seed 0]

Notes are edited, broken, mended, made private, renamed, deleted and made anew, folders renamed, canvases and
pictures changed, a few times a second, at times in bursts. The first eighth is warming up. Memory is what the
server holds when nothing has been built for ten seconds (Linux only).
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from milepost.links.addresses import GRAPH_DATA, SEARCH_ENTRIES
from support.editions import LiveSite
from support.preview import Preview, serve_live
from support.project import Project
from support.tree import tree_of
from support.vaults import canvas, item, phase, write_up

MOST_GROWTH = 1.2
_WARMING = 1 / 8

# A note embeds less than one other on average. With more, embeds of embeds would fill pages up to their
# limit, and the memory would tell of the few pages that are large just now, not of what the server keeps.
_EMBEDS_PER_LINE = 0.02


@dataclass(slots=True)
class Author:
    """Somebody who cannot leave a vault alone."""

    project: Project
    chance: random.Random
    made: int = 0
    done: dict[str, int] = field(default_factory=dict[str, int])

    def begin(self, notes: int) -> None:
        """The vault as it is at first."""
        self.project.write("Phase.md", phase(1))
        self.project.write("Map.canvas", canvas("Phase.md", text="words"))
        for _ in range(notes):
            self.new()

    def act(self) -> None:
        """One change, or a burst of them."""
        ways: list[Callable[[], None]] = [self.edit] * 8 + [
            self.new, self.new, self.delete, self.delete, self.rename, self.breaks, self.hide,
            self.move_folder, self.draw, self.burst,
        ]  # fmt: skip
        way = self.chance.choice(ways)
        self.done[way.__name__] = self.done.get(way.__name__, 0) + 1
        way()

    def new(self) -> None:
        """A note of any kind, in any folder."""
        self.made += 1
        folder = self.chance.choice(("", "A/", "A/B/", "Ünder/"))
        name = f"{folder}Note {self.made}.md"
        # As long as edits make them, so that the vault is as large at first as at the end.
        text = "\n".join(self.text() for _ in range(self.chance.randrange(1, 40)))
        kinds = (
            text,
            item(self.chance.choice(("todo", "done")), text, phase='"[[Phase]]"'),
            write_up("2026-11-22", text),
        )
        self.project.write(name, self.chance.choice(kinds))

    def edit(self) -> None:
        """Other words in a note."""
        if note := self.any():
            note.write_text(
                note.read_text(encoding="utf-8", errors="replace") + "\n" + self.text(), encoding="utf-8"
            )
            if note.stat().st_size > 4_000:
                note.write_text(self.text(), encoding="utf-8")

    def breaks(self) -> None:
        """A note as it is half-way through being written, or worse."""
        if note := self.any():
            note.write_bytes(
                self.chance.choice(
                    (b"---\ntitle: [", b"\xff\xfe", b"", b"---\na: b\na: c\n---\n", b"![[Phase")
                )
            )

    def hide(self) -> None:
        """A note made private."""
        if note := self.any():
            note.write_text(f"---\npublish: false\n---\n{self.text()}", encoding="utf-8")

    def delete(self) -> None:
        """A note gone."""
        if note := self.any():
            note.unlink()

    def rename(self) -> None:
        """A note of another name."""
        if note := self.any():
            self.made += 1
            note.rename(note.with_name(f"Renamed {self.made}.md"))

    def move_folder(self) -> None:
        """A folder of another name, and back."""
        here, there = self.project.vault / "A", self.project.vault / "Z"
        if here.exists() and not there.exists():
            here.rename(there)
        elif there.exists() and not here.exists():
            there.rename(here)

    def draw(self) -> None:
        """A canvas and a picture changed."""
        self.project.write("Map.canvas", canvas("Phase.md", text=self.text()))
        self.project.write("pic.svg", f"<svg xmlns='http://www.w3.org/2000/svg'><!-- {self.made} --></svg>")

    def burst(self) -> None:
        """Many saves at once."""
        for _ in range(50):
            self.edit()

    def any(self) -> Path | None:
        """One of the notes that may change."""
        notes = sorted(file for file in self.project.vault.rglob("*.md") if file.name != "Phase.md")
        return self.chance.choice(notes) if notes else None

    def text(self) -> str:
        """Words, links and a formula."""
        at = self.chance.randrange(self.made + 1)
        embed = f"![[Note {at // 2}]]" if self.chance.random() < _EMBEDS_PER_LINE else "![[pic.svg]]"
        return f"Words {self.chance.random()} to [[Note {at}]], {embed} and $x^{at}$.\n"


def main() -> int:
    """Soak, rest, compare."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--minutes", type=float, default=8)
    options.add_argument("--notes", type=int, default=200)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder)).configure()
        author = Author(project, random.Random(given.seed))
        author.begin(given.notes)
        os.environ["TMPDIR"] = str(project.root / "tmp")
        (project.root / "tmp").mkdir()
        with serve_live(project) as preview:
            first, last = _soak(author, preview, given.minutes * 60)
            _rest(preview)
            print(f"{preview.builds} builds, edits: {author.done}")
            print(f"memory after warming up {first:.0f} MB, at the end {last:.0f} MB: × {last / first:.2f}")
            has_traceback = "Traceback" in preview.log
            (shown,) = (project.root / "tmp").glob("mkdocs_*")
            differing = _differing(project, preview, shown)
    print("tracebacks" if has_traceback else "no traceback", "in the log")
    print(f"{len(differing)} files differ from a new preview", *differing[:20], sep="\n  ")
    return bool(differing) or has_traceback or last > MOST_GROWTH * first


def _soak(author: Author, preview: Preview, seconds: float) -> tuple[float, float]:
    """Edit for so long; the memory held at rest after warming up and at the end, in MB."""
    held: list[float] = []
    for share in (_WARMING, 1 - _WARMING):
        begun = time.monotonic()
        while time.monotonic() - begun < share * seconds:
            author.act()
            time.sleep(author.chance.choice((0.05, 0.2, 0.5, 2)))
            assert preview.process.poll() is None, preview.log[-3_000:]
        _rest(preview)
        held.append(_memory(preview))
    return held[0], held[1]


def _memory(preview: Preview) -> float:
    for line in Path(f"/proc/{preview.process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _rest(preview: Preview) -> None:
    """Wait until nothing has been built for some seconds."""
    while preview.builds_within(10):
        pass


def _differing(project: Project, preview: Preview, shown: Path) -> list[str]:
    """The files of the preview that a new one makes otherwise, or not at all."""
    for name in (SEARCH_ENTRIES, GRAPH_DATA):  # they are made when somebody asks for them
        preview.get(name)
    live = tree_of(shown)
    shutil.rmtree(project.root / ".cache", ignore_errors=True)
    clean = LiveSite(project, project.root / "clean", preview.address).files()
    return sorted(name for name in live.keys() | clean.keys() if live.get(name) != clean.get(name))


if __name__ == "__main__":
    sys.exit(main())
