"""Builds real vaults with a four-line `mkdocs.yml` and holds the sites against what the notes say.

Run `python benchmarks/real_vaults.py FOLDER…`, each FOLDER a vault. For each it prints one row: notes,
seconds, what is broken on the built pages, and how the links that Milepost reports compare with those that an
independent reading of the notes (`resolver.py`) finds missing. Nothing is written into a vault.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from resolver import Missing, missing_links

_CONFIG = """\
site_name: {name}
docs_dir: {vault}
theme: {{name: material, font: false}}
plugins: [search, milepost]
"""
_COLUMNS = (
    *("vault", "notes", "seconds", "links", "broken", "images missing", "raw markers"),
    *("reported", "only ours", "only theirs"),
)
_REPORT = re.compile(
    r"milepost: (?P<path>.*?):\d+: !?\[\[(?P<target>.*?)\]\](?: leads nowhere|: ).*\[(?P<code>[\w-]+)\]$"
)
_MARKERS = re.compile(r"!?\[\[|%%|\[![\w-]+\]")
# What a note may show as it stands: code, and words that the author keeps from being Markdown.
_VERBATIM = frozenset(("code", "pre", "script", "style", "math", "svg", "textarea", "template", "title"))
_ADDRESSES = frozenset(("href", "src", "data", "poster"))
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)


@dataclass(slots=True)
class _Page(HTMLParser):
    """What one page holds and refers to."""

    addresses: list[str] = field(default_factory=list[str])
    ids: set[str] = field(default_factory=set[str])
    markers: list[str] = field(default_factory=list[str])
    """Text outside code in which a marker of the dialect stands."""
    _open: list[str] = field(default_factory=list[str])
    _in_article: bool = False

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ids and addresses, and where we are."""
        for name, value in attrs:
            if name in _ADDRESSES and value:
                self.addresses.append(value)
            elif name == "id" and value:
                self.ids.add(value)
        self._in_article = self._in_article or tag == "article"
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, with those inside that nobody closed."""
        while tag in self._open and self._open.pop() != tag:
            pass
        self._in_article = self._in_article and tag != "article"

    def handle_data(self, data: str) -> None:
        """Look for markers that a reader would see."""
        if self._in_article and not _VERBATIM & set(self._open) and _MARKERS.search(data):
            self.markers.append(data.strip())


def main() -> None:
    """Print one row for each vault, and what is behind the figures with `--verbose`."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("vaults", nargs="+", type=Path, metavar="FOLDER")
    arguments.add_argument("--verbose", action="store_true", help="list what was found")
    chosen = arguments.parse_args()
    print("|", " | ".join(_COLUMNS), "|")
    print("|", " | ".join("---" for _ in _COLUMNS), "|")
    for vault in chosen.vaults:
        with tempfile.TemporaryDirectory() as folder:
            _print_row(vault.resolve(), Path(folder), verbose=chosen.verbose)


def _print_row(vault: Path, folder: Path, *, verbose: bool) -> None:
    config = _CONFIG.format(name=json.dumps(vault.name), vault=json.dumps(str(vault)))
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    begun = time.perf_counter()
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    seconds = time.perf_counter() - begun
    if built.returncode:
        print(built.stdout[-2000:])
        raise SystemExit(f"{vault.name}: the build ended with {built.returncode}")
    pages = dict(_pages(folder / "site"))
    broken = sorted(set(_broken(folder / "site", pages)))
    images = [
        each for each in broken if re.search(r"\.(?:avif|bmp|gif|jpe?g|png|svg|webp)$", each[1].lower())
    ]
    escaped = _escaped(vault)
    markers = [(name, each) for name, page in pages.items() for each in page.markers if each not in escaped]
    ours, theirs = set(_reported(built.stdout)), set(missing_links(vault))
    notes = sum(
        1 for each in vault.rglob("*.md") if not any(p.startswith(".") for p in each.relative_to(vault).parts)
    )
    links = sum(len(page.addresses) for page in pages.values())
    figures = [notes, f"{seconds:.0f}", links, len(broken), len(images), len(markers), len(ours)]
    print(
        "|",
        " | ".join(map(str, [vault.name, *figures, len(ours - theirs), len(theirs - ours)])),
        "|",
        flush=True,
    )
    if verbose:
        for title, found in (
            ("broken", broken),
            ("markers", markers),
            ("only ours", sorted(ours - theirs)),
            ("only theirs", sorted(theirs - ours)),
        ):
            for each in found:
                print(f"  {title}: {each}")


def _pages(site: Path) -> Iterator[tuple[str, _Page]]:
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site).as_posix()
        if name != "404.html":  # must name its host's addresses
            page = _Page()
            page.feed(file.read_text(encoding="utf-8"))
            yield name, page


def _broken(site: Path, pages: dict[str, _Page]) -> Iterator[tuple[str, str]]:
    """Each local address that leads to no file, or to no place in it, with the page that has it."""
    for name, page in pages.items():
        for address in page.addresses:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            goal = normpath(join(dirname(name), unquote(parts.path))) if parts.path else name
            if parts.path.endswith("/") or goal == ".":
                goal = normpath(join(goal, "index.html"))
            if goal not in pages:
                if not (site / goal).is_file():
                    yield name, address
            elif parts.fragment and unquote(parts.fragment) not in pages[goal].ids:
                yield name, address


def _escaped(vault: Path) -> str:
    """Everything in which an author keeps brackets from being a link, as a reader would see it."""
    lines = (
        line.replace("\\", "").replace("**", "")
        for file in vault.rglob("*.md")
        if file.is_file()
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines()
        if "\\[" in line
    )
    return "\n".join(lines)


def _reported(log: str) -> Iterator[Missing]:
    for line in log.splitlines():
        match = _REPORT.search(line)
        if match and match["code"] in ("link-missing", "section-missing"):
            path, target = (unicodedata.normalize("NFC", match[each]) for each in ("path", "target"))
            yield Missing(path, target, place=match["code"] == "section-missing")


if __name__ == "__main__":
    main()
