"""Edits reach the disk whole, where they were meant, or not at all (promises P16, P17, P18)."""

import errno
import os
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest

from milepost.errors import ChangedError, EditError
from milepost.io import edits
from milepost.io.edits import apply_edits
from milepost.model.edit import Edit
from milepost.model.path import VaultPath
from support.tree import tree_of


def new(path: str, text: str = "new\n") -> Edit:
    return Edit(VaultPath(path), None, text)


def change(path: str, before: str, after: str) -> Edit:
    return Edit(VaultPath(path), before, after)


def refusal(root: Path, *edits: Edit) -> EditError:
    before = tree_of(root)
    with pytest.raises(EditError) as caught:
        apply_edits(str(root), edits)
    assert tree_of(root) == before
    return caught.value


def refuse(*names: object) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


def test_a_new_file_is_written_with_its_folders(tmp_path: Path) -> None:
    apply_edits(str(tmp_path), [new("a/b/c.md", "\ufeffé\r\n")])
    assert tree_of(tmp_path) == {"a/b/c.md": b"\xef\xbb\xbf\xc3\xa9\r\n"}


def test_a_changed_file_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old\r\n")
    file.chmod(0o640)
    apply_edits(str(tmp_path), [change("a.md", "old\r\n", "new\r\n")])
    assert tree_of(tmp_path) == {"a.md": b"new\r\n"}
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_changed_file_is_as_old_on_macos_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[tuple[float, float] | None] = []
    (tmp_path / "a.md").write_text("old")
    stat = Path.stat

    def stat_with_birth(file: Path, *, follow_symlinks: bool = True) -> object:
        found = stat(file, follow_symlinks=follow_symlinks)
        return SimpleNamespace(st_mode=found.st_mode, st_mtime=found.st_mtime, st_birthtime=86_400.0)

    def set_times(file: Path, given: tuple[float, float] | None = None) -> None:
        times.append(given)

    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr(Path, "stat", stat_with_birth)
    monkeypatch.setattr("os.utime", set_times)
    apply_edits(str(tmp_path), [change("a.md", "old", "new")])
    assert times == [(86_400, 86_400), None]  # born then, written now


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").write_text("")
    apply_edits(str(tmp_path), [new("a.md")])
    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_dry_run_checks_and_writes_nothing(tmp_path: Path) -> None:
    apply_edits(str(tmp_path), [new("a.md")], dry_run=True)
    assert tree_of(tmp_path) == {}
    with pytest.raises(EditError):
        apply_edits(str(tmp_path), [change("a.md", "x", "y")], dry_run=True)


def test_an_existing_file_is_never_overwritten_by_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("mine")
    assert "there already" in refusal(tmp_path, new("a.md")).reason


def test_a_file_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("other words")
    error = refusal(tmp_path, change("a.md", "old", "new"))
    assert str(error) == "a.md: has changed since it was read; run the command again"


@pytest.mark.skipif(sys.platform == "win32", reason="there a folder cannot be locked")
def test_two_writers_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("old")
    real, others = os.fsync, list[Thread]()
    refused: list[str] = []

    def another() -> None:
        try:
            apply_edits(str(tmp_path), [change("a.md", "old", "theirs")])
        except ChangedError as error:
            refused.append(error.reason)

    def begin_another(descriptor: int) -> None:
        if not others:
            others.append(Thread(target=another))
            others[0].start()
            others[0].join(0.2)  # it waits for us
            assert others[0].is_alive()
        real(descriptor)

    monkeypatch.setattr(os, "fsync", begin_another)
    apply_edits(str(tmp_path), [change("a.md", "old", "ours")])
    others[0].join()
    assert tree_of(tmp_path) == {"a.md": b"ours"}
    assert refused == ["has changed since it was read; run the command again"]


@pytest.mark.parametrize(
    ("protected", "edit", "reason"),
    [
        ("a.md", change("a.md", "old", "new"), "is write-protected; allow writing to it first"),
        ("a.md", new("a.md/b.md"), "cannot be written: a.md is no folder"),
        (".", new("b/c.md"), "cannot be written: its folder is write-protected"),
    ],
)
def test_what_may_not_be_written_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, protected: str, edit: Edit, reason: str
) -> None:
    (tmp_path / "a.md").write_text("old")
    real = tmp_path.resolve() / protected
    monkeypatch.setattr(os, "access", lambda file, mode: Path(file) != real)  # pyright: ignore  # root may all
    assert refusal(tmp_path, edit).reason == reason


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "no longer there" in refusal(tmp_path, change("a.md", "old", "new")).reason


