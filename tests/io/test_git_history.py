"""When files were changed, as git has it."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from milepost.io import git
from milepost.io import history as history_module
from milepost.io.history import read_history
from milepost.notes.past import past_facts
from support.repository import Repository

Commit = Callable[[str], None]


@pytest.fixture
def commit(repository: Path) -> Commit:
    """Commits everything as of a day."""
    return Repository(repository).commit


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return Repository.new(tmp_path / "repository").root


def days(folder: Path) -> dict[str, str]:
    history = read_history(str(folder), past_facts)
    assert history is not None
    return {
        str(path): moment.date().isoformat()
        for path, moment in sorted(history.changed.items())
        if (folder / path).exists()
    }


def test_a_file_has_the_day_of_its_last_commit(repository: Path, commit: Commit) -> None:
    (repository / "vault/Größe und mehr.md").write_text("one")
    (repository / "vault/B.md").write_text("one")
    (repository / "outside.md").write_text("one")
    commit("2026-01-01")
    (repository / "vault/B.md").write_text("two")
    commit("2026-02-02")
    assert days(repository / "vault") == {"B.md": "2026-02-02", "Größe und mehr.md": "2026-01-01"}


def test_a_new_name_is_no_change_but_new_words_are(repository: Path, commit: Commit) -> None:
    words = "".join(f"line {number}\n" for number in range(50))
    for name in ("Moved.md", "Rewritten.md"):
        (repository / "vault" / name).write_text(words + name)
    commit("2026-01-01")
    (repository / "vault/sub").mkdir()
    (repository / "vault/Moved.md").rename(repository / "vault/sub/New.md")
    (repository / "vault/Rewritten.md").rename(repository / "vault/Other.md")
    (repository / "vault/Other.md").write_text(words + "other")
    commit("2026-02-02")
    (repository / "vault/sub/New.md").rename(repository / "vault/sub/Newest.md")
    commit("2026-03-03")
    assert days(repository / "vault") == {"Other.md": "2026-02-02", "sub/Newest.md": "2026-01-01"}


def test_a_file_that_came_back_is_a_new_one(repository: Path, commit: Commit) -> None:
    (repository / "vault/A.md").write_text("one")
    commit("2026-01-01")
    (repository / "vault/A.md").unlink()
    commit("2026-02-02")
    (repository / "vault/A.md").write_text("one")
    commit("2026-03-03")
    assert days(repository / "vault") == {"A.md": "2026-03-03"}


def test_the_day_is_the_authors(repository: Path, commit: Commit) -> None:
    (repository / "vault/A.md").write_text("one")
    commit("2026-01-01")
    history = read_history(str(repository / "vault"), past_facts)
    assert history is not None
    assert list(history.changed.values()) == [datetime.fromisoformat("2026-01-01T12:00:00+02:00")]


def test_a_shallow_clone_knows_only_what_its_commits_changed(
    repository: Path, commit: Commit, tmp_path: Path
) -> None:
    for day, name in (("2026-01-01", "A.md"), ("2026-02-02", "B.md"), ("2026-03-03", "C.md")):
        (repository / "vault" / name).write_text("one")
        commit(day)
    Repository(tmp_path).git("clone", "--quiet", "--depth=2", f"file://{repository}", "clone")
    history = read_history(str(tmp_path / "clone/vault"), past_facts)
    assert history is not None
    assert not history.is_whole
    assert days(tmp_path / "clone/vault") == {"C.md": "2026-03-03"}
    assert days(repository / "vault").keys() == {"A.md", "B.md", "C.md"}


def test_without_a_repository_or_a_commit_there_is_no_history(repository: Path, tmp_path: Path) -> None:
    assert read_history(str(repository / "vault"), past_facts) is None
    assert read_history(str(tmp_path), past_facts) is None


def test_without_git_there_is_no_history(
    repository: Path, commit: Commit, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "vault/A.md").write_text("one")
    commit("2026-01-01")
    monkeypatch.setenv("PATH", "")
    assert read_history(str(repository / "vault"), past_facts) is None


def test_a_moved_vault_keeps_its_history(repository: Path, commit: Commit) -> None:
    (repository / "vault/A.md").write_text("one")
    commit("2026-01-01")
    (repository / "vault").rename(repository / "docs")
    commit("2026-02-02")
    assert days(repository / "docs") == {"A.md": "2026-01-01"}


def test_a_history_is_kept_until_there_is_another_commit(
    repository: Path, commit: Commit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, store = str(repository / "vault"), str(tmp_path / "store")
    (repository / "vault/A.md").write_text("---\ntype: item\nstatus: done\n---\n")
    commit("2026-01-01")
    first = read_history(vault, past_facts, store)
    monkeypatch.setattr(history_module, "read_log", None)
    history_module._newest.clear()  # pyright: ignore[reportPrivateUsage]
    assert read_history(vault, past_facts, store) == first
    monkeypatch.undo()
    (repository / "vault/A.md").write_text("---\ntype: item\nstatus: todo\n---\n")
    commit("2026-02-02")
    second = read_history(vault, past_facts, store)
    assert second is not None
    assert [each.facts["status"] for each in second.traces[0].versions] == ["done", "todo"]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"key": 1}', "[" * 100_000])
def test_a_kept_history_that_cannot_be_read_counts_as_none(
    repository: Path, commit: Commit, tmp_path: Path, damage: str
) -> None:
    (repository / "vault/A.md").write_text("one")
    commit("2026-01-01")
    (tmp_path / "history.json").write_text(damage)
    found = read_history(str(repository / "vault"), past_facts, str(tmp_path))
    assert found is not None
    assert found.changed.keys() == {"A.md"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_as_the_kept_history_is_not_waited_for(
    repository: Path, commit: Commit, tmp_path: Path
) -> None:
    (repository / "vault/A.md").write_text("one")
    commit("2026-01-01")
    for name in ("history.json", "history.new"):
        os.mkfifo(tmp_path / name)
    found = read_history(str(repository / "vault"), past_facts, str(tmp_path))
    assert found is not None
    assert found.changed.keys() == {"A.md"}
    assert (tmp_path / "history.json").is_file()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("name", ["HEAD", "config", "refs/heads/main", "objects/{}/{}"])
def test_a_pipe_in_a_repository_is_not_waited_for_long(
    repository: Path, commit: Commit, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (repository / "vault/A.md").write_text("one")
    commit("2026-01-01")
    head = Repository(repository).git("rev-parse", "HEAD").strip()
    file = repository / ".git" / name.format(head[:2], head[2:])
    file.unlink()
    os.mkfifo(file)
    for limit in ("_QUICK_SECONDS", "_MOST_SECONDS"):
        monkeypatch.setattr(git, limit, 0.5)
    assert read_history(str(repository / "vault"), past_facts) is None
