"""`kill -9` at random instants while `mark`, `import` and `run` write: is each file whole, old or new?

    PYTHONPATH=tests python benchmarks/kill.py [--times 200]

A third of the kills goes to each command. Half of them fall anywhere between start and end, half into the
last quarter, where files are written. After each, every file that Obsidian would show holds all of what it
held before or all of what the command writes; the command, called again, ends well, with what it would have
written in the first place.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from support.lab import Lab
from support.vaults import item, phase, write_vault

CONFIG = "site_name: Test\ndocs_dir: vault\nplugins: [milepost]\n"
ITEMS = 300
Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Command:
    """Something that writes into a vault."""

    name: str
    arguments: Sequence[str]
    prepare: Callable[[Path], object]


def _for_mark(root: Path) -> None:
    words = "Words that take their time to be written.\r\n" * 20_000
    notes = {f"vault/Item {at}.md": item("todo", phase=1) for at in range(50)}
    write_vault(root, {"mkdocs.yml": CONFIG, "vault/One.md": phase(1), **notes})
    write_vault(root, {"vault/Softmax.md": item("todo", words, phase=1)})


def _for_import(root: Path) -> None:
    write_vault(root, {"mkdocs.yml": CONFIG, "vault/Mine.md": "Words.\n", "page.txt": _page()})


def _page() -> str:
    """The text of a roadmap page with many cards, as a browser copies it."""
    cards = "".join(
        f"CONCEPT\nItem {at}: what it is\nRead about number {at}1 afternoon\n  1. Think\n  2. Write it down\n"
        for at in range(ITEMS)
    )
    numbers = f"0\n{ITEMS}Total\n0Done\n0Partial\n{ITEMS}Todo\nPRACTICALCONCEPTEVALSTRATEGIC\n"
    return f"A Roadmap\n\n{numbers}Phase 1 of 1\n\nBeginnings\n\n0%\n0Done0Partial{ITEMS}Todo\n{cards}"


def _for_run(root: Path) -> None:
    lab = Lab(root)
    write_vault(root, {"mkdocs.yml": CONFIG, "vault/Softmax.md": item("todo")})
    lab.write()
    _milepost(root, ("run",)).wait()
    script = root / "experiments/demo.py"
    script.write_text(script.read_text(encoding="utf-8").replace('{"n": 2}', '{"n": 7}'), encoding="utf-8")


COMMANDS = (
    Command("mark", ("mark", "Softmax", "done"), _for_mark),
    Command("import", ("import", "page.txt"), _for_import),
    Command("run", ("run",), _for_run),
)


def main() -> int:
    """Kill, look, go on; what was found, as a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=200)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    chance = random.Random(given.seed)
    print(
        "| command | kills | still old | partly new | all new | torn or lost |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: |"
    )
    is_bad = False
    for at, command in enumerate(COMMANDS):
        times = given.times // len(COMMANDS) + (at < given.times % len(COMMANDS))
        counts, faults = _kill_often(command, times, chance)
        is_bad |= bool(faults)
        cells = (command.name, times, counts["old"], counts["some"], counts["new"], len(faults))
        print(f"| {' | '.join(map(str, cells))} |", *faults, sep="\n", flush=True)
    return is_bad


def _kill_often(command: Command, times: int, chance: random.Random) -> tuple[dict[str, int], list[str]]:
    counts = {"old": 0, "some": 0, "new": 0}
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        fresh, root = Path(folder, "fresh"), Path(folder, "work")
        command.prepare(fresh)
        old = _shown(fresh / "vault")
        root, seconds, new = _whole(command, fresh, root)
        for number in range(times):
            shutil.rmtree(root)
            shutil.copytree(fresh, root, symlinks=True)
            start = chance.uniform(0, 1) if number % 2 else chance.uniform(0.75, 1.05)
            _kill_after(command, root, start * seconds)
            found = _recovered(root / "vault")
            faults += _torn(command, number, found, old, new)
            counts["old" if found == old else "new" if _same(found, new) else "some"] += 1
            again = _milepost(root, command.arguments)
            status, left = again.wait(), _shown(root / "vault")
            if status != 0 or not _same(left, new):
                differing = sorted(name for name in {*left, *new} if left.get(name) != new.get(name))
                faults.append(f"{command.name}, kill {number}: again it ends with {status}; {differing[:3]}")
    return counts, faults


def _whole(command: Command, fresh: Path, root: Path) -> tuple[Path, float, Files]:
    """Where kills happen, how long the command takes there undisturbed, and what it leaves."""
    seconds: list[float] = []
    for _ in range(3):
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(fresh, root, symlinks=True)
        begun = time.monotonic()
        if _milepost(root, command.arguments).wait() != 0:
            sys.exit(f"{command.name} does not work")
        seconds.append(time.monotonic() - begun)
    return root, sorted(seconds)[1], _shown(root / "vault")


def _kill_after(command: Command, root: Path, seconds: float) -> None:
    process = _milepost(root, command.arguments)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _milepost(root: Path, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    command = [sys.executable, "-m", "milepost", *arguments]
    return subprocess.Popen(command, cwd=root, stdout=quiet, stderr=quiet, start_new_session=True)


def _shown(vault: Path) -> Files:
    """What Obsidian shows: no hidden files."""
    files = (file for file in sorted(vault.rglob("*")) if file.is_file())
    places = {file.relative_to(vault): file for file in files}
    return {
        place.as_posix(): file.read_bytes()
        for place, file in places.items()
        if not any(part.startswith(".") for part in place.parts)
    }


def _recovered(vault: Path) -> Files:
    """What is shown, with results that were being swapped counted as where they were."""
    found = dict(_shown(vault))
    for old in vault.glob("experiments/.*.old"):
        place = old.with_name(old.name.removeprefix(".").removesuffix(".old"))
        if not place.exists():
            found |= {
                f"{place.relative_to(vault).as_posix()}/{each.name}": each.read_bytes()
                for each in old.iterdir()
            }
    return found


def _torn(command: Command, number: int, found: Files, old: Files, new: Files) -> list[str]:
    """Files that are neither, and old ones that are gone."""
    lost = [name for name in old if name not in found and name in new]
    torn = [
        name
        for name, data in found.items()
        if data != old.get(name) and not _equal(name, data, new.get(name))
    ]
    return [f"{command.name}, kill {number}: {name}" for name in (*lost, *torn)]


def _same(found: Files, new: Files) -> bool:
    return found.keys() == new.keys() and all(_equal(name, found[name], new[name]) for name in new)


def _equal(name: str, data: bytes, wanted: bytes | None) -> bool:
    """Whether a file is what the command writes; of a run's own, which has times in it, if it is whole."""
    if wanted is None or data == wanted:
        return data == wanted
    is_of_run = name.startswith("experiments/")
    return is_of_run and data.endswith(wanted[-2:]) and abs(len(data) - len(wanted)) < 200


if __name__ == "__main__":
    sys.exit(main())
