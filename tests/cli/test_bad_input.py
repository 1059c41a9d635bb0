"""What people get wrong, through the command itself: an exit status, a clear line, not a byte changed.

This keeps promise P9.
"""

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from milepost.cli.main import main
from support.command import milepost
from support.tree import tree_of
from support.vaults import item, note, phase, write_vault

CONFIG = "site_name: Test\ndocs_dir: vault\nplugins:\n  - milepost\n"
EXPLICIT = CONFIG.replace("milepost\n", "milepost: {publish: explicit}\n")
PHASE = {"vault/One.md": phase(1)}


@dataclass(frozen=True)
class Mistake:
    """A project, what is typed in it, and what is answered."""

    name: str
    files: Mapping[str, str | bytes]
    arguments: tuple[str, ...]
    line: str
    """How the one line about it reads, or a part of it."""


# Requests that cannot be carried out.
REFUSED = (
    Mistake(
        "no-such-vault",
        {},
        ("status", "--vault", "gone"),
        "milepost: gone: there is no such folder; give the vault with --vault DIR, or docs_dir in mkdocs.yml",
    ),
    Mistake("no-config-anywhere", {}, ("check",), "no mkdocs.yml here or above; give the vault with"),
    Mistake("dry-run-of-no-fix", {}, ("check", "--dry-run"), "--dry-run does nothing without --fix"),
    Mistake("words-of-no-look", {}, ("check", "--allow", "Diary"), "--allow does nothing without --privacy"),
    Mistake("two-at-once", {}, ("check", "--fix", "--privacy", "site"), "ask for one of them"),
    Mistake(
        "config-is-broken",
        {"mkdocs.yml": "site_name: Test\nplugins: [a: b: c\n"},
        ("check",),
        "mkdocs.yml:2: is not valid YAML: expected",
    ),
    Mistake(
        "config-is-not-utf-8",
        {"mkdocs.yml": b"\xff\xfe"},
        ("check",),
        "mkdocs.yml:1: is not UTF-8; save it",
    ),
    Mistake(
        "config-holds-no-such-day",
        {"mkdocs.yml": "extra:\n  day: 2026-02-31\n"},
        ("check",),
        "mkdocs.yml:1: is not valid YAML: day",
    ),
    Mistake(
        "config-holds-a-control-character",
        {"mkdocs.yml": "site_name: a\x00b\n"},
        ("check",),
        "mkdocs.yml:1: is not valid YAML: unacceptable character",
    ),
    Mistake(
        "config-names-no-vault",
        {"mkdocs.yml": CONFIG.replace("vault", "notes")},
        ("status",),
        "notes: there is no such folder; give the vault with --vault DIR, or docs_dir in mkdocs.yml",
    ),
    Mistake(
        "option-is-unknown",
        {"mkdocs.yml": CONFIG.replace("milepost", "milepost: {kindz: [a]}"), "vault/A.md": ""},
        ("status",),
        "mkdocs.yml, plugin milepost, option 'kindz': there is no such option; did you mean 'kinds'?",
    ),
    Mistake(
        "option-has-a-wrong-type",
        {"mkdocs.yml": CONFIG.replace("milepost", "milepost: {kinds: 3}"), "vault/A.md": ""},
        ("status",),
        "option 'kinds': needs a list of words, not 3",
    ),
    Mistake(
        "import-file-is-no-roadmap",
        {"mkdocs.yml": CONFIG, "vault/A.md": "", "page.txt": "a letter\nto somebody\n"},
        ("import", "page.txt"),
        "milepost: page.txt:1: ",
    ),
    Mistake(
        "import-file-is-missing",
        {"mkdocs.yml": CONFIG, "vault/A.md": ""},
        ("import", "page.txt"),
        "milepost: page.txt:1: cannot be read",
    ),
    Mistake(
        "mark-fits-several-items",
        {"mkdocs.yml": CONFIG, "vault/A/Soft.md": item(), "vault/B/Soft.md": item()},
        ("mark", "soft", "done"),
        "milepost: 'soft' fits 2 notes; give the path of one of them:\n  A/Soft.md\n  B/Soft.md\n",
    ),
    Mistake(
        "mark-fits-no-item",
        {"mkdocs.yml": CONFIG, "vault/Softmax.md": item()},
        ("mark", "sotfmax", "done"),
        "milepost: no note is called 'sotfmax'; did you mean 'Softmax'?",
    ),
    Mistake(
        "mark-fits-a-note-that-is-no-item",
        {"mkdocs.yml": CONFIG, "vault/Softmax.md": note("text")},
        ("mark", "softmax", "done"),
        "milepost: Softmax.md: is no item; write `type: item` in its properties, or mend them",
    ),
    Mistake(
        "mark-of-a-damaged-note",
        {"mkdocs.yml": CONFIG, "vault/Softmax.md": "---\ntype: item\nstatus: todo\ntags: [a\n---\n"},
        ("mark", "softmax", "done"),
        "milepost: Softmax.md: is no item; write `type: item` in its properties, or mend them",
    ),
    Mistake(
        "mark-with-an-unknown-status",
        {"mkdocs.yml": CONFIG, "vault/Softmax.md": item()},
        ("mark", "softmax", "frobnicate"),
        "'frobnicate' is none of todo, partial, done",
    ),
    Mistake(
        "new-item-without-a-phase",
        {"mkdocs.yml": CONFIG, "vault/A.md": ""},
        ("new", "item", "X"),
        "milepost: there is no phase yet; write a note with `type: phase` first",
    ),
    Mistake("command-is-unknown", {}, ("frobnicate",), "No such command 'frobnicate'."),
    Mistake("command-is-misspelt", {}, ("staus",), "No such command 'staus'. Did you mean 'status'?"),
    Mistake(
        "a-project-in-a-vault",
        {"vault/.obsidian/app.json": "{}"},
        ("init", "vault"),
        "milepost: vault: is a vault itself; choose a folder beside it, and put the vault in the",
    ),
)

