"""Nothing private goes out (promises P1, P2, P3, P5), and the scan that says so is not blind."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from milepost.io.site_files import texts_of
from support.canaries import MARKS, open_up, secrets_of, word, write_secrets
from support.command import milepost
from support.project import Project
from support.repository import Repository
from support.runs import run_files
from support.vaults import canvas, item, note, write_up

_FILE_NAMES = ("name", "picture", "pdf", "base", "cover")
"""Channels that messages to the author may name."""
_OF_GIT = ("author", "message")
"""Channels that are not in the vault, which is all that the scan knows."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """The vault of secrets, built once by each mode of publishing."""

    project: Project
    mode: str
    talk: str
    """What the build said, in lower case."""


@pytest.fixture(scope="module", params=["all", "explicit"])
def guarded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Guarded:
    project = Project(tmp_path_factory.mktemp("guarded"))
    write_secrets(project, request.param)
    built = project.build()
    assert built.returncode == 0, built.stdout
    return Guarded(project, request.param, built.stdout.lower())


def test_no_file_of_the_site_holds_a_private_word(guarded: Guarded) -> None:
    files = everything_on(guarded.project.site)
    comments = [
        ("comment", str(n), f"qz{each}{n}zq")
        for n in range(len(MARKS))
        for each in ("comment", "long", "canvas")
    ]
    ways = [*secrets_of(guarded.mode), *comments]
    assert len(ways) > 40
    found = [(*way, name) for way in ways for name, text in files.items() if way[-1] in text]
    assert found == []
    assert "twelve" in files["hosts/host-0/index.html"]  # what may be said is there


def test_no_private_note_changes_a_share_card(guarded: Guarded, tmp_path: Path) -> None:
    """What is painted cannot be searched for words: it must be the same where there are no such notes."""
    alone = Project(tmp_path / "alone")
    write_secrets(alone, guarded.mode)
    for mark, how in MARKS.items():
        if guarded.mode in how.private_if:
            (alone.vault / how.folder / f"{word(mark, 'name')}.md").unlink()
    assert alone.build().returncode == 0
    shown, expected = share_cards(guarded.project), share_cards(alone)
    assert "assets/cards/phase/index.png" in shown
    assert len(shown) > 10
    assert shown == expected


def test_a_site_is_the_same_as_if_there_had_never_been_a_private_note(tmp_path: Path) -> None:
    """Though one was public once, and all are about what is public: items, results, links, names."""
    made = [with_a_past(tmp_path / each, has_secrets=each == "kept") for each in ("kept", "never")]
    kept, never = (project.files() for project in made)
    assert "progress.json" in never
    assert sorted(kept.keys() ^ never.keys()) == []
    assert [path for path, data in kept.items() if data != never[path]] == []


def with_a_past(root: Path, *, has_secrets: bool) -> Project:
    """A project of three commits, built; with notes that are private now, or without them and their past."""
    project, repository = Project(root), Repository.new(root)
    project.configure(
        {"properties": "show", "unlinked_mentions": True, "exclude": ["Locked"]},
        site_url="https://a.example/",
    )
    project.write("Phase.md", "---\ntype: phase\norder: 1\n---\n")
    project.write("index.md", "See [[Item]].\n")
    project.write("Note.md", "Words about Item and Wren. #common\n")
    secrets = {
        "Wren.md": item(
            "done", "[[Note]]", phase='"[[Phase]]"', kind="zeal", estimate="9 h", aliases=["words"]
        ),
        "Second.md": "---\ntype: phase\norder: 2\n---\n",
        "Told.md": write_up("2026-01-02", "[[Item]]", items='["[[Item]]"]'),
        "Locked/Item.md": item("done", phase='"[[Phase]]"'),
        **run_files("demo", serves=["Item"]),
    }
    marks = ("---\n", "---\npublish: false\n")
    private = {
        "Diary/Note.md": note("[[Item]]", publish=False, aliases=["Item", "Old/Place"], permalink="note"),
        "Note 2.md": note("Words about Item and Wren. #common\n", publish=False),
        "recent.md": note("x", draft=True),
        "roadmap.md": note(type="roadmap", phases=9, publish=False),
        "Locked/Board.canvas": canvas("Note.md"),
        "unused.png": "x",
    }
    for day, status in ((1, "todo"), (5, "partial"), (9, "done")):
        project.write("Item.md", item(status, phase='"[[Phase]]"', kind="eval"))
        if has_secrets:
            for path, text in secrets.items():
                is_told = path.endswith(".md") and day == 9
                project.write(path, text.replace(*marks, 1) if is_told else text)
            for path, text in private.items() if day == 5 else ():
                project.write(path, text)
        repository.commit(f"2026-01-0{day}")
    built = project.build()
    assert built.returncode == 0, built.stdout
    return project


def test_a_build_names_nothing_of_a_private_note_but_its_file(guarded: Guarded) -> None:
    told = {(mark, channel) for mark, channel, secret in secrets_of(guarded.mode) if secret in guarded.talk}
    # An alias of a note that is never read is a name that leads nowhere, in the public note's own words.
    assert {each for each in told if each[1] not in (*_FILE_NAMES, "alias")} == set()


def test_a_clean_site_passes_the_scan(guarded: Guarded) -> None:
    looked = milepost(guarded.project.root, "check", "--privacy", "site")
    assert (looked.status, looked.err) == (0, ""), looked.out


def test_the_scan_finds_every_note_when_the_rules_are_off(guarded: Guarded, tmp_path: Path) -> None:
    unguarded = Project(tmp_path / "unguarded")
    write_secrets(unguarded, guarded.mode)
    open_up(unguarded)
    built = unguarded.build()
    assert built.returncode == 0, built.stdout
    looked = milepost(guarded.project.root, "check", "--privacy", str(unguarded.site))
    assert looked.status == 1
    private = [mark for mark, how in MARKS.items() if guarded.mode in how.private_if]
    assert [mark for mark in private if word(mark, "name") not in looked.out] == []
    told = [secret for _, channel, secret in secrets_of(guarded.mode) if channel not in _FILE_NAMES]
    # A file of the site is told by its path, which an alias may be; nothing of what it holds is quoted.
    said = [line.partition(": ")[2] for line in looked.out.splitlines()]
    assert [secret for secret in told if any(secret in line for line in said)] == []


def test_the_scan_finds_every_part_of_every_private_note(guarded: Guarded, tmp_path: Path) -> None:
    """Each alone, with the few words that stand beside it, in a file of its own."""
    site = tmp_path / "site"
    site.mkdir()
    project, ways = guarded.project, set[str]()
    for mark, channel, secret in secrets_of(guarded.mode):
        folder = project.vault / MARKS[mark].folder
        note = folder / f"{word(mark, 'name')}.md"
        words = re.findall(r"\w+", note.read_text(encoding="utf-8").casefold())
        files = [file for file in folder.iterdir() if file.stem == secret and file != note]
        if channel in _OF_GIT:
            continue
        way = f"{len(ways)}-{mark}-{channel}.html"
        if channel == "name":
            (site / way).write_text(f"<p>{secret}</p>", encoding="utf-8")
        elif files:
            (site / way).write_bytes(files[0].read_bytes())
        else:
            at = max(0, min(words.index(secret) - 2, len(words) - 6))
            (site / way).write_text(f"<p>{' '.join(words[at : at + 6])}</p>", encoding="utf-8")
        ways.add(way)
    assert len(ways) > 40
    looked = milepost(project.root, "check", "--privacy", str(site))
    assert ways - {line.partition(":")[0] for line in looked.out.splitlines()} == set()


def share_cards(project: Project) -> dict[str, bytes]:
    """The pictures that stand for pages elsewhere, by path."""
    return {path: data for path, data in project.files().items() if path.startswith("assets/cards/")}


def everything_on(site: Path) -> dict[str, str]:
    """Every file's path with all the texts that hide in it, in lower case."""
    return {
        file.relative_to(site).as_posix(): "\n".join((str(file), *texts_of(file.read_bytes()))).lower()
        for file in site.rglob("*")
        if file.is_file()
    }