def test_one_bad_edit_stops_the_whole_set(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("mine")
    assert refusal(tmp_path, new("a.md"), new("b.md"), new("c.md")).path == "b.md"


def test_two_edits_of_one_file_are_refused(tmp_path: Path) -> None:
    assert "twice" in refusal(tmp_path, new("a.md"), new("A.md")).reason


@pytest.mark.parametrize("path", ["../out.md", "/tmp/out.md", "link/out.md", "file-link.md", ".", ""])
def test_no_path_leads_out_of_the_vault(tmp_path: Path, path: str) -> None:
    outside = tmp_path / "outside"
    root = tmp_path / "vault"
    outside.mkdir()
    root.mkdir()
    (root / "link").symlink_to(outside)
    (root / "file-link.md").symlink_to(outside / "out.md")
    before = tree_of(tmp_path)
    with pytest.raises(EditError, match="leads out of the vault"):
        apply_edits(str(root), [new(path)])
    assert tree_of(tmp_path) == before


def test_a_new_file_does_not_follow_a_link_inside_the_vault(tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to(tmp_path / "target.md")
    assert "as a link" in refusal(tmp_path, new("link.md")).reason


def test_a_change_through_a_link_inside_the_vault_keeps_the_link(tmp_path: Path) -> None:
    (tmp_path / "target.md").write_text("old")
    (tmp_path / "link.md").symlink_to("target.md")
    apply_edits(str(tmp_path), [change("link.md", "old", "new")])
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "target.md").read_text() == "new"


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(EditError):
        apply_edits(str(tmp_path), [new("a/x.md")])


def test_a_name_with_its_accents_taken_apart_is_found(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "Café.md")
    (tmp_path / apart).write_text("old")
    apply_edits(str(tmp_path), [change("Café.md", "old", "new")])
    assert [file.read_text() for file in tmp_path.iterdir()] == ["new"]


def test_a_note_still_in_the_cloud_is_not_made_anew(tmp_path: Path) -> None:
    (tmp_path / ".a.md.icloud").write_text("")
    assert "iCloud" in refusal(tmp_path, new("a.md")).reason


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    assert "a is no folder" in refusal(tmp_path, new("a/b.md")).reason


def test_an_edit_that_changes_nothing_does_not_touch_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("same")
    os.utime(file, ns=(1, 1))
    apply_edits(str(tmp_path), [change("a.md", "same", "same")])
    assert file.stat().st_mtime_ns == 1


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("old")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    for edit in (change("a.md", "old", "new"), new("b.md")):
        error = refusal(tmp_path, edit)
        assert error.reason == os.strerror(errno.ENOSPC)
        assert not isinstance(error, ChangedError)


def test_a_failure_half_way_says_how_much_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = os.fsync, 0

    def full_the_second_time(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full_the_second_time)
    with pytest.raises(EditError, match="1 of 3 files are written"):
        apply_edits(str(tmp_path), [new("a.md"), new("b.md"), new("c.md")])
    assert tree_of(tmp_path) == {"a.md": b"new\n"}


def test_somebody_who_writes_at_the_last_moment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.md"
    file.write_text("old")
    monkeypatch.setattr(os, "fsync", lambda descriptor: file.write_text("theirs"))  # pyright: ignore
    with pytest.raises(ChangedError, match="has changed"):
        apply_edits(str(tmp_path), [change("a.md", "old", "new")])
    assert tree_of(tmp_path) == {"a.md": b"theirs"}


@pytest.mark.parametrize("link", [os.link, refuse], ids=["hard links", "none"])
def test_a_file_that_appears_at_the_last_moment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: Callable[..., None]
) -> None:
    monkeypatch.setattr(os, "link", link)
    file = tmp_path / "a.md"
    monkeypatch.setattr(os, "fsync", lambda descriptor: file.write_text("theirs"))  # pyright: ignore
    with pytest.raises(ChangedError, match="by somebody else"):
        apply_edits(str(tmp_path), [new("a.md")])
    assert tree_of(tmp_path) == {"a.md": b"theirs"}


def test_a_disk_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", refuse)
    apply_edits(str(tmp_path), [new("a.md")])
    assert tree_of(tmp_path) == {"a.md": b"new\n"}
    monkeypatch.setattr(Path, "replace", refuse)
    assert "not permitted" in refusal(tmp_path, new("b.md")).reason


def test_what_a_killed_run_left_is_swept_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, young = tmp_path / ".milepost-old.tmp", tmp_path / ".milepost-young.tmp"
    old.write_text("half")
    young.write_text("half")
    os.utime(old, (1, 1))
    monkeypatch.setattr(edits, "fcntl", None)  # where nobody can tell, a young one may be another run's work
    apply_edits(str(tmp_path), [new("a.md")])
    assert sorted(tree_of(tmp_path)) == [".milepost-young.tmp", "a.md"]
    monkeypatch.undo()
    apply_edits(str(tmp_path), [new("b.md")])
    assert sorted(tree_of(tmp_path)) == ["a.md", "b.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="there a folder cannot be locked")
def test_on_a_disk_without_locks_what_is_young_may_be_another_runs_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".milepost-young.tmp").write_text("half")
    monkeypatch.setattr("fcntl.flock", refuse)
    apply_edits(str(tmp_path), [new("a.md")])
    assert sorted(tree_of(tmp_path)) == [".milepost-young.tmp", "a.md"]
