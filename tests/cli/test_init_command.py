"""`milepost init` from the command line."""

import re
import shlex
from pathlib import Path

import pytest

from milepost.authoring.scaffold import scaffold_edits
from support.command import TODAY, milepost
from support.outline import outline
from support.project import build
from support.tree import tree_of


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A project that `init` has made, in a folder that was missing."""
    assert milepost(tmp_path, "init", "my journal").status == 0
    return tmp_path / "my journal"


def test_a_missing_folder_becomes_the_whole_project(journal: Path) -> None:
    files = tree_of(journal)
    assert files == {edit.path: edit.after.encode() for edit in scaffold_edits(TODAY)}


def test_the_first_write_up_is_dated_today(tmp_path: Path) -> None:
    milepost(tmp_path, "init", ".")
    text = (tmp_path / "vault/Journal/Why I write it down.md").read_text(encoding="utf-8")
    assert f"date: {TODAY}\n" in text


def test_a_second_run_on_another_day_finds_its_files(journal: Path) -> None:
    note = journal / "vault/Journal/Why I write it down.md"
    text = note.read_text(encoding="utf-8")
    note.write_text(re.sub(r"\ndate: .*", "\ndate: 2020-02-02", text), encoding="utf-8")
    assert "files are there already; nothing to do" in milepost(journal, "init", ".").out


def test_without_its_examples_the_project_has_no_problems(journal: Path) -> None:
    text = "Sky\nPhase 1 of 1\nFoundations\nCONCEPT\nDew\n"
    (journal / "page.txt").write_text(text, encoding="utf-8")
    heading = "Examples that milepost init wrote, not of the page; delete those you do not want:\n"
    named = milepost(journal, "import", "page.txt").out.partition(heading)[2].partition("\n\n")[0]
    for path in named.splitlines():
        (journal / "vault" / path.strip()).unlink()
    assert "of 1\n" in milepost(journal, "status").out
    assert milepost(journal, "check").status == 0
    assert build(journal, journal / "site", "--strict").returncode == 0


def test_the_project_builds_in_strict_mode(journal: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    built = build(journal, site, "--strict")
    assert built.returncode == 0, built.stdout
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "a journal of learning something on purpose" in home
    assert "built without Milepost" not in home


def test_the_first_page_follows_a_status(journal: Path, tmp_path: Path) -> None:
    assert build(journal, tmp_path / "site", "--strict").returncode == 0
    before = outline((tmp_path / "site/index.html").read_text(encoding="utf-8"))
    assert "50 % Roadmap: 1 done, 0 partial, 1 to do of 2" in before
    assert milepost(journal, "mark", "Explain one idea without looking it up", "partial").status == 0
    assert build(journal, tmp_path / "site", "--strict").returncode == 0
    after = outline((tmp_path / "site/index.html").read_text(encoding="utf-8"))
    assert "75 % Roadmap: 1 done, 1 partial, 0 to do of 2" in after


def test_what_its_templates_make_is_published_and_nothing_private(journal: Path) -> None:
    assert milepost(journal, "new", "item", "One thing more").status == 0
    assert milepost(journal, "new", "writeup", "What came of it").status == 0
    note = journal / "vault" / "Journal" / "What came of it.md"
    note.write_text(note.read_text(encoding="utf-8").replace("\n\n\n\n", "\n\nWords.\n\n"), encoding="utf-8")
    assert build(journal, journal / "site", "--strict").returncode == 0
    looked = milepost(journal, "check", "--privacy", "site")
    assert looked.out.endswith("nothing private goes out\n")


def test_a_published_address_gives_the_project_a_feed(journal: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert build(journal, site, "--strict", SITE_URL="https://milepost.example/journal").returncode == 0
    assert "https://milepost.example/journal/" in (site / "feed.xml").read_text(encoding="utf-8")


def test_the_project_has_no_problems(journal: Path) -> None:
    assert milepost(journal, "check", "--vault", "vault").status == 0
    assert milepost(journal, "check").out.endswith("no problems\n")


def test_the_last_lines_are_commands_that_run_as_they_stand(tmp_path: Path) -> None:
    folder = tmp_path
    lines = milepost(tmp_path, "init", "my journal").out.splitlines()
    assert lines[-4] == "Next:"
    for command in map(shlex.split, lines[-3:-1]):
        if command[0] == "cd":
            folder /= command[1]
        else:
            assert milepost(folder, *command[1:]).status == 0
    assert lines[-1].strip() == "mkdocs serve"
    assert build(folder, tmp_path / "site", "--strict").returncode == 0


def test_windows_is_told_to_go_to_a_folder_in_its_own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("milepost.cli.init.sys.platform", "win32")
    assert '\n  cd "my journal"\n' in milepost(tmp_path, "init", "my journal").out
    assert "\n  cd C:\\notes\n" in milepost(tmp_path, "init", "C:\\notes").out


def test_a_second_run_changes_nothing_and_says_so(journal: Path) -> None:
    before = tree_of(journal)
    again = milepost(journal, "init", ".")
    assert (again.status, again.out) == (0, f".: all {len(before)} files are there already; nothing to do\n")
    assert tree_of(journal) == before


def test_files_are_known_with_the_line_ends_that_git_gives_them(journal: Path) -> None:
    for file in journal.rglob("*.*"):
        if file.is_file():
            file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert milepost(journal, "init", ".").out.endswith("files are there already; nothing to do\n")


def test_files_that_were_deleted_come_back(journal: Path) -> None:
    (journal / "vault/index.md").unlink()
    assert "wrote vault/index.md\n\nNext:\n  milepost status\n" in milepost(journal, "init", ".").out
    assert (journal / "vault/index.md").is_file()


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("mine", encoding="utf-8")
    assert milepost(tmp_path, "init", ".").status == 0
    assert (tmp_path / "LICENSE").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("flags", [(), ("--dry-run",)], ids=["real", "dry-run"])
def test_files_that_hold_something_else_are_named_and_nothing_is_written(
    tmp_path: Path, flags: tuple[str, ...]
) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Mine\n", encoding="utf-8")
    (tmp_path / ".gitignore").mkdir()
    before = tree_of(tmp_path)
    refused = milepost(tmp_path, "init", ".", *flags)
    assert (refused.status, refused.out) == (2, "")
    assert (
        refused.err
        == "milepost: .: holds other files of these names: .gitignore, mkdocs.yml; move them away, "
        "or choose an empty folder\n"
    )
    assert tree_of(tmp_path) == before


def test_a_dry_run_lists_the_files_and_makes_no_folder(tmp_path: Path) -> None:
    planned = milepost(tmp_path, "init", "new", "--dry-run")
    assert planned.out.splitlines() == [
        f"would write {Path('new', edit.path)}" for edit in scaffold_edits(TODAY)
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_folders_place_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    assert milepost(tmp_path, "init", "taken").status == 2
    below = milepost(tmp_path, "init", "taken/deeper")
    assert below.status == 2
    assert below.err.startswith("milepost: taken")
    assert below.err.count("\n") == 1
