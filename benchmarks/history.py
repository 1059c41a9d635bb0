"""Is the burn-up what the repository held? A history of 18 months is scripted, and counted again by hand.

`python benchmarks/history.py [--commits 2000] [--items 194] [--keep DIR]` writes a repository with a vault in
a folder of it: items added over time, begun, done and reopened, renamed, moved and deleted, branches that are
merged weeks later, reverts. The burn-up at 20 dates is compared with a recount that knows nothing of
Milepost: for a date it checks out the newest commit of the main branch that is not younger, merged with the
tip of the branch if one was open then, and counts the lines `status:`. Then it takes the time.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from milepost.build import load_site
from milepost.io import history as reading
from milepost.model.history import BurnUp
from milepost.model.site import Host
from milepost.notes.past import past_facts
from milepost.settings import Settings

START = datetime(2025, 5, 1, 20, tzinfo=UTC)
DAYS = 548
PHASES = 6
DATES = 20


class Repository:
    """A repository whose commits have the times that they are given."""

    def __init__(self, root: Path) -> None:
        self.root, self.commits = root, 0
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, at: datetime | None = None) -> str:
        """What git says."""
        moment = at.isoformat() if at else "2025-01-01T00:00:00+00:00"
        names = {
            f"GIT_{who}_{what}": f"a@{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        times = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        command = ["git", "-C", str(self.root), *arguments]
        env = {**os.environ, **names, **times}
        return subprocess.run(command, check=True, capture_output=True, text=True, env=env).stdout

    def commit(self, at: datetime) -> None:
        """Commit everything as of a moment."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=change", at=at)
        self.commits += 1


