"""The live preview: which changes of the vault it follows, and what it puts up with."""

from collections.abc import Iterator

import pytest

from support.preview import Preview, serve_live
from support.project import Project

# MkDocs looks twice a second, waits a tenth for more to come, and builds this vault in less than one.
LONG_ENOUGH_SECONDS = 2


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("serve")).configure({"preview_drafts": True})
    project.write("Phase.md", "---\ntype: phase\norder: 1\n---\n")
    project.write("Item.md", '---\ntype: item\nstatus: todo\nphase: "[[Phase]]"\n---\n')
    project.write("Old.md", "On its way out.\n")
    project.write(".obsidian/workspace.json", "{}")
    return project


@pytest.fixture(scope="module")
def preview(project: Project) -> Iterator[Preview]:
    with serve_live(project) as preview:
        yield preview


def test_the_layout_that_obsidian_saves_rebuilds_nothing_and_a_note_does(
    project: Project, preview: Preview
) -> None:
    project.write(".obsidian/workspace.json", '{"main": {"id": "1"}}')
    assert preview.builds_within(LONG_ENOUGH_SECONDS) == 0
    before = preview.builds
    project.write("Item.md", '---\ntype: item\nstatus: partial\nphase: "[[Phase]]"\n---\n')
    preview.wait_until(lambda: "0 done, 1 partial, 0 to do of 1" in preview.get("phase/"))
    preview.wait_until(lambda: preview.builds == before + 1)
    assert preview.builds_within(LONG_ENOUGH_SECONDS) == 0  # no build wakes the next


def test_a_new_note_in_a_new_folder_gets_its_page(project: Project, preview: Preview) -> None:
    project.write("Fresh folder/Deeper/New.md", "Brand new words.\n")
    preview.wait_until(lambda: "Brand new words" in preview.get("fresh-folder/deeper/new/"))
    assert "fresh-folder/" in preview.get("")


def test_a_deleted_note_loses_its_page(project: Project, preview: Preview) -> None:
    assert "On its way out" in preview.get("old/")
    (project.vault / "Old.md").unlink()
    preview.wait_until(lambda: preview.get("old/") == "")
    assert "old/" not in preview.get("")


def test_a_moved_note_is_at_its_new_address_only(project: Project, preview: Preview) -> None:
    note = project.write("Here.md", "Moving words.\n")
    preview.wait_until(lambda: "Moving words" in preview.get("here/"))
    note.rename(project.vault / "There.md")
    preview.wait_until(lambda: "Moving words" in preview.get("there/"))
    assert preview.get("here/") == ""


def test_a_new_attachment_is_served_and_a_changed_one_is_new(project: Project, preview: Preview) -> None:
    project.write("Picture.svg", "<svg xmlns='http://www.w3.org/2000/svg'><title>one</title></svg>")
    project.write("With picture.md", "![[Picture.svg]]\n")
    preview.wait_until(lambda: "one" in preview.get("Picture.svg"))
    project.write("Picture.svg", "<svg xmlns='http://www.w3.org/2000/svg'><title>two</title></svg>")
    preview.wait_until(lambda: "two" in preview.get("Picture.svg"))


def test_half_typed_properties_are_a_warning_and_the_server_lives(project: Project, preview: Preview) -> None:
    project.write("Typing.md", "---\ntitle: [half\n---\nDraft words.\n")
    preview.wait_until(lambda: "Typing.md:" in preview.log and "[properties-invalid]" in preview.log)
    project.write("Typing.md", "---\ntitle: Whole\n---\nDraft words.\n")
    preview.wait_until(lambda: "Draft words" in preview.get("typing/"))
    assert "Traceback" not in preview.log


def test_a_note_made_private_is_gone(project: Project, preview: Preview) -> None:
    project.write("Diary.md", "Dear diary.\n")
    preview.wait_until(lambda: "Dear diary" in preview.get("diary/"))
    project.write("Diary.md", "---\npublish: false\n---\nDear diary.\n")
    preview.wait_until(lambda: preview.get("diary/") == "")
    assert "Dear diary" not in preview.get("search/search_index.json")


def test_a_draft_is_marked_in_the_preview_and_in_no_build(project: Project, preview: Preview) -> None:
    project.write("Sketch.md", "---\ndraft: true\n---\nFirst thoughts.\n")
    preview.wait_until(lambda: "First thoughts" in preview.get("sketch/"))
    assert 'class="mp-draft"' in preview.get("sketch/")
    assert "Sketch (draft)" in preview.get("all-notes/") + preview.get("")
    assert project.build().returncode == 0
    assert [name for name, data in project.files().items() if b"First thoughts" in data] == []
