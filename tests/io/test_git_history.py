"""When files were changed, as git has it."""

import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from milepost.io.git import read_history

Commit = Callable[..., None]


def git(folder: Path, *arguments: str, **env: str) -> None:
    subprocess.run(
        ["git", "-C", folder, *arguments], check=True, capture_output=True, env={"PATH": PATH, **env}
    )


PATH = "/usr/local/bin:/usr/bin:/bin"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / "vault").mkdir(parents=True)
    git(root, "init", "--quiet")
    return root


@pytest.fixture
def commit(repository: Path) -> Commit:
    """Commits everything as of a day."""

    def commit_on(day: str) -> None:
        moment = f"{day}T12:00:00+02:00"
        git(repository, "add", "--all")
        git(
            repository,
            *("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message=m"),
            GIT_AUTHOR_DATE=moment,
            GIT_COMMITTER_DATE=moment,
        )

    return commit_on


def days(folder: Path) -> dict[str, str]:
    history = read_history(str(folder))
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
    history = read_history(str(repository / "vault"))
    assert history is not None
    assert list(history.changed.values()) == [datetime.fromisoformat("2026-01-01T12:00:00+02:00")]


def test_a_shallow_clone_knows_only_what_its_commits_changed(
    repository: Path, commit: Commit, tmp_path: Path
) -> None:
    for day, name in (("2026-01-01", "A.md"), ("2026-02-02", "B.md"), ("2026-03-03", "C.md")):
        (repository / "vault" / name).write_text("one")
        commit(day)
    git(tmp_path, "clone", "--quiet", "--depth=2", f"file://{repository}", "clone")
    history = read_history(str(tmp_path / "clone/vault"))
    assert history is not None
    assert not history.is_whole
    assert days(tmp_path / "clone/vault") == {"C.md": "2026-03-03"}
    assert days(repository / "vault").keys() == {"A.md", "B.md", "C.md"}


def test_without_a_repository_or_a_commit_there_is_no_history(repository: Path, tmp_path: Path) -> None:
    assert read_history(str(repository / "vault")) is None
    assert read_history(str(tmp_path)) is None


def test_without_git_there_is_no_history(
    repository: Path, commit: Commit, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "vault/A.md").write_text("one")
    commit("2026-01-01")
    monkeypatch.setenv("PATH", "")
    assert read_history(str(repository / "vault")) is None
