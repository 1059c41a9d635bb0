"""The live preview: which changes of the vault it follows, and what it puts up with (promises P6 and P21)."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from unicodedata import normalize
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from mkdocs.config import load_config  # pyright: ignore[reportUnknownVariableType]
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileModifiedEvent

from milepost.links.addresses import SEARCH_ENTRIES
from milepost.plugin.config import is_named_here
from milepost.plugin.serve import Preview as Following
from milepost.workshop import AbandonedError
from support.preview import Preview, serve_live
from support.project import Project
from support.repository import Repository

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


def test_notes_that_are_written_again_and_again_are_as_new_as_the_last_time(
    project: Project, preview: Preview
) -> None:
    project.write("Often.md", "See [[Item]].\n")
    preview.wait_until(lambda: "often/" in preview.get("item/"))
    for turn in range(5):
        project.write("Often.md", f"Turn {turn} of [[Item]].\n")
        preview.wait_until(lambda turn=turn: f"Turn {turn} of" in preview.get("item/"))
        assert f"Turn {turn} of" in preview.get("often/")


def test_other_options_of_the_app_show_at_once(project: Project, preview: Preview) -> None:
    project.write("Spoken.md", "---\nmood: cheerful\n---\nFirst.\n")
    preview.wait_until(lambda: "First." in preview.get("spoken/"))
    assert "cheerful" not in preview.get("spoken/")
    options = project.write(".obsidian/app.json", '{"propertiesInDocument": "visible"}')
    preview.wait_until(lambda: "cheerful" in preview.get("spoken/"))
    project.write(".obsidian/app.json", '{"userIgnoreFilters": ["Spoken.md"]}')
    preview.wait_until(lambda: preview.get("spoken/") == "")
    options.unlink()
    preview.wait_until(lambda: "First." in preview.get("spoken/"))


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
    preview.wait_until(lambda: preview.get("here/") == "")


def test_a_new_attachment_is_served_and_a_changed_one_is_new(project: Project, preview: Preview) -> None:
    project.write("Picture.svg", "<svg xmlns='http://www.w3.org/2000/svg'><title>one</title></svg>")
    project.write("With picture.md", "![[Picture.svg]]\n")
    preview.wait_until(lambda: "one" in preview.get("Picture.svg"))
    project.write("Picture.svg", "<svg xmlns='http://www.w3.org/2000/svg'><title>two</title></svg>")
    preview.wait_until(lambda: "two" in preview.get("Picture.svg"))


def test_style_and_logo_of_the_vault_that_mkdocs_yml_names_are_followed(tmp_path: Path) -> None:
    theme = {"name": "material", "font": False, "logo": "style/logo.svg"}
    project = Project(tmp_path).configure({"exclude": ["style"]}, theme=theme, extra_css=["style/extra.css"])
    project.write("Note.md", "Words.\n")
    style = project.write("style/extra.css", "/* one */")
    project.write("style/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'><title>one</title></svg>")
    with serve_live(project) as preview:
        assert "one" in preview.get("style/extra.css")
        project.write("style/extra.css", "/* two */")
        preview.wait_until(lambda: "two" in preview.get("style/extra.css"))
        project.write("style/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'><title>two</title></svg>")
        preview.wait_until(lambda: "two" in preview.get("style/logo.svg"))
        style.unlink()
        preview.wait_until(lambda: preview.get("style/extra.css") == "")
        project.write("style/extra.css", "/* three */")
        preview.wait_until(lambda: "three" in preview.get("style/extra.css"))


def test_what_mkdocs_yml_says_to_watch_is_followed(tmp_path: Path) -> None:
    project = Project(tmp_path)
    template = project.root / "theme" / "main.html"
    template.parent.mkdir()
    template.write_text('{% extends "base.html" %}', encoding="utf-8")
    theme = {"name": "material", "font": False, "custom_dir": "theme"}
    project.configure(theme=theme, watch=["theme", "vault"])
    project.write("Note.md", "Words.\n")
    with serve_live(project) as preview:
        half, rest = '{% extends "base.html" %}{% block announce %}News!', "{% endblock %}"
        template.write_text(half, encoding="utf-8")
        preview.wait_until(lambda: f"{template}:1: Unexpected end" in preview.log)
        template.write_text(half + rest, encoding="utf-8")
        preview.wait_until(lambda: "News!" in preview.get("note/"))
        assert "Traceback" not in preview.log
        preview.builds_within(LONG_ENOUGH_SECONDS)  # to write a file is two events, each of which may build
        before = preview.log.count("Building documentation")
        project.write("Note.md", "Other words.\n")
        preview.wait_until(lambda: "Other words." in preview.get("note/"))
        preview.builds_within(LONG_ENOUGH_SECONDS)
        assert preview.log.count("Building documentation") == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few users make links")
def test_a_vault_behind_a_link_is_followed(tmp_path: Path) -> None:
    vault = tmp_path / "Elsewhere"
    vault.mkdir()
    (tmp_path / "vault").symlink_to(vault)
    project = Project(tmp_path).configure()
    project.write("Note.md", "Words.\n")
    with serve_live(project) as preview:
        project.write("Note.md", "Other words.\n")
        preview.wait_until(lambda: "Other words." in preview.get("note/"))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system tells of it")
def test_what_the_system_does_not_tell_is_found(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    note = project.write("Note.md", "Words.\n")
    elsewhere = tmp_path / "elsewhere.md"
    elsewhere.hardlink_to(note)
    with serve_live(project) as preview:
        preview.wait_until(lambda: "Words." in preview.get("note/"))
        elsewhere.write_text("Other words.\n", encoding="utf-8")
        preview.wait_until(lambda: "Other words." in preview.get("note/"))
        detected = preview.log.count("Detected file changes")
        project.write("Folder/Second.md", "Words.\n")
        preview.wait_until(lambda: "Words." in preview.get("folder/second/"))
        preview.builds_within(LONG_ENOUGH_SECONDS)
        assert preview.log.count("Detected file changes") <= detected + 2  # it is not told twice


def test_half_typed_properties_are_a_warning_and_the_server_lives(project: Project, preview: Preview) -> None:
    project.write("Typing.md", "---\ntitle: [half\n---\nDraft words.\n")
    preview.wait_until(lambda: "Typing.md:" in preview.log and "[properties-invalid]" in preview.log)
    preview.wait_until(lambda: "This note cannot be read" in preview.get("typing/"))
    assert "Draft words" not in preview.get("typing/")
    project.write("Typing.md", "---\ntitle: Whole\n---\nDraft words.\n")
    preview.wait_until(lambda: "Draft words" in preview.get("typing/"))
    assert "Traceback" not in preview.log


def test_what_others_miss_of_a_half_typed_note_is_said_when_it_can_be_read_again(
    project: Project, preview: Preview
) -> None:
    project.write("Goal.md", "# Part\n")
    project.write("Finger.md", "[[Goal#Part]]\n")
    preview.wait_until(lambda: 'href="../goal/#part"' in preview.get("finger/"))
    project.write("Goal.md", "---\ntitle: [half\n---\n# Part\n")
    preview.wait_until(lambda: "Goal.md:" in preview.log)
    assert "Finger.md:" not in preview.log
    project.write("Goal.md", "---\ntitle: whole\n---\n# Other\n")
    preview.wait_until(lambda: "Finger.md:1: [[Goal#Part]]: Goal.md has no heading" in preview.log)


def test_a_note_made_private_is_gone(project: Project, preview: Preview) -> None:
    project.write("Diary.md", "Dear diary.\n")
    preview.wait_until(lambda: "Dear diary" in preview.get("diary/"))
    project.write("Diary.md", "---\npublish: false\n---\nDear diary.\n")
    preview.wait_until(lambda: preview.get("diary/") == "")
    assert "Dear diary" not in preview.get("assets/milepost-search.json")


def test_a_draft_is_marked_in_the_preview_and_in_no_build(project: Project, preview: Preview) -> None:
    project.write("Sketch.md", "---\ndraft: true\n---\nFirst thoughts.\n")
    preview.wait_until(lambda: "First thoughts" in preview.get("sketch/"))
    assert 'class="mp-draft"' in preview.get("sketch/")
    assert "Sketch (draft)" in preview.get("all-notes/") + preview.get("")
    assert project.build().returncode == 0
    assert [name for name, data in project.files().items() if b"First thoughts" in data] == []


def test_the_preview_listens_on_this_machine_only(project: Project) -> None:
    assert load_config(str(project.root / "mkdocs.yml")).dev_addr.host == "127.0.0.1"


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal can be sent there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    own = Project(tmp_path / "project")
    own.write("Note.md", "Words.\n")
    with serve_live(own.configure()) as preview:
        # It says that it serves before it does; MkDocs may hang where it is interrupted in between.
        preview.wait_until(lambda: "Words." in preview.get("note/"))
        assert list(temporary.iterdir())
        preview.process.send_signal(number)
        assert preview.process.wait(60) == 0
        assert "Traceback" not in preview.log
    assert not list(temporary.iterdir())


@pytest.mark.parametrize(
    ("name", "is_here"),
    [
        ("localhost", True),
        ("LOCALHOST:8000", True),
        ("app.localhost:8000", True),
        ("127.0.0.1:8000", True),
        ("[::1]:8000", True),
        ("evil.example:8000", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("192.0.2.1", False),
        ("", False),
        ("[", False),
    ],
)
def test_names_of_this_machine_alone(name: str, is_here: bool) -> None:
    assert is_named_here(name) is is_here


def refused(preview: Preview, path: str) -> tuple[int, bytes]:
    """With what a page of the web is sent away."""
    request = Request(f"{preview.address}{path}", headers={"Host": "evil.example"})
    with pytest.raises(HTTPError) as answer, urlopen(request, timeout=15):
        pass
    with answer.value:
        return answer.value.code, answer.value.read()


def test_drafts_are_not_shown_to_a_page_of_the_web(project: Project, preview: Preview) -> None:
    project.write("Idea.md", "---\ndraft: true\n---\nSecond thoughts.\n")
    preview.wait_until(lambda: "Second thoughts" in preview.get("idea/"))
    code, words = refused(preview, "idea/")
    assert code == 421
    assert b"thoughts" not in words


def test_nor_are_those_that_it_shows_later(tmp_path: Path) -> None:
    own = Project(tmp_path).configure()
    own.write("Note.md", "Words.\n")
    own.write("Idea.md", "---\ndraft: true\n---\nSecond thoughts.\n")
    with serve_live(own) as preview:
        preview.wait_until(lambda: "Words." in preview.get("note/"))
        own.configure({"preview_drafts": True})
        preview.wait_until(lambda: "Second thoughts" in preview.get("idea/"))
        code, words = refused(preview, "idea/")
        assert code == 421
        assert b"thoughts" not in words


def test_a_name_that_no_file_can_have_is_not_found(preview: Preview) -> None:
    assert preview.get("%00") == ""
    assert "Traceback" not in preview.log


@pytest.mark.parametrize("address", ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"])
def test_drafts_are_not_shown_where_others_see_them(project: Project, address: str) -> None:
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    refused = subprocess.run(
        command, cwd=project.root, capture_output=True, text=True, timeout=60, check=False
    )
    assert refused.returncode == 1
    assert "shows drafts, and others can reach the address" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_an_address_that_another_has_is_one_line(project: Project, preview: Preview) -> None:
    address = preview.address.removeprefix("http://").rstrip("/")
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", address]
    second = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert second.stderr.splitlines()[-1].startswith(f"Error: {address}: cannot be listened on (")
    assert "Traceback" not in second.stderr


def test_a_half_typed_mkdocs_yml_is_one_line_and_the_server_lives(tmp_path: Path) -> None:
    project = Project(tmp_path).configure({})
    project.write("index.md", "Words.\n")
    config = project.root / "mkdocs.yml"
    whole = config.read_text(encoding="utf-8")
    with serve_live(project) as preview:
        config.write_text(f"{whole}extra: [\n", encoding="utf-8")
        preview.wait_until(lambda: "ERROR" in preview.log)
        assert [line for line in preview.log.splitlines() if "ERROR" in line and "mkdocs.yml" in line]
        config.write_text(whole.replace("site_name: ", "site_name: Renamed "), encoding="utf-8")
        preview.wait_until(lambda: "Renamed" in preview.get(""))
        assert "Traceback" not in preview.log


def test_a_wrong_option_is_named_each_time(tmp_path: Path) -> None:
    project = Project(tmp_path).configure({})
    project.write("index.md", "Words.\n")
    with serve_live(project) as preview:
        for turn in (1, 2):
            project.configure({"publsh": "explicit"})
            preview.wait_until(lambda turn=turn: preview.log.count("there is no such option") == turn)
            project.configure({})
            preview.wait_until(lambda turn=turn: preview.log.count("files changed:") == turn)


def test_a_preview_that_the_plugin_is_taken_out_of_is_left_to_mkdocs(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    project.write("Note.md", "Words.\n")
    with serve_live(project) as preview:
        assert "milepost.css" in preview.get("note/")
        project.configure(plugins=["search"])
        preview.wait_until(lambda: "Words." in preview.get("Note/"))
        project.write("Note.md", "Other words.\n")
        preview.wait_until(lambda: "Other words." in preview.get("Note/"))
        assert "milepost.css" not in preview.get("Note/")
        assert preview.get("note/") == ""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no other process can be set a limit")
def test_a_disk_that_is_full_is_one_line_until_there_is_room(tmp_path: Path) -> None:
    import resource

    project = Project(tmp_path).configure()
    project.write("Note.md", "Words.\n")
    with serve_live(project) as preview:
        pid, size = preview.process.pid, resource.RLIMIT_FSIZE
        soft, hard = resource.prlimit(pid, size)
        resource.prlimit(pid, size, (5_000, hard))
        project.write("Note.md", "Other words.\n")
        preview.wait_until(lambda: "the site cannot be written: File too large; it is not" in preview.log)
        assert "Words." in preview.get("note/")
        resource.prlimit(pid, size, (soft, hard))
        project.write("Note.md", "Newest words.\n")
        preview.wait_until(lambda: "Newest words." in preview.get("note/"))
        assert "Traceback" not in preview.log


@pytest.mark.skipif(sys.platform == "win32", reason="there nothing is looked at on the disk that is kept")
def test_what_is_kept_and_damaged_under_its_feet_is_made_anew(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    for name in ("One", "Two"):
        project.write(f"{name}.md", f"To the [[Hub]] from {name}.\n")
    project.write("Hub.md", "Words.\n")
    assert project.build().returncode == 0
    with (project.root / ".cache/milepost/site.pickle").open("r+b") as kept, serve_live(project) as preview:
        data = kept.read()
        kept.seek(0)
        kept.write(b"\xff" * len(data))
        kept.flush()
        project.write("One.md", "Newest words to the [[Hub]].\n")
        preview.wait_until(lambda: "Newest words" in preview.get("hub/"))
        assert "from Two" in preview.get("hub/")
        preview.wait_until(lambda: '"title":"Two"' in preview.get(SEARCH_ENTRIES))


def test_a_burst_of_saves_ends_in_the_last_state(project: Project, preview: Preview) -> None:
    before = preview.builds
    for at in range(500):
        project.write("Burst.md", f"Words of save {at}.\n")
    preview.wait_until(lambda: "Words of save 499" in preview.get("burst/"))
    assert preview.builds - before <= 20


def test_a_folder_renamed_under_its_feet_is_at_its_new_address(project: Project, preview: Preview) -> None:
    for at in range(20):
        project.write(f"Moving folder/Note {at}.md", f"Words {at}.\n")
    preview.wait_until(lambda: "Words 19" in preview.get("moving-folder/note-19/"))
    (project.vault / "Moving folder").rename(project.vault / "Moved folder")
    preview.wait_until(lambda: "Words 19" in preview.get("moved-folder/note-19/"))
    assert preview.get("moving-folder/note-19/") == ""


def test_a_commit_dates_the_notes_at_once(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    repository = Repository.new(tmp_path)
    repository.commit("2026-01-01", Note="Words.\n")
    with serve_live(project) as preview:
        assert "1 January 2026" in preview.get("recent/")
        repository.git("commit", "--quiet", "--amend", "--no-edit", "--date=2026-02-03T12:00:00Z")
        preview.wait_until(lambda: "3 February 2026" in preview.get("recent/"))
        preview.builds_within(LONG_ENOUGH_SECONDS)  # git writes several files, on a busy machine not at once
        assert preview.builds_within(LONG_ENOUGH_SECONDS) == 0


def test_the_first_commit_is_followed_by_those_after_it(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    project.write("Note.md", "Words.\n")
    with serve_live(project) as preview:
        repository = Repository(tmp_path)
        repository.git("init", "--quiet", "--initial-branch=main")
        repository.commit("2026-01-01")
        project.write("Another.md", "Words.\n")
        preview.wait_until(lambda: "1 January 2026" in preview.get("recent/"))
        preview.builds_within(LONG_ENOUGH_SECONDS)
        repository.git("commit", "--quiet", "--amend", "--no-edit", "--date=2026-02-03T12:00:00Z")
        preview.wait_until(lambda: "3 February 2026" in preview.get("recent/"))


def test_another_branch_checked_out_is_followed(project: Project, preview: Preview) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@milepost.example")
        subprocess.run(["git", *who, *arguments], cwd=project.vault, check=True, capture_output=True)

    git("init", "--quiet", "--initial-branch", "one")
    project.write("Branch.md", "Words of the first branch.\n")
    git("add", ".")
    git("commit", "--quiet", "--message", "One")
    git("checkout", "--quiet", "-b", "two")
    project.write("Branch.md", "Words of the second branch.\n")
    project.write("Only here.md", "Words.\n")
    git("add", ".")
    git("commit", "--quiet", "--message", "Two")
    preview.wait_until(lambda: "second branch" in preview.get("branch/") and preview.get("only-here/") != "")
    git("checkout", "--quiet", "one")
    preview.wait_until(lambda: "first branch" in preview.get("branch/") and preview.get("only-here/") == "")
    assert "Traceback" not in preview.log


def test_a_vault_in_a_folder_with_accents_is_followed_however_the_system_spells_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = tmp_path / normalize("NFD", "Bücher")  # as Finder calls it, and its events do not
    vault.mkdir()
    with LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path)) as server:
        server.watch(str(vault))
        following = Following(server, lambda: None, lambda: None, lambda: False)
        following.begin(str(vault), lambda path: False)
        following.end()
    told: list[str] = []
    monkeypatch.setattr(following, "wake", told.extend)
    following.on_any_event(FileModifiedEvent(f"{tmp_path}/{normalize('NFC', 'Bücher')}/Größe.md"))
    assert told == ["Größe.md"]
    assert following.follows(str(vault / "Note.md"))


def test_who_goes_on_typing_sees_what_was_made_in_the_meantime(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, shown = [100.0], list[float]()

    class Slow:
        """Takes a second for a rebuild, in which something is written."""

        def update(self, is_outdated: Callable[[], bool], written: object) -> int:
            now[0] += 1
            following.wake()
            if is_outdated():
                raise AbandonedError
            shown.append(now[0])
            return 0

        def check(self) -> None:
            """Finds nothing."""

    monkeypatch.setattr("milepost.plugin.serve.time", SimpleNamespace(monotonic=lambda: now[0]))
    with LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path)) as server:
        following = Following(server, lambda: None, lambda: None, lambda: False)
        monkeypatch.setattr(following, "_follower", Slow())
        monkeypatch.setattr(following, "_watch_commits", lambda: None)
        for _ in range(6):
            following.rebuild()
    assert shown == [102.0, 104.0, 106.0]
