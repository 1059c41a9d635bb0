"""`milepost import` from end to end, on a disk (promise P19)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.tree import tree_of

NIGHT_SKY = Path(__file__).parents[1] / "authoring" / "night_sky.txt"
CLOSING = (
    "5 of 6 items in phase 2 (1 missing in the source), 8 steps, 13 resources (13 links), "
    "4 estimates = 20 h; status unknown for 5; 1 line for review (item 4)"
)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    return folder


def milepost(folder: Path, *arguments: object, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "milepost", "import", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done


def test_a_page_becomes_notes_once(vault: Path) -> None:
    first = milepost(vault, NIGHT_SKY, "--vault", vault)
    assert first.stdout.splitlines()[-1] == CLOSING
    assert "  wrote Roadmap/2 Looking - up/Concept.md\n" in first.stdout
    written = tree_of(vault)
    assert len(written) == 7
    again = milepost(vault, NIGHT_SKY, "--vault", vault, "--update")
    assert "  7 notes there already, left alone\n" in again.stdout
    assert tree_of(vault) == written


def test_the_text_that_its_help_shows_is_read(vault: Path) -> None:
    shown = milepost(vault, "--help").stdout.partition("resources:\n\n")[2].partition("\n\n")[0]
    page = vault.parent / "page.txt"
    page.write_text(shown.replace("\n      ", "\n").strip(), encoding="utf-8")
    assert milepost(vault, page, "--vault", vault).stdout.endswith(
        "2 steps, 1 resource (1 link), 1 estimate = 2 h; status unknown for 1; nothing for review\n"
    )


def test_a_note_that_cannot_be_filled_is_named(vault: Path) -> None:
    milepost(vault, NIGHT_SKY, "--vault", vault)
    note = vault / "Roadmap" / "2 Looking - up" / "Concept.md"
    note.write_text("---\n{type: item, title: Concept}\n---\nMine.\n", encoding="utf-8")
    before = tree_of(vault)
    again = milepost(vault, NIGHT_SKY, "--vault", vault, "--update")
    assert "  7 notes there already, left alone\n  Roadmap/2 Looking - up/Concept.md:1: " in again.stdout
    assert tree_of(vault) == before


def test_a_dry_run_shows_the_cards_and_writes_nothing(vault: Path) -> None:
    shown = milepost(vault, NIGHT_SKY, "--vault", vault, "--dry-run").stdout
    assert '\n2 | 24 | concept | Drawing "the Moon", seen twice a week | shut | — | 0 | 0 | 0\n' in shown
    assert "\nall |  |  | 5 items | 4 open, 1 shut | 4 = 20 h | 8 | 13 | 13\n" in shown
    assert "  would write Roadmap/2 Looking - up/Concept.md\n" in shown
    assert shown.splitlines()[-1] == CLOSING
    assert tree_of(vault) == {}


def test_the_vault_is_that_of_the_nearest_project(vault: Path) -> None:
    (vault.parent / "mkdocs.yml").write_text(
        "docs_dir: vault\nplugins:\n  - milepost:\n      estimate_hours: {afternoon: 3}\n"
    )
    assert "4 estimates = 19 h" in milepost(vault, NIGHT_SKY).stdout
    assert len(tree_of(vault)) == 7


def test_shut_cards_are_done_if_the_user_says_so(vault: Path) -> None:
    shown = milepost(vault, NIGHT_SKY, "--vault", vault, "--assume-collapsed", "done").stdout
    assert "; status unknown for 4; " in shown.splitlines()[-1]
    note = vault / "Roadmap/2 Looking - up/Drawing the Moon, seen twice a week.md"
    assert "\nstatus: done\n" in note.read_text(encoding="utf-8")


def test_findings_name_their_line(vault: Path) -> None:
    shown = milepost(vault, NIGHT_SKY, "--vault", vault, "--dry-run").stdout
    assert f"  {NIGHT_SKY}:36: item 4: the text after https://example.org/prices looks damaged" in shown


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", ":1: the file is empty; "),
        (b"Dear diary\n", ':1: no line says "Phase 1 of 6"; '),
        (b"R\nPhase 1 of 2\n\xff\n", ":3: byte 0xff is not UTF-8; "),
        (b"R\nPhase 1 of 2\nA\0\n", ":3: holds bytes that are no text; "),
        (None, ":1: cannot be read (No such file or directory); "),
    ],
)
def test_what_cannot_be_imported_is_one_line_and_writes_nothing(
    vault: Path, data: bytes | None, message: str
) -> None:
    file = vault.parent / "page.txt"
    if data is not None:
        file.write_bytes(data)
    done = milepost(vault, file, "--vault", vault, code=2)
    assert (done.stdout, done.stderr.count("\n")) == ("", 1)
    assert f"{file.name}{message}" in done.stderr
    assert tree_of(vault) == {}


def test_a_page_that_does_not_fit_the_disk_changes_nothing(vault: Path) -> None:
    (vault / "Roadmap").write_text("a file, no folder")
    before = tree_of(vault)
    done = milepost(vault, NIGHT_SKY, "--vault", vault, code=2)
    assert "Roadmap is no folder" in done.stderr
    assert tree_of(vault) == before
