"""`milepost mark` from the command line (promises P16, P18)."""

import os
from collections.abc import Iterable
from itertools import count
from pathlib import Path

import pytest

from milepost.authoring.find import find_note
from milepost.model.note import Note
from support.command import milepost
from support.tree import tree_of
from support.vaults import write_vault

TEXT = (
    "\ufeff---\r\ntype: item  # one thing\r\n"
    'status: "todo" # begun?\r\ntitle: \'A "b"\'\r\n---\r\nstatus: todo\r\n'
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_vault(
        tmp_path,
        {
            "mkdocs.yml": "docs_dir: vault\nplugins: [{milepost: {statuses: {Läuft: partial}}}]\n",
            "vault/One/Größe.md": TEXT,
            "vault/Two.md": "---\ntype: item\n---\n",
            "vault/Secret.md": "---\ntype: item\ndraft: true\n---\n",
        },
    )


def test_a_mark_changes_one_word(project: Path) -> None:
    before = tree_of(project)
    done = milepost(project, "mark", "größe", "done")
    assert (done.status, done.out) == (0, "One/Größe.md: status todo → done\n")
    changed = TEXT.replace('"todo"', '"done"').encode()
    assert tree_of(project) == {**before, "vault/One/Größe.md": changed}


@pytest.mark.parametrize(("folder", "path"), [(".", "vault/One/Größe.md"), ("vault/One", "Größe.md")])
def test_a_path_may_be_one_that_the_shell_has_completed(project: Path, folder: str, path: str) -> None:
    done = milepost(project / folder, "mark", path, "done")
    assert (done.status, done.out) == (0, "One/Größe.md: status todo → done\n")


def test_a_name_may_be_longer_than_any_files(project: Path) -> None:
    done = milepost(project, "mark", 300 * "x", "done")
    assert (done.status, done.err) == (2, f"milepost: no note is called '{300 * 'x'}'\n")


def test_tabs_are_blanks_that_stay(project: Path) -> None:
    note = project / "vault/Two.md"
    note.write_bytes(b"---\ntype:\titem\nstatus:\ttodo\t# begun?\t\n---\n")
    assert milepost(project, "mark", "two", "done").status == 0
    assert note.read_bytes() == b"---\ntype:\titem\nstatus:\tdone\t# begun?\t\n---\n"


def test_a_second_mark_changes_nothing(project: Path) -> None:
    milepost(project, "mark", "größe", "done")
    before = tree_of(project)
    again = milepost(project, "mark", "größe", "done")
    assert (again.status, again.out) == (0, "One/Größe.md: status is done already\n")
    assert tree_of(project) == before


def test_a_dry_run_changes_nothing(project: Path) -> None:
    before = tree_of(project)
    shown = milepost(project, "mark", "two", "partial", "--dry-run")
    assert (shown.status, shown.out) == (0, "Two.md: status not set → partial (dry run, not written)\n")
    assert tree_of(project) == before


def test_an_empty_status_is_none_yet(project: Path) -> None:
    (project / "vault/Two.md").write_text("---\ntype: item\nstatus:\n---\n", encoding="utf-8")
    assert milepost(project, "mark", "two", "todo").out == "Two.md: status not set → todo\n"


def test_a_word_of_the_settings_is_written_as_given(project: Path) -> None:
    assert milepost(project, "mark", "two", "Läuft").status == 0
    assert (project / "vault/Two.md").read_text(encoding="utf-8") == "---\ntype: item\nstatus: Läuft\n---\n"
    assert '"partial": 1' in milepost(project, "status", "--json").out


def test_our_own_words_are_written_in_one_spelling(project: Path) -> None:
    assert milepost(project, "mark", "two", "DONE").status == 0
    assert (project / "vault/Two.md").read_text(encoding="utf-8") == "---\ntype: item\nstatus: done\n---\n"
    assert "is done already" in milepost(project, "mark", "two", "Done").out


def test_a_private_item_can_be_marked(project: Path) -> None:
    assert milepost(project, "mark", "Secret", "done").status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("two", "donee"), "'donee' is no status; did you mean 'done'?\n"),
        (("two", "doen"), "did you mean 'done'?"),
        (("two", "Laüft"), "did you mean 'läuft'?"),
        (("two", "frobnicate"), "'frobnicate' is none of todo, partial, done, skipped"),
        (("twoo", "done"), "'twoo'"),
    ],
)
def test_what_is_not_known_is_refused(project: Path, arguments: tuple[str, ...], said: str) -> None:
    before = tree_of(project)
    refused = milepost(project, "mark", *arguments)
    assert refused.status == 2
    assert said in refused.err
    assert tree_of(project) == before


def test_what_somebody_else_has_just_written_is_kept(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note, real = project / "vault/Two.md", os.fsync

    def write_first(descriptor: int) -> None:
        monkeypatch.setattr(os, "fsync", real)
        note.write_text("---\ntype: item\n---\nTheir words.\n", encoding="utf-8")

    monkeypatch.setattr(os, "fsync", write_first)
    assert milepost(project, "mark", "two", "done").status == 0
    assert note.read_text(encoding="utf-8") == "---\ntype: item\nstatus: done\n---\nTheir words.\n"


@pytest.mark.parametrize("becomes", ["---\ntype: phase\n---\n", None], ids=["a phase", "nothing"])
def test_what_is_no_item_any_more_is_not_marked(
    project: Path, monkeypatch: pytest.MonkeyPatch, becomes: str | None
) -> None:
    note = project / "vault/Two.md"

    def found_and_changed(notes: Iterable[Note], kind: str, name: str) -> Note:
        found = find_note(notes, kind, name)
        note.unlink() if becomes is None else note.write_text(becomes, encoding="utf-8")
        return found

    monkeypatch.setattr("milepost.cli.writing.find_note", found_and_changed)
    marked = milepost(project, "mark", "two", "done")
    assert (marked.status, marked.out) == (2, "")
    assert note.exists() == (becomes is not None)
    assert becomes is None or note.read_text(encoding="utf-8") == becomes


def test_a_note_that_is_written_again_and_again_is_left_alone(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note, times = project / "vault/Two.md", count()

    def write_first(descriptor: int) -> None:
        note.write_text(f"---\ntype: item\n---\n{next(times)}\n", encoding="utf-8")

    monkeypatch.setattr(os, "fsync", write_first)
    marked = milepost(project, "mark", "two", "done")
    assert (marked.status, marked.out) == (1, "")
    assert marked.err == "milepost: Two.md: has changed since it was read; run the command again\n"
    assert note.read_text(encoding="utf-8") == "---\ntype: item\n---\n2\n"
