"""What of a folder is a vault: notes, attachments, and what is neither (promises P4 and P9)."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from milepost.errors import VaultError
from milepost.io import vault as reading
from milepost.io.excluded import is_ignored
from milepost.io.vault import read_vault
from milepost.model.problem import Code, Problem
from milepost.model.vault import Excluded, Vault
from support.vaults import write_vault

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few users make links")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "vault"


def names(vault: Vault) -> list[str]:
    return [*vault.files, *vault.attachments]


def places(vault: Vault) -> list[tuple[str, int, Code]]:
    return [(problem.path, problem.line, problem.code) for problem in vault.problems]


def only(vault: Vault) -> Problem:
    (problem,) = vault.problems
    return problem


def test_notes_canvases_and_attachments_are_told_apart_and_sorted(root: Path) -> None:
    vault = read_vault(str(write_vault(root, {"b.md": "", "A/z.MD": "", "a.png": b"\x89", "x.canvas": "{}"})))
    assert list(vault.files) == ["A/z.MD", "b.md"]
    assert list(vault.canvases) == ["x.canvas"]
    assert list(vault.attachments) == ["a.png"]
    assert vault.attachments[next(iter(vault.attachments))].size == 1


def test_a_file_that_is_in_icloud_alone_is_reported(root: Path) -> None:
    files = {"A/.Note.md.icloud": "", "Locked/.Diary.md.icloud": "", ".icloud": "", ".b.md.icloud": ""}
    vault = read_vault(str(write_vault(root, {**files, "b.md": ""})), ("Locked",))
    assert names(vault) == ["b.md"]
    problem = "A/Note.md:1: is in iCloud but not on this machine yet; it is left out; download it first"
    assert str(only(vault)) == f"{problem} [file-unreadable]"


def test_text_is_kept_to_the_byte(root: Path) -> None:
    text = "\ufeff---\r\na: 1\r\n---\r\nüber\rlast"
    (file,) = read_vault(str(write_vault(root, {"n.md": text}))).files.values()
    assert file.text == text


def test_a_file_that_changes_has_another_digest(root: Path) -> None:
    def digest(text: str) -> str:
        (file,) = read_vault(str(write_vault(root, {"n.md": text}))).files.values()
        return file.digest

    assert digest("a") == digest("a") != digest("b")


def test_hidden_files_are_no_part_of_it(root: Path) -> None:
    files = {".obsidian/x.md": "", ".trash/gone.md": "", "a/.git/b.md": "", ".hidden.md": "", "a/seen.md": ""}
    assert names(read_vault(str(write_vault(root, files)))) == ["a/seen.md"]


@pytest.mark.parametrize(
    ("file", "option"),
    [("templates.json", "folder"), ("plugins/templater-obsidian/data.json", "templates_folder")],
)
def test_the_folder_of_templates_is_no_part_of_it(root: Path, file: str, option: str) -> None:
    options = json.dumps({option: "Meta/Templates/"})
    files = {f".obsidian/{file}": options, "Meta/Templates/T.md": "", "Meta/Templates 2.md": ""}
    assert names(read_vault(str(write_vault(root, files)))) == ["Meta/Templates 2.md"]


@pytest.mark.parametrize("file", ["daily-notes.json", "zk-prefixer.json", "note-composer.json"])
@pytest.mark.parametrize("name", ["Inbox/Day", "/Inbox/Day.md"])
def test_a_template_that_the_app_makes_notes_from_is_no_part_of_it(root: Path, file: str, name: str) -> None:
    files = {f".obsidian/{file}": json.dumps({"template": name}), "Inbox/Day.md": "", "Inbox/Day/1.md": ""}
    assert names(read_vault(str(write_vault(root, files)))) == ["Inbox/Day/1.md"]


@pytest.mark.parametrize(
    ("plugin", "options"),
    [
        ("periodic-notes", {"showGettingStartedBanner": False, "weekly": {"template": "Inbox/Day.md"}}),
        ("periodic-notes", {"calendarSets": [{"id": "a", "year": {"templatePath": "Inbox/Day"}}]}),
        ("calendar", {"weeklyNoteFolder": "Inbox", "weeklyNoteTemplate": "Inbox/Day"}),
        ("quickadd", {"choices": [{"choices": [{"templatePath": "Inbox/Day.md", "captureTo": "Open.md"}]}]}),
        ("templater-obsidian", {"folder_templates": [{"folder": "Inbox", "template": "Inbox/Day.md"}]}),
    ],
)
def test_a_template_that_a_plugin_makes_notes_from_is_no_part_of_it(
    root: Path, plugin: str, options: object
) -> None:
    files = {f".obsidian/plugins/{plugin}/data.json": json.dumps(options), "Inbox/Day.md": "", "Open.md": ""}
    assert names(read_vault(str(write_vault(root, files)))) == ["Open.md"]


def test_templates_that_may_be_anywhere_leave_nothing_out(root: Path) -> None:
    options = {"templates.json": "folder", "plugins/templater-obsidian/data.json": "templates_folder"}
    files = {f".obsidian/{file}": json.dumps({option: "/"}) for file, option in options.items()}
    assert names(read_vault(str(write_vault(root, {**files, "n.md": ""})))) == ["n.md"]


def test_bases_among_the_templates_are_part_of_it_unless_they_are_excluded(root: Path) -> None:
    options = json.dumps({"folder": "Forms"})
    files = {
        ".obsidian/templates.json": options,
        "Forms/B/All.base": "",
        "Forms/B/Own.base": "",
        "Forms/a.png": b"",
    }
    vault = read_vault(str(write_vault(root, files)), ("Own.base", "*/Own.base"))
    assert list(vault.bases) == ["Forms/B/All.base"]
    assert list(vault.left_out) == ["Forms/B/Own.base", "Forms/a.png"]


EXCLUDABLE = ["Private/a.md", "Privately.md", "b/Draft-1.md", "b/Private/c.md"]


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("Private/", EXCLUDABLE[1:]),
        ("private", EXCLUDABLE[2:]),  # how a path begins, in any case
        ("b/draft", [*EXCLUDABLE[:2], EXCLUDABLE[3]]),
        ("/draft-[0-9]/", [*EXCLUDABLE[:2], EXCLUDABLE[3]]),
        (r"/(?<folder>b)\/(?<!c)/", EXCLUDABLE[:2]),  # as JavaScript names a group
        ("*.md", EXCLUDABLE),  # no glob to the app
        ("", EXCLUDABLE),
        ("/", EXCLUDABLE),
        (3, EXCLUDABLE),
    ],
)
def test_files_that_obsidian_excludes_are_no_part_of_it(root: Path, pattern: object, left: list[str]) -> None:
    options = json.dumps({"userIgnoreFilters": [pattern]})
    files = {".obsidian/app.json": options, **dict.fromkeys(EXCLUDABLE, "")}
    vault = read_vault(str(write_vault(root, files)))
    assert names(vault) == left
    assert not vault.problems


def test_a_filter_of_obsidian_that_cannot_be_read_is_a_problem(root: Path) -> None:
    options = json.dumps({"userIgnoreFilters": ["/[/", "b/"]})
    vault = read_vault(str(write_vault(root, {".obsidian/app.json": options, "a.md": "", "b/c.md": ""})))
    assert names(vault) == ["a.md"]
    assert str(only(vault)) == (
        ".obsidian/app.json:1: the excluded files /[/ cannot be read (unterminated character set at"
        " position 1), so they are not excluded; name them in the option exclude [filter-invalid]"
    )


SETTINGS = ("app", "templates", "publish")


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize(
    "options",
    ["", "{", "[]", "null", "\ufeff{}", "\xff", "[" * 100_000, " " * 20_000_000],
    ids=["empty", "half", "list", "null", "mark", "latin-1", "depth", "20 MB"],
)
def test_options_that_cannot_be_read_leave_nothing_out_in_silence(
    root: Path, name: str, options: str
) -> None:
    write_vault(root, {"a.md": ""})
    file = root / ".obsidian" / f"{name}.json"
    file.parent.mkdir()
    file.write_bytes(options.encode("latin-1" if options == "\xff" else "utf-8"))
    with pytest.raises(
        VaultError, match=f"{name}.json: .* cannot be told; mend it in Obsidian, or delete it"
    ):
        read_vault(str(root))


@needs_links
@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("goal", ["/dev/zero", "gone", "app.json", "pipe"])
def test_nor_do_options_that_are_no_file(root: Path, name: str, goal: str) -> None:
    write_vault(root, {"a.md": "", ".obsidian/x": ""})
    os.mkfifo(root / ".obsidian/pipe")
    (root / ".obsidian" / f"{name}.json").symlink_to(goal)
    if name != "app" and goal == "app.json":
        (root / ".obsidian/app.json").mkdir()
    with pytest.raises(VaultError, match=r"\.json: cannot be read"):
        read_vault(str(root))


@pytest.mark.parametrize(("name", "option"), [("app", "userIgnoreFilters"), ("publish", "excluded")])
def test_what_is_left_out_is_a_list(root: Path, name: str, option: str) -> None:
    write_vault(root, {f".obsidian/{name}.json": json.dumps({option: None}), "a.md": ""})
    assert names(read_vault(str(root))) == ["a.md"]
    write_vault(root, {f".obsidian/{name}.json": json.dumps({option: "a.md"})})
    with pytest.raises(VaultError, match=f"{name}.json: {option} is no list, so what it leaves out"):
        read_vault(str(root))


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("Private", "Private/a.md", True),
        ("Private/", "Private/deep/a.md", True),
        ("/Private/", "b/Private.md", True),  # a regular expression, as Obsidian writes one
        ("/private/", "b/Private.md", True),
        ("private", "Private/a.md", True),
        ("Private/*.MD", "private/a.md", True),
        (normalize("NFD", "Privé"), normalize("NFC", "Privé/a.md"), True),
        ("Private", "Privately.md", False),
        ("Private", "b/Private/a.md", False),
        ("b/Private", "b/Private/a.md", True),
        ("*.tmp", "b/x.tmp", True),
        ("*.tmp", "b/x.tmp.md", False),
        ("drafts-*", "drafts-1", True),
        ("b/*.png", "b/c.png", True),
        ("[", "[", True),
        ("a [b].md", "a [b].md", True),
        ("", "a.md", False),
        ("/", "a.md", False),
    ],
)
def test_an_entry_of_exclude(pattern: str, path: str, expected: bool) -> None:
    assert is_ignored(path, Excluded((pattern,))) is expected


def test_what_exclude_names_is_not_read(root: Path) -> None:
    files = {"Private/a.md": b"\xff", "b.md": "", "c.tmp": ""}
    vault = read_vault(str(write_vault(root, files)), ("Private", "*.tmp"))
    assert names(vault) == ["b.md"]
    assert not vault.problems


def test_a_note_that_is_not_utf8_is_left_out_with_its_line(root: Path) -> None:
    vault = read_vault(str(write_vault(root, {"old.md": b"one\r\ntwo\nna\xefve\n", "new.md": "naïve"})))
    assert names(vault) == ["new.md"]
    assert str(only(vault)) == (
        "old.md:3: byte 0xef is not UTF-8; it is left out; save the file as UTF-8 [file-encoding]"
    )
    assert only(vault).code is Code.FILE_ENCODING


def test_an_attachment_may_hold_any_bytes(root: Path) -> None:
    assert not read_vault(str(write_vault(root, {"a.png": b"\xff\xfe\x00"}))).problems


@needs_links
def test_a_link_that_leads_nowhere_is_reported(root: Path) -> None:
    write_vault(root, {"a.md": ""})
    (root / "b.md").symlink_to(root / "gone.md")
    vault = read_vault(str(root))
    assert names(vault) == ["a.md"]
    assert places(vault) == [("b.md", 1, Code.FILE_UNREADABLE)]


@needs_links
def test_a_link_that_leads_to_itself_is_reported(root: Path) -> None:
    write_vault(root, {"a.md": ""})
    (root / "b.md").symlink_to(root / "c.md")
    (root / "c.md").symlink_to(root / "b.md")
    vault = read_vault(str(root))
    assert names(vault) == ["a.md"]
    assert places(vault) == [("b.md", 1, Code.FILE_UNREADABLE), ("c.md", 1, Code.FILE_UNREADABLE)]


@needs_links
def test_a_link_that_leads_to_itself_may_be_left_out(root: Path) -> None:
    write_vault(root, {"a.md": "", "Private/d.txt": "d"})
    (root / "Private" / "b.md").symlink_to(root / "Private" / "b.md")
    assert names(read_vault(str(root), ("Private",))) == ["a.md"]


@needs_links
@pytest.mark.parametrize("name", ["secret.md", "folder"])
def test_a_link_out_of_the_vault_is_reported_and_not_followed(root: Path, tmp_path: Path, name: str) -> None:
    write_vault(tmp_path / "outside", {"secret.md": "secret", "folder/secret.md": "secret"})
    write_vault(root, {"a.md": ""})
    (root / name).symlink_to(tmp_path / "outside" / name)
    vault = read_vault(str(root))
    assert names(vault) == ["a.md"]
    message = f"{name}:1: is a link that leads out of the vault; it is left out"
    assert str(only(vault)) == f"{message}; put the file itself there, or delete the link [file-unreadable]"


@needs_links
def test_a_link_inside_the_vault_is_followed(root: Path) -> None:
    write_vault(root, {"a.md": "words"})
    (root / "b.md").symlink_to("a.md")
    assert names(read_vault(str(root))) == ["a.md", "b.md"]


@needs_links
@pytest.mark.parametrize(
    ("goal", "reason"),
    [
        ("Private/d.txt", "to what is left out of the vault"),
        (".obsidian/x.txt", "to what is left out of the vault"),
        ("a.md", "to a file of another kind"),
    ],
)
def test_a_link_leads_to_nothing_that_would_not_go_out_itself(root: Path, goal: str, reason: str) -> None:
    write_vault(root, {"a.md": "", "Private/d.txt": "d", ".obsidian/x.txt": "x"})
    (root / "n.txt").symlink_to(root / goal)
    vault = read_vault(str(root), ("Private",))
    assert names(vault) == ["a.md"]
    message = f"n.txt:1: is a link {reason}; it is left out"
    assert str(only(vault)) == f"{message}; put the file itself there, or delete the link [file-unreadable]"


@needs_links
def test_a_link_leads_to_nothing_that_is_hidden_where_nothing_is_excluded(root: Path) -> None:
    write_vault(root, {".obsidian/x.txt": "x"})
    (root / "n.txt").symlink_to(root / ".obsidian/x.txt")
    assert names(read_vault(str(root))) == []


@needs_links
def test_a_link_to_a_folder_adds_nothing(root: Path) -> None:
    write_vault(root, {"real/c.md": "", "Private/d.md": ""})
    (root / "a link").symlink_to(root / "real")
    (root / "z link").symlink_to(root / "Private")
    vault = read_vault(str(root), ("Private",))
    assert names(vault) == ["real/c.md"]
    assert not vault.problems


@needs_links
def test_a_folder_that_holds_itself_is_read_once(root: Path) -> None:
    write_vault(root, {"a/b/c.md": ""})
    (root / "a" / "b" / "again").symlink_to(root / "a")
    (root / "top").symlink_to(root)
    assert names(read_vault(str(root))) == ["a/b/c.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_passed_over(root: Path) -> None:
    write_vault(root, {"a.md": ""})
    os.mkfifo(root / "pipe.md")
    assert names(read_vault(str(root))) == ["a.md"]


def test_names_are_composed_whatever_the_disk_says(root: Path) -> None:
    vault = read_vault(str(write_vault(root, {"Cafe\u0301/e\u0301.md": "x"})))
    assert names(vault) == ["Café/é.md"]


@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac's disk composes names itself")
def test_two_files_of_one_composed_name_are_reported(root: Path) -> None:
    write_vault(root, {"e\u0301t\u00e9.md": "", "\u00e9t\u00e9.md": ""})
    vault = read_vault(str(root))
    assert list(vault.files) == ["\u00e9t\u00e9.md"]
    assert places(vault) == [("\u00e9t\u00e9.md", 1, Code.FILE_UNREADABLE)]


def test_a_name_that_is_not_utf8_is_reported(root: Path) -> None:
    write_vault(root, {"a.md": ""})
    try:
        (root / os.fsdecode(b"caf\xe9.md")).write_text("words")
    except OSError:
        pytest.skip("this disk takes only UTF-8 names")
    vault = read_vault(str(root))
    assert names(vault) == ["a.md"]
    assert str(only(vault)) == (
        "caf\ufffd.md:1: has a name that is not UTF-8; it is left out; rename it [file-unreadable]"
    )


def test_a_vault_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="there is no such folder") as caught:
        read_vault(str(tmp_path / "gone"))
    assert caught.value.vault == str(tmp_path / "gone")


def test_a_file_is_no_vault(tmp_path: Path) -> None:
    write_vault(tmp_path, {"a.md": ""})
    with pytest.raises(VaultError):
        read_vault(str(tmp_path / "a.md"))


def test_strict_line_breaks_are_the_vaults_own_choice(root: Path) -> None:
    write_vault(root, {".obsidian/app.json": '{"strictLineBreaks": true}'})
    assert read_vault(str(root)).app == {"strictLineBreaks": True}


_MATHJAX = ".obsidian/plugins/obsidian-latex/data.json"


@pytest.mark.parametrize(
    ("options", "preamble"),
    [
        (None, "root"),
        ("{}", "root"),
        ('{"preamblePath": "/tex/own.sty"}', "own"),
        ('{"preamblePath": "../outside.sty"}', ""),
        ('{"preamblePath": "gone.sty"}', ""),
        ("damaged", ""),
    ],
)
def test_the_preamble_is_where_extended_mathjax_looks(root: Path, options: str | None, preamble: str) -> None:
    (root.parent / "outside.sty").write_text("outside")
    files = {"preamble.sty": "root", "tex/own.sty": "own"}
    write_vault(root, files if options is None else {**files, _MATHJAX: options})
    assert read_vault(str(root)).preamble == preamble


def test_an_expression_that_takes_for_ever_is_an_error(root: Path) -> None:
    write_vault(
        root, {".obsidian/app.json": '{"userIgnoreFilters": ["/^(a|aa)+$/"]}', f"{'a' * 60}!.md": "x"}
    )
    with pytest.raises(VaultError, match="takes for ever to be held against names of files; mend it"):
        read_vault(str(root))


def test_files_that_vanish_while_they_are_read_are_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def vanish(*given: Any) -> Iterator[object]:
        for path, file, is_hidden in walk(*given):
            if path != "stays.md":
                Path(file).unlink()
            yield path, file, is_hidden

    walk = reading._walk  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setattr(reading, "_walk", vanish)
    files = {"a.md": "x", "b.png": "x", "c.canvas": "{}", "stays.md": "![[b.png]] [[a]]"}
    vault = read_vault(str(write_vault(root, files)))
    assert names(vault) == ["stays.md"]
    assert [(problem.path, str(problem.code)) for problem in vault.problems] == [
        ("a.md", "file-unreadable"),
        ("b.png", "file-unreadable"),
        ("c.canvas", "file-unreadable"),
    ]
