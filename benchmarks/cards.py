"""What share cards cost a build: a vault of 1,000 write-ups, with titles from a few to 200 characters.

`PYTHONPATH=tests python benchmarks/cards.py [--notes N]` builds it with and without cards, and prints CPU
seconds of all processes together. "again" is a site that is there already, "elsewhere" one whose folder has
gone.
"""

import argparse
import resource
import shutil
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from support.project import Project

_URL = "https://milepost.example/"
_WORDS = (
    *("attention", "cache", "token", "gradient", "softmax", "entropy", "layer", "residual", "experts"),
    *("router", "scaling", "weights", "inference", "training", "what", "how", "of", "the", "and", "without"),
)


def main() -> None:
    """Print a row for each build, and what the cards weigh."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--notes", type=int, default=1_000)
    count = arguments.parse_args().notes
    print("| build | without, CPU s | with cards, CPU s | ms a card |")
    print("| --- | ---: | ---: | ---: |")
    with TemporaryDirectory() as folder:
        without, project = (_project(Path(folder, name), count) for name in ("without", "with"))
        without.configure({"cards": False}, site_url=_URL)
        project.configure({"cards": True}, site_url=_URL)
        for name in ("first", "again", "elsewhere"):
            if name == "elsewhere":
                shutil.rmtree(without.site)
                shutil.rmtree(project.site)
            plain, carded = _cpu_seconds(without), _cpu_seconds(project)
            print(f"| {name} | {plain:.1f} | {carded:.1f} | {1_000 * (carded - plain) / count:.1f} |")
        sizes = [file.stat().st_size for file in (project.site / "assets/cards").rglob("*.png")]
        kib = sum(sizes) / len(sizes) / 1024
        print(f"{len(sizes)} cards of {kib:.1f} KiB on average, {max(sizes) / 1024:.1f} at most")


def _project(root: Path, count: int) -> Project:
    random, project = Random(7), Project(root)
    for number in range(count):
        title = " ".join(random.choices(_WORDS, k=random.choice((2, 4, 6, 9, 14, 30))))[:200].strip()
        tags = ", ".join(random.sample(_WORDS, 2))
        day = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
        properties = f"type: writeup\ntitle: {title.capitalize()}\ndate: {day}\ntags: [{tags}]\n"
        project.write(f"Journal/Write-up {number}.md", f"---\n{properties}---\nA few words of it.\n")
    return project


def _cpu_seconds(project: Project) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = project.build("--quiet")
    if result.returncode:
        raise SystemExit(result.stdout)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
