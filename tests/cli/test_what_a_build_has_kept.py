"""Commands go on from what a build has kept, say what they would say without, and keep nothing themselves."""

import shutil
from pathlib import Path

import pytest

from milepost import snapshot
from milepost.model.vault import SourceFile
from milepost.notes.parse import parse_note
from support.command import milepost
from support.editions import LiveSite
from support.project import Project, sample_project
from support.tree import tree_of
from support.vaults import item, phase

SECRET = (
    "---\r\ntype: item\r\ntitle: A moonstone\r\nphase: Phase\r\norder: 7\r\ndraft: true\r\n---\r\nWords.\r\n"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project that has been built, some notes of which have changed since."""
    monkeypatch.setattr(snapshot, "_LONGEST_TICK_NS", -(10**12))  # as if the files were old
    made = Project(tmp_path / "project")
    for at in range(9):
        made.write(f"Item {at}.md", item("done", f"Words, [[Item {at + 1}]] and [[Gone]].", phase="Phase"))
    made.write("Phase.md", phase(1))
    made.write("Changed.md", item("todo", "![[Item 3]]", phase="Phase"))
    made.write("Deleted.md", item("todo", phase="Phase"))
    made.vault.joinpath("Secret.md").write_bytes(SECRET.encode())
    LiveSite(made.configure(), tmp_path / "site").close()
    made.write("Changed.md", item("partial", "![[Item 4]] and [[Added]].", phase="Phase"))
    made.write("Added.md", "---\npublish: true\n---\nWords.\n")
    made.vault.joinpath("Deleted.md").unlink()
    return made


@pytest.mark.parametrize(
    "command",
    [
        ("status",),
        ("status", "--json"),
        ("check",),
        ("check", "--json"),
        ("check", "--fix", "--dry-run"),
        ("render", "Changed"),
        ("render", "Item 3"),
        ("render", "Secret"),
        ("render", "Deleted"),
        ("render", "--commonmark", "Item 3"),
        ("bases", "--dry-run"),
        ("mark", "Item 3", "todo", "--dry-run"),
        ("mark", "moonstone", "done", "--dry-run"),
        ("review", "Item 3", "--dry-run"),
        ("new", "item", "--dry-run", "Another"),
        ("new", "writeup", "--dry-run", "--item", "moonstone", "Another"),
    ],
    ids=" ".join,
)
def test_a_command_says_what_it_would_say_without(project: Project, command: tuple[str, ...]) -> None:
    before = tree_of(project.root)
    assert any(path.startswith(".cache/") for path in before)
    kept = milepost(project.root, *command)
    assert tree_of(project.root) == before
    shutil.rmtree(project.root / ".cache")
    assert milepost(project.root, *command) == kept


def test_the_sample_is_told_as_without(tmp_path: Path) -> None:
    project = sample_project(tmp_path / "project")
    LiveSite(project, tmp_path / "site").close()
    kept = [milepost(project.root, *command) for command in (("status",), ("status", "--json"), ("check",))]
    shutil.rmtree(project.root / ".cache")
    assert [
        milepost(project.root, *command) for command in (("status",), ("status", "--json"), ("check",))
    ] == kept


@pytest.mark.parametrize("command", [("status",), ("render", "Item 3"), ("mark", "Item 3", "todo")])
def test_what_is_as_it_was_is_not_parsed_again(
    project: Project, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    parsed: list[str] = []

    def counted(file: SourceFile, **options: object) -> object:
        parsed.append(file.path)
        return parse_note(file, **options)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr("milepost.reading.parse_note", counted)
    assert milepost(project.root, *command).status == 0
    assert {"Changed.md", "Added.md"} <= {*parsed} <= {"Changed.md", "Added.md", "Secret.md"}


def test_a_mark_changes_no_other_byte_of_a_note_that_was_kept(project: Project) -> None:
    assert milepost(project.root, "mark", "moonstone", "done").status == 0
    written = project.vault.joinpath("Secret.md").read_bytes().decode()
    assert written == SECRET.replace("\r\n---\r\nWords", "\r\nstatus: done\r\n---\r\nWords")


def test_what_was_kept_of_other_settings_counts_for_nothing(project: Project) -> None:
    project.configure({"statuses": {"done": "todo"}})
    before = milepost(project.root, "status")
    shutil.rmtree(project.root / ".cache")
    assert milepost(project.root, "status") == before