class Script:
    """What happens, day by day, by a fixed seed."""

    def __init__(self, repository: Repository, items: int, commits: int) -> None:
        self.repository, self.items, self.commits = repository, items, commits
        self.random = Random(20250501)
        self.vault = repository.root / "notes" / "vault"
        self.made = 0
        self.branch: tuple[int, list[Path]] | None = None

    def run(self) -> None:
        """Write all of it."""
        for number in range(1, PHASES + 1):
            folder = self.vault / f"Phase {number}"
            folder.mkdir(parents=True)
            (folder / f"Phase {number}.md").write_text(f"---\ntype: phase\norder: {number}\n---\n")
        for _ in range(self.items // 2):
            self.add()
        self.repository.commit(START)
        for number in range(1, self.commits):
            at = START + timedelta(minutes=DAYS * 24 * 60 * number / self.commits)
            self.step(number, at)
        if self.branch:
            self.merge(START + timedelta(days=DAYS))

    def step(self, number: int, at: datetime) -> None:
        """One commit on the main branch, and now and then one aside."""
        if self.branch and number > self.branch[0] + 40:
            return self.merge(at)
        if self.branch and number % 5 == 0:
            self.repository.git("checkout", "--quiet", "aside")
            self.change(self.random.choice(self.branch[1]))
            self.repository.commit(at)
            self.repository.git("checkout", "--quiet", "main")
            return None
        taken = self.branch[1] if self.branch else []
        free = [path for path in self.notes() if path not in taken]
        match self.random.random():
            case chance if chance < 0.08 and self.made < self.items:
                self.add()
            case chance if chance < 0.11:
                self.move(self.random.choice(free))
            case chance if chance < 0.115 and self.made < self.items:
                self.random.choice(free).unlink()
            case chance if chance < 0.13:
                self.repository.git(
                    "revert", "--no-edit", "--no-commit", "HEAD"
                ) if self.can_revert() else None
            case chance if chance < 0.16 and not self.branch:
                self.repository.git("branch", "aside")
                self.branch = number, self.random.sample(free, 6)
            case chance if chance < 0.6:
                self.change(self.random.choice(free))
            case _:
                note = self.random.choice(free)
                note.write_text(note.read_text() + f"\nThought {number}.\n")
        self.repository.commit(at)
        return None

    def merge(self, at: datetime) -> None:
        """Bring the branch home."""
        self.repository.git("merge", "--quiet", "--no-ff", "--no-edit", "aside", at=at)
        self.repository.git("branch", "--quiet", "-D", "aside")
        self.repository.commits += 1
        self.branch = None

    def can_revert(self) -> bool:
        """Whether the last commit is no merge and changed no names that a branch knows."""
        return (
            not self.branch and len(self.repository.git("rev-list", "--parents", "-1", "HEAD").split()) == 2
        )

    def notes(self) -> list[Path]:
        """The items that there are."""
        return sorted(path for path in self.vault.rglob("*.md") if not path.stem.startswith("Phase"))

    def add(self) -> None:
        """Write a new item, sometimes done already."""
        self.made += 1
        phase = self.random.randint(1, PHASES)
        status = self.random.choice(("todo", "todo", "todo", "done"))
        words = "".join(f"{self.random.getrandbits(64):x}\n" for _ in range(20))
        text = (
            f'---\ntype: item\nstatus: {status}\nphase: "[[Phase {phase}]]"\nestimate: 2 hours\n---\n{words}'
        )
        (self.vault / f"Phase {phase}" / f"Item {self.made}.md").write_text(text)

    def move(self, note: Path) -> None:
        """Give an item another name or folder."""
        folder = self.vault / f"Phase {self.random.randint(1, PHASES)}"
        note.rename(folder / f"{note.stem.partition(',')[0]}, {self.random.getrandbits(20):x}.md")

    def change(self, note: Path) -> None:
        """Take an item one step on, or open it again."""
        text = note.read_text()
        status = re.search(r"status: (\w+)", text)
        goals = {
            "todo": ("partial", "done"),
            "partial": ("done", "done", "todo"),
            "done": ("partial", "todo"),
        }
        now = status[1] if status else "todo"
        if now == "done" and self.random.random() < 0.9:
            return
        note.write_text(text.replace(f"status: {now}", f"status: {self.random.choice(goals[now])}"))


def recount(root: Path, dates: list[datetime]) -> list[tuple[int, int]]:
    """Half-points and items at the end of each of the dates, from what the commits hold."""
    found: list[tuple[int, int]] = []
    for date in dates:
        before = f"--before={date.date().isoformat()}T23:59:59+00:00"
        tips = _tips(root, before)
        tree = _git(root, "rev-parse", f"{tips[0]}^{{tree}}").strip()
        if len(tips) > 1:
            tree = _git(root, "merge-tree", "--write-tree", *tips).split()[0]
        found.append(_count(root, tree))
    return found


def _tips(root: Path, before: str) -> list[str]:
    """The newest commits that were there by then, those of the main branch first."""
    main = _git(root, "rev-list", "--first-parent", before, "--max-count=1", "HEAD").split()
    newest = _git(root, "rev-list", before, "HEAD").split()
    others = [each for each in newest if each != main[0]]
    behind = set(_git(root, "rev-list", main[0]).split())
    aside = [each for each in others if each not in behind]
    return [*main, *aside[:1]]


def _count(root: Path, tree: str) -> tuple[int, int]:
    """Half-points and items in a tree, checked out into a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        index = {**os.environ, "GIT_INDEX_FILE": f"{folder}/index"}
        subprocess.run(["git", "-C", root, "read-tree", tree], check=True, env=index)
        command = [
            "git",
            "-C",
            root,
            f"--work-tree={folder}",
            "checkout-index",
            "--all",
            f"--prefix={folder}/t/",
        ]
        subprocess.run(command, check=True, env=index)
        texts = [path.read_text() for path in Path(folder, "t").rglob("*.md")]
    words = [match[1] for text in texts if (match := re.search(r"^status: (\w+)$", text, re.MULTILINE))]
    return 2 * words.count("done") + words.count("partial"), len(words)


def _git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", root, *arguments], check=True, capture_output=True, text=True).stdout


def shown(burn_up: BurnUp, dates: list[datetime]) -> list[tuple[int, int]]:
    """Half-points and items at the end of each of the dates, as the chart has them."""
    found: list[tuple[int, int]] = []
    for date in dates:
        points = [point for point in burn_up.points if point.day <= date.date()]
        found.append((points[-1].halves, points[-1].total) if points else (0, 0))
    return found


def main() -> None:
    """Write, compare, take the time, print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--commits", type=int, default=2000)
    arguments.add_argument("--items", type=int, default=194)
    arguments.add_argument("--keep", type=Path, help="an empty folder for the repository, which is kept")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = given.keep or Path(folder)
        root.mkdir(parents=True, exist_ok=True)
        repository = Repository(root)
        Script(repository, given.items, given.commits).run()
        _report(root, repository.commits)


def _report(root: Path, commits: int) -> None:
    vault = str(root / "notes" / "vault")
    with tempfile.TemporaryDirectory() as store:
        cold, cached = _timed(vault, store), _timed(vault, store)
        site = load_site(vault, Settings(), Host("Benchmark"))
    dates = [START + timedelta(days=DAYS * at / DATES) for at in range(1, DATES + 1)]
    expected, found = recount(root, dates), shown(site.outlook.burn_up, dates)
    print(f"{'date':<12} {'recount':>14} {'burn-up':>14}")
    for date, wanted, got in zip(dates, expected, found, strict=True):
        mark = "" if wanted == got else "  differs"
        print(f"{date.date()!s:<12} {wanted[0]:>7} / {2 * wanted[1]:<4} {got[0]:>7} / {2 * got[1]:<4}{mark}")
    merges = len(_git(root, "rev-list", "--merges", "HEAD").split())
    renames = _git(root, "log", "--diff-filter=R", "-M", "--name-status", "--format=").count("R")
    print(f"{commits} commits, {len(site.roadmap.items)} items now, {merges} merges, {renames} renames")
    print(f"history: {cold:.2f} s of CPU cold, {cached:.3f} s cached")
    print(f"forecast: {site.outlook.forecast}")
    if expected != found:
        sys.exit("the burn-up differs from the recount")


def _timed(vault: str, store: str) -> float:
    """Seconds of CPU, git's own included, that the whole history takes."""
    reading._newest.clear()  # as a new process  # pyright: ignore[reportPrivateUsage]
    before, start = os.times(), time.perf_counter()
    reading.read_history(vault, past_facts, store)
    after = os.times()
    print(f"({time.perf_counter() - start:.2f} s of wall clock)")
    return sum(after[:4]) - sum(before[:4])


if __name__ == "__main__":
    main()