# Notes that are wrong: `check` lists them and goes on.
LISTED = (
    Mistake(
        "properties-are-broken",
        {"vault/A.md": "---\ntype: item\ntags: [a\nstatus: done\n---\n"},
        ("check",),
        "A.md:3: properties are not valid YAML",
    ),
    Mistake(
        "status-is-a-bare-yes",
        {**PHASE, "vault/A.md": item("yes", phase=1)},
        ("check",),
        'A.md:3: status "yes" is unknown; write one of todo',
    ),
    Mistake(
        "status-is-misspelt",
        {**PHASE, "vault/A.md": item("donee", phase=1)},
        ("check",),
        'A.md:3: status "donee" is unknown; did you mean "done"? [status-unknown]',
    ),
    Mistake(
        "phase-is-not-named",
        {**PHASE, "vault/A.md": item()},
        ("check",),
        'A.md:1: the item names no phase; write phase: "[[One]]" [phase-missing]',
    ),
    Mistake(
        "phase-does-not-exist",
        {**PHASE, "vault/A.md": item(phase="Onne")},
        ("check",),
        "A.md:3: there is no phase 'Onne'; did you mean \"[[One]]\"? [phase-missing]",
    ),
    Mistake(
        "note-is-not-utf-8",
        {"vault/A.md": b"caf\xe9\n", "vault/B.md": "fine"},
        ("check",),
        "A.md:1: byte 0xe9 is not UTF-8; it is left out; save the file as UTF-8 [file-encoding]",
    ),
)

# Nothing is wrong, but there is nothing either.
EMPTY = (
    Mistake(
        "empty-status",
        {"vault/.keep": ""},
        ("status",),
        "No public items yet: a note with `type: item` is one. `milepost new item TITLE` writes it, once",
    ),
    Mistake(
        "status-of-a-phase",
        {"vault/P.md": phase(1)},
        ("status",),
        "No public items yet: a note with `type: item` is one. `milepost new item TITLE` writes it.",
    ),
    Mistake("empty-check", {"vault/.keep": ""}, ("check",), "No public notes yet: write one in Obsidian,"),
    Mistake(
        "excluded-check",
        {"vault/Home/A.md": "Words.\n", "vault/.obsidian/app.json": '{"userIgnoreFilters": ["Home/"]}'},
        ("check",),
        "No public notes: all are private, templates, or in the app's 'Excluded files' or `exclude`.",
    ),
    Mistake(
        "explicit-status",
        {"mkdocs.yml": EXPLICIT, "vault/A.md": "---\ntype: item\n---\n"},
        ("status",),
        "No public items yet: a note with `type: item` and `publish: true` is one.",
    ),
    Mistake(
        "explicit-check",
        {"mkdocs.yml": EXPLICIT, "vault/A.md": "Words.\n"},
        ("check",),
        "No public notes yet: with `publish: explicit`, a note is one that says `publish: true`.",
    ),
)


