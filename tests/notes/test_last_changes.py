"""When a note was last changed, by the best witness there is."""

from datetime import UTC, datetime

from milepost.model.history import History
from milepost.model.path import VaultPath
from milepost.notes.changed import last_changes, said_dates
from support.vaults import VaultFactory, note

FILES = {VaultPath(f"{name}.md"): datetime(2026, 9, 9, tzinfo=UTC) for name in "ABC"}
COMMITTED = {VaultPath("A.md"): datetime(2026, 3, 3, tzinfo=UTC)}
NOTES = {
    "A.md": note(updated="2020-01-01"),
    "B.md": note(created="2021-01-01", updated="2022-02-02T10:00:00"),
    "C.md": note(updated="soon"),
}


def days(vault: VaultFactory, history: History | None) -> list[str]:
    found = last_changes(said_dates(vault(NOTES).notes.values(), {}), history, FILES)
    return [f"{path} {moment:%Y-%m-%d}" for path, moment in found.items()]


def test_git_knows_best_then_the_note_then_its_file(vault: VaultFactory) -> None:
    assert days(vault, History(COMMITTED)) == ["C.md 2026-09-09", "A.md 2026-03-03", "B.md 2022-02-02"]


def test_in_a_shallow_clone_files_are_as_old_as_the_clone(vault: VaultFactory) -> None:
    assert days(vault, History(COMMITTED, is_whole=False)) == ["A.md 2026-03-03", "B.md 2022-02-02"]


def test_without_git_the_note_knows_then_its_file(vault: VaultFactory) -> None:
    assert days(vault, None) == ["C.md 2026-09-09", "B.md 2022-02-02", "A.md 2020-01-01"]


def test_of_one_moment_the_first_by_path_is_first(vault: VaultFactory) -> None:
    site = vault({f"{name}.md": note(updated="2026-01-01") for name in "CAB"})
    assert list(site.changed) == ["A.md", "B.md", "C.md"]
