"""Every hostile vault that is cheap to build: what is said of it, and that the rest goes on.

Each case names its own of the promises P1, P2, P4, P7, P9, P10, P11, P14 and P20; all keep promise P15.
"""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from milepost.build import check_site, render_site
from milepost.model.frozen import replace
from support.hostile_vaults import CASES, OUTSIDE, Case, prepare
from support.vaults import load

CHEAP = [case for case in CASES if not case.is_heavy]


class _Handlers(HTMLParser):
    """Collects everything that a browser would run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"<{tag} {name}>" for name, _ in attrs if name.startswith("on")]
        addresses = [value for name, value in attrs if value and name.endswith(("href", "src", "action"))]
        self.found += [
            f"<{tag} {value}>"
            for value in addresses
            if value.strip().lower().startswith(("javascript:", "data:text"))
        ]
        if tag == "script" and dict(attrs).get("type") != "application/json":
            self.found.append("<script>")


def state(folder: Path) -> dict[str, tuple[int, int, int]]:
    """What is in a folder: the kind and rights, the size and the time of the last change of each entry."""
    entries = {path: path.lstat() for path in folder.rglob("*")}
    return {str(path): (each.st_mode, each.st_size, each.st_mtime_ns) for path, each in entries.items()}


def test_there_are_more_than_a_hundred_and_each_has_its_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES) > 100


@pytest.mark.parametrize("case", CHEAP, ids=[case.name for case in CHEAP])
def test_a_hostile_vault_costs_nobody_else_anything(case: Case, tmp_path: Path) -> None:
    vault = prepare(case, tmp_path)
    before = state(vault)
    site = load(vault, url="https://x.example/")
    pages, documents = render_site(site)
    problems = check_site(site, pages)
    assert state(vault) == before
    assert any("A fine note" in page.html for page in pages)
    told = {str(problem.code) for problem in problems}
    assert set(case.codes) <= told
    if not case.name.startswith("values-of"):
        assert told == set(case.codes)
    assert [str(problem) for problem in problems if problem.line < 1 or "\n" in str(problem)] == []
    written = repr([replace(page, problems=()) for page in pages]) + repr(documents)
    assert OUTSIDE not in written + str(problems)
    assert [
        path for path, file in site.attachments.items() if OUTSIDE.encode() in Path(file.file).read_bytes()
    ] == []
    if case.promise == "P7":
        runs = _Handlers()
        for page in pages:
            runs.feed(page.html)
        assert runs.found == []