def named(mistakes: tuple[Mistake, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("mistake", mistakes, ids=[each.name for each in mistakes])


@named(REFUSED)
def test_a_request_that_cannot_be_carried_out_is_answered_in_a_line(mistake: Mistake, tmp_path: Path) -> None:
    write_vault(tmp_path, mistake.files)
    before = tree_of(tmp_path)
    outcome = milepost(tmp_path, *mistake.arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.count(mistake.line) == 1
    spoken = [line for line in outcome.err.splitlines() if line.startswith(("milepost: ", "Error: "))]
    assert len(spoken) == 1
    assert tree_of(tmp_path) == before


@named(LISTED)
def test_a_note_that_is_wrong_is_one_line_with_its_place(mistake: Mistake, tmp_path: Path) -> None:
    write_vault(tmp_path, {"mkdocs.yml": CONFIG, **mistake.files})
    before = tree_of(tmp_path)
    outcome = milepost(tmp_path, *mistake.arguments)
    assert (outcome.status, outcome.err) == (1, "")
    problem, total = outcome.out.splitlines()
    assert problem.startswith(mistake.line)
    assert total == "1 problem"
    assert milepost(tmp_path, "status").status == 0
    assert tree_of(tmp_path) == before


def test_where_the_only_public_notes_would_be_marked_check_says_so_beside_problems(tmp_path: Path) -> None:
    write_vault(tmp_path, {"mkdocs.yml": EXPLICIT, "vault/A.md": "---\npublish: perhaps\n---\n"})
    said = milepost(tmp_path, "check").out.splitlines()[1:]
    assert said == [
        "1 problem",
        "No public notes yet: with `publish: explicit`, a note is one that says `publish: true`.",
    ]


@named(EMPTY)
def test_an_empty_vault_is_fine_and_says_how_to_begin(mistake: Mistake, tmp_path: Path) -> None:
    write_vault(tmp_path, {"mkdocs.yml": CONFIG, **mistake.files})
    before = tree_of(tmp_path)
    outcome = milepost(tmp_path, *mistake.arguments)
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.startswith(mistake.line)
    assert outcome.out.count("\n") == 1
    assert tree_of(tmp_path) == before


@pytest.mark.parametrize("mistake", [REFUSED[2], LISTED[0], EMPTY[0]], ids=["refused", "listed", "empty"])
def test_the_installed_command_ends_the_same_way(mistake: Mistake, tmp_path: Path) -> None:
    write_vault(tmp_path, {"mkdocs.yml": CONFIG, **mistake.files})
    here = milepost(tmp_path, *mistake.arguments)
    command = [sys.executable, "-m", "milepost", *mistake.arguments]
    real = subprocess.run(
        command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert (real.returncode, real.stdout, real.stderr) == (here.status, here.out, here.err)
    assert "Traceback" not in real.stderr


def test_letters_that_the_output_does_not_have_stop_no_command(tmp_path: Path) -> None:
    write_vault(tmp_path, {"mkdocs.yml": CONFIG, **PHASE, "vault/猫.md": note("[[犬]]")})
    real = subprocess.run(
        [sys.executable, "-m", "milepost", "check"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},  # as Windows encodes what goes into a pipe
        capture_output=True,
        encoding="cp1252",
        timeout=60,
        check=False,
    )
    assert (real.returncode, real.stderr) == (1, "")
    assert real.stdout.startswith("\\u732b.md:1: [[\\u72ac]] leads nowhere")


def test_what_goes_into_a_pipe_of_windows_is_utf8(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_vault(tmp_path, {"mkdocs.yml": CONFIG, "vault/猫.md": "[[🐕]]\n"})
    pipe = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "stdout", pipe)
    monkeypatch.setattr(sys, "argv", ["milepost", "check", "--json"])
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        main()
    pipe.seek(0)
    assert [(each["path"], each["message"]) for each in json.loads(pipe.buffer.read())] == [
        ("猫.md", "[[🐕]] leads nowhere")
    ]
