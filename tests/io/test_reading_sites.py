"""A site of whose vault it is known what was written: soon read again, as one reads it who knows nothing."""

from pathlib import Path
from typing import Any, cast

import pytest

from milepost.build import load_site
from milepost.io.cache import Cache
from milepost.model.path import VaultPath
from milepost.model.site import Host
from milepost.reading import Reading, read_site
from milepost.settings import Settings
from support.vaults import write_vault

A = VaultPath("A.md")
FILES = {
    "A.md": "---\npublish: true\n---\none\n",
    "B.md": "---\ntype: item\nstatus: nearly\n---\ntwo\n",
    "C.md": "---\ndraft: true\n---\nthree\n",
    "D.md": "---\npublish: false\n---\nfour\n",
    "E.md": "a line\nanother\nand a third\n",
    "E 2.md": "a line\nanother\nand a third, longer\n",
}
PREVIEW = Host("Journal", is_preview=True)


def told(reading: Reading) -> tuple[object, ...]:
    """What a site is made from; the order of problems says nothing."""
    files = [(path, file.digest, file.modified) for path, file in reading.vault.files.items()]
    return reading.public, list(reading.notes), reading.private, set(reading.problems), reading.host, files


def read(root: Path, cache: Cache, written: set[VaultPath] | None = None) -> Reading:
    return read_site(str(root), Settings(preview_drafts=True), PREVIEW, cache, written)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("A.md", "---\npublish: true\n---\nother words of [[B]]\n"),
        ("A.md", "---\npublish: true\ntype: item\nstatus: no such\n---\none\n"),
        ("A.md", "---\npublish: false\n---\none\n"),
        ("A.md", "---\npublish: [\n---\none\n"),
        ("A.md", "---\ndraft: true\n---\none\n"),
        ("A.md", ""),
        ("B.md", "---\ntype: item\nstatus: done\n---\ntwo\n"),
        ("B.md", "---\n\ntype: item\nstatus: nearly\n---\ntwo\n"),
        ("C.md", "---\ndraft: true\n---\nmore\n"),
        ("D.md", "---\npublish: false\n---\nmore\n"),
        ("D.md", "---\npublish: true\n---\nmore\n"),
        ("E.md", "a line\nanother\nand a third, longer\n"),
    ],
)
def test_it_is_as_read_from_nothing(tmp_path: Path, path: str, text: str) -> None:
    root, cache = write_vault(tmp_path / "vault", FILES), Cache()
    read(root, cache)
    for words in (text, FILES[path], text):
        (root / path).write_text(words)
        assert told(read(root, cache, {VaultPath(path)})) == told(read(root, Cache()))


def test_notes_that_were_not_written_are_the_same_objects(tmp_path: Path) -> None:
    root, cache = write_vault(tmp_path / "vault", FILES), Cache()
    before = read(root, cache)
    (root / A).write_text("---\npublish: true\n---\nother words\n")
    after = read(root, cache, {A})
    assert after.before is before.public
    assert after.renewed == (after.notes[A],)
    assert [new is old for new, old in zip(after.public, before.public, strict=True)].count(False) == 1


def test_what_is_kept_of_a_reading_is_good_for_no_other_host(tmp_path: Path) -> None:
    root, cache = write_vault(tmp_path / "vault", FILES), Cache()
    read(root, cache)
    alone = Host("Journal")
    found = read_site(str(root), Settings(), alone, cache, {A})
    assert told(found) == told(read_site(str(root), Settings(), alone, Cache()))


@pytest.mark.parametrize("path", ["A.md", "E.md"])
def test_dates_and_drawings_are_those_of_a_site_read_from_nothing(tmp_path: Path, path: str) -> None:
    drawing = "---\nexcalidraw-plugin: parsed\nupdated: 2025-02-03\n---\n# Excalidraw Data\n"
    root, cache = write_vault(tmp_path / "vault", {**FILES, "B.md": drawing}), Cache()
    for images in ("A.svg", "B.svg", "E.svg"):
        (root / images).write_text("<svg/>")
    load_site(str(root), Settings(), PREVIEW, cache)
    for words in (drawing, "---\nupdated: 2024-01-01\n---\nwords\n", f"{drawing}more\n", FILES[path]):
        (root / path).write_text(words)
        found = load_site(str(root), Settings(), PREVIEW, cache, written={VaultPath(path)})
        fresh = load_site(str(root), Settings(), PREVIEW)
        assert (found.drawings, found.changed, found.created) == (
            fresh.drawings,
            fresh.changed,
            fresh.created,
        )
        assert list(found.drawings) == list(fresh.drawings)
        assert list(found.changed) == list(fresh.changed)


def test_what_a_reading_that_failed_has_read_is_not_taken_for_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache = write_vault(tmp_path / "vault", FILES), Cache()
    read(root, cache)
    (root / A).write_text("---\npublish: false\n---\none\n")

    def fail(*_: object) -> None:
        raise OSError("the disk has gone")

    with monkeypatch.context() as patched:
        patched.setattr("milepost.reading.find_copies", fail)
        with pytest.raises(OSError, match="gone"):
            read(root, cache, {A})
    assert told(read(root, cache, {VaultPath("B.md")})) == told(read(root, Cache()))


def test_no_words_stay_in_memory_that_nobody_needs(tmp_path: Path) -> None:
    root, cache = write_vault(tmp_path / "vault", FILES), Cache()
    before = read(root, cache)
    assert before.vault.files[A].text
    (root / A).write_text("---\npublish: true\n---\nother words\n")
    for written in (None, {A}):
        read(root, cache, written)
        kept = cast("Any", cache.reading).reading.vault
        assert [file.text for file in kept.files.values() if file.text] == []
