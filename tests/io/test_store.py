"""What is kept from one process to the next: all of it comes back, or none."""

import ast
import errno
import os
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest

import milepost
from milepost.io import store
from milepost.io.store import Store, open_store
from milepost.model.page import Page, Sheet
from milepost.model.path import PagePath
from milepost.settings import Settings
from support.notes import parse

PARTS = [{"a": (1, 2.5)}, ["words", None]]
WORDS = "---\naliases: [Other]\n---\n# One\n\n[[Two]], ![[Three]] and more.[^1] ^kept\n\n[^1]: Said.\n"
(NOTE,) = parse({"Note.md": WORDS})

PAGE = Page(PagePath("note/"), "Note", "", (), None)
SHEETS = [Sheet(PAGE, b"<p>long</p>" * 9, "1", entries=b'{"text": "long"}'), Sheet(PAGE, b"", "2")]

ROOMS = ("model", "ofm", "notes", "links", "bases", "roadmap", "render", "pages", "checks")
HARMLESS = {
    "backports.zstd": "packs, and what it unpacks is the same in every version",
    "fsrs": "is asked anew by each build",
    "markupsafe": "escapes as HTML says",
    "python-frontmatter": "only names PyYAML's loader",
}


def makers() -> Iterator[str]:
    """The packages of others that the rooms import in which pages are made."""
    packages = packages_distributions()
    for file in (file for room in ROOMS for file in Path(milepost.__file__).parent.glob(f"{room}/*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            for name in {name.partition(".")[0] for name in names} - {"milepost", *sys.stdlib_module_names}:
                yield from (each.lower() for each in packages.get(name, ()))


@pytest.mark.parametrize("package", sorted(set(makers()) - HARMLESS.keys()))
def test_nothing_is_kept_from_another_version_of_what_pages_are_made_with(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(tmp_path, Settings()).save("thing", PARTS)
    assert open_store(tmp_path, Settings()).load("thing") == PARTS

    def another(name: str) -> str:
        return "0" if name == package else version(name)

    monkeypatch.setattr(store, "version", another)
    assert open_store(tmp_path, Settings()).load("thing") is None


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    assert Store(tmp_path / "kept", "salt").save("thing", PARTS)
    assert Store(tmp_path / "kept", "salt").load("thing") == PARTS
    assert Store(tmp_path / "kept", "salt").load("other") is None


def test_what_was_made_otherwise_is_not_there(tmp_path: Path) -> None:
    Store(tmp_path, "salt").save("thing", PARTS)
    assert Store(tmp_path, "another").load("thing") is None


@pytest.mark.parametrize("length", [0, 1, 40, -1])
def test_a_file_that_is_not_whole_counts_as_absent_and_goes(tmp_path: Path, length: int) -> None:
    store = Store(tmp_path, "salt")
    store.save("thing", PARTS)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:length])
    assert store.load("thing") is None
    assert not file.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_its_place_is_not_waited_for_and_gives_way(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "thing.pickle")
    assert Store(tmp_path, "salt").load("thing") is None
    assert Store(tmp_path, "salt").save("thing", PARTS)
    assert Store(tmp_path, "salt").load("thing") == PARTS


def test_what_cannot_be_written_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "thing.pickle").mkdir()
    assert not Store(tmp_path, "salt").save("thing", PARTS)
    assert Store(tmp_path, "salt").load("thing") is None
    assert [each.name for each in tmp_path.iterdir()] == ["thing.pickle"]


def test_what_a_killed_process_has_left_goes_in_time(tmp_path: Path) -> None:
    old, new = tmp_path / "thing.pickle.0a1b2c3d", tmp_path / "thing.pickle.4e5f6a7b"
    for file in (old, new):
        file.write_bytes(b"half")
    os.utime(old, (0, 0))
    Store(tmp_path, "salt").save("thing", PARTS)
    assert not old.exists()
    assert new.exists()  # perhaps another process is just writing it


def test_a_note_is_one_in_all_parts(tmp_path: Path) -> None:
    store = Store(tmp_path, "salt")
    store.save("thing", [[NOTE], {"again": NOTE}])
    parts = store.load("thing")
    assert parts is not None
    assert parts[0][0] is parts[1]["again"]


def test_facts_that_come_back_late_are_those_that_were_kept(tmp_path: Path) -> None:
    store = Store(tmp_path, "salt")
    store.save("thing", [NOTE])
    parts = store.load("thing")
    assert parts is not None
    (found,) = parts
    assert found.links == NOTE.links
    assert found == NOTE
    assert repr(found) == repr(NOTE)
    with pytest.raises(AttributeError, match="nothing"):
        _ = found.nothing
    store.save("thing", [found])
    assert store.load("thing") == [NOTE]


def test_one_bit_that_is_another_makes_it_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path, "salt")
    assert store.save("thing", [["words"] * 3, b"bytes", {"a": 1.5}, SHEETS])
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for at in range(len(whole)):
        damaged = bytearray(whole)
        damaged[at] ^= 1 << at % 8
        file.write_bytes(damaged)
        assert store.load("thing") is None, at
    for end in range(len(whole)):
        file.write_bytes(whole[:end])
        assert store.load("thing") is None, end
    file.write_bytes(whole)
    assert store.load("thing") == [["words"] * 3, b"bytes", {"a": 1.5}, SHEETS]


def test_what_lies_apart_is_there_when_its_file_is_another_or_gone(tmp_path: Path) -> None:
    store = Store(tmp_path, "salt")
    store.save("thing", [SHEETS, {"note": NOTE}])
    parts = store.load("thing")
    assert store.save("thing", ["something else"])
    assert parts == [SHEETS, {"note": NOTE}]
    store.forget()
    assert not list(tmp_path.iterdir())
    assert parts == [SHEETS, {"note": NOTE}]


def test_what_lies_apart_is_kept_once_more_from_where_it_is(tmp_path: Path) -> None:
    store = Store(tmp_path, "salt")
    store.save("thing", [SHEETS, NOTE])
    for _ in range(2):
        parts = store.load("thing")
        assert parts is not None
        assert store.save("thing", parts)
    assert store.load("thing") == [SHEETS, NOTE]


def test_a_file_that_cannot_be_mapped_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENODEV, "no such device")

    monkeypatch.setattr("milepost.disk.mmap", refuse)
    store = Store(tmp_path, "salt")
    store.save("thing", [SHEETS, NOTE])
    assert store.load("thing") == [SHEETS, NOTE]


def test_the_digest_of_sources_minds_no_file_that_comes_and_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "one.py").write_text("one = 1\n")
    digest = store.source_digest([tmp_path])
    (tmp_path / "__pycache__" / "one.cpython-311.pyc.139836254976816").write_text("half of it")
    assert store.source_digest([tmp_path]) == digest
    gone = tmp_path / "one.py.swap"
    gone.write_text("an editor's\n")
    assert store.source_digest([tmp_path]) != digest

    def bytes_of(file: str) -> bytes:
        gone.unlink(missing_ok=True)
        return Path(file).read_bytes()

    gone.write_text("an editor's\n")
    monkeypatch.setattr(store, "bytes_of", bytes_of)
    assert store.source_digest([tmp_path]) == digest
