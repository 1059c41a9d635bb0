"""Builds a vault with plain MkDocs and Material and with Milepost, in turns, and prints both side by side.

Run `python benchmarks/cold.py FOLDER…`, each FOLDER a vault. Plain MkDocs has the theme's search and the
Markdown extensions that Material's documentation recommends; it resolves no link of Obsidian's. Nothing is
written into a vault, and no cache is kept between builds but compiled modules and templates beside the
programs, as Python keeps them: an installed program has them. The sites go when all are built: where it makes
a file ext4 passes over all that went in the last half minute, which took a tenth of the next build. Memory is
watched in one more build, which is not timed: to look takes 10 ms of a core that the build may have needed.
On a busy machine trust the CPU ratio.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

_CONFIG = """\
site_name: Cold
docs_dir: {vault}
theme: {{name: material, font: false, features: [navigation.prune, navigation.indexes, content.code.copy]}}
plugins: {plugins}
markdown_extensions: {extensions}
"""
# All that Material's documentation recommends.
EXTENSIONS = """
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.betterem: {smart_enable: all}
  - pymdownx.caret
  - pymdownx.details
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.highlight: {anchor_linenums: true, line_spans: __span, pygments_lang_class: true}
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.mark
  - pymdownx.smartsymbols
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist: {custom_checkbox: true}
  - pymdownx.tilde
"""
_PUBLISHERS: dict[str, tuple[list[object], str]] = {
    "mkdocs-material": (["search"], EXTENSIONS),
    "milepost": (["search", {"milepost": {"search": "material"}}], "[]"),
}
_WATCH_SECONDS = 0.1
_COLUMNS = (
    "vault",
    "publisher",
    "wall s",
    "CPU s",
    "wall ratio",
    "CPU ratio",
    "peak MiB",
    "site MiB",
    "mean page KiB",
)


@dataclass(frozen=True, slots=True)
class _Build:
    """What one build took and made."""

    wall_seconds: float
    cpu_seconds: float
    """Of all its processes."""
    peak_bytes: int
    """Of all its processes together, what they share counted once; where nobody watched, of the largest."""
    site_bytes: int
    page_bytes: float
    """The mean of its HTML files."""


def main() -> None:
    """Print one row for each vault and publisher: medians over the rounds."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("vaults", nargs="+", type=Path, metavar="FOLDER")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--only", choices=_PUBLISHERS, help="leave the other out, and the ratio")
    chosen = arguments.parse_args()
    names = [chosen.only] if chosen.only else list(_PUBLISHERS)
    print("|", " | ".join(_COLUMNS), "|")
    print("|", " | ".join("---" for _ in _COLUMNS), "|")
    with tempfile.TemporaryDirectory() as folder:
        for vault in chosen.vaults:
            rounds = [
                {name: _build(vault.resolve(), name, Path(tempfile.mkdtemp(dir=folder))) for name in names}
                for _ in range(chosen.rounds)
            ]
            for name in names:
                watched = _build(vault.resolve(), name, Path(tempfile.mkdtemp(dir=folder)), is_watched=True)
                own, first = [each[name] for each in rounds], [each[names[0]] for each in rounds]
                _print_row(vault.name, name, own, first, watched.peak_bytes)


def _build(vault: Path, publisher: str, folder: Path, *, is_watched: bool = False) -> _Build:
    plugins, extensions = _PUBLISHERS[publisher]
    config = _CONFIG.format(vault=json.dumps(str(vault)), plugins=json.dumps(plugins), extensions=extensions)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    held: list[int] = []
    if is_watched:
        threading.Thread(target=_watch, args=(process.pid, held)).start()
    _, status, used = os.wait4(process.pid, 0)
    wall_seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{publisher}: the build of {vault} ended with {process.returncode}")
    files = [file for file in (folder / "site").rglob("*") if file.is_file()]
    pages = [file.stat().st_size for file in files if file.suffix == ".html"]
    return _Build(
        wall_seconds,
        used.ru_utime + used.ru_stime,
        max(held, default=used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)),
        sum(file.stat().st_size for file in files),
        statistics.mean(pages),
    )


def _watch(process: int, held: list[int]) -> None:
    """Note down what a process and those that it has started hold, until it ends. Linux tells it."""
    while True:
        try:
            children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
            shares = [Path(f"/proc/{each}/smaps_rollup").read_text("ascii") for each in (process, *children)]
            held.append(sum(1024 * int(each.partition("\nPss:")[2].split()[0]) for each in shares))
        except (OSError, IndexError):  # somebody has just ended
            if not Path(f"/proc/{process}/fd").is_dir():
                return
        time.sleep(_WATCH_SECONDS)


def _print_row(vault: str, publisher: str, builds: list[_Build], first: list[_Build], peak: int) -> None:
    pairs = list(zip(builds, first, strict=True))
    wall_ratios = [build.wall_seconds / other.wall_seconds for build, other in pairs]
    ratios = [build.cpu_seconds / other.cpu_seconds for build, other in pairs]
    figures = (
        f"{statistics.median(each.wall_seconds for each in builds):.1f}",
        f"{statistics.median(each.cpu_seconds for each in builds):.1f}",
        f"{statistics.median(wall_ratios):.3f}",
        f"{statistics.median(ratios):.3f}",
        f"{peak / 2**20:.0f}",
        f"{builds[0].site_bytes / 2**20:.1f}",
        f"{builds[0].page_bytes / 2**10:.1f}",
    )
    print("|", " | ".join((vault, publisher, *figures)), "|", flush=True)


if __name__ == "__main__":
    main()
