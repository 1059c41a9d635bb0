"""Copies that sync programs leave: reported, and not published twice (promises P1, P9)."""

import sys
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from milepost.build import load_site
from milepost.io.cache import Cache
from milepost.model.site import Host
from milepost.settings import Settings
from support.vaults import VaultFactory, canvas, problems_of, write_vault

TEXT = "---\ntype: writeup\ndate: 2026-11-22\n---\nFirst line.\nSecond line.\nThird line.\n"


@pytest.mark.parametrize(
    "name",
    [
        "Note (Conflicted copy laptop 202611221030).md",
        "Note (Anna's conflicted copy 2026-11-22).md",
        "Note (conflicted copy 2026-11-22 103000).md",
        "Note (case conflict 1).md",
        "Note.sync-conflict-20261122-103000-ABCDEFG.md",
        "Note (SFConflict anna@example.org 2026-11-22-10-30-00).md",
        "Note_conflict-20261122-103000.md",
        "note 2.md",
        "Note (1).md",
        "Note copy.md",
        "Note copy 2.md",
        "Note - Copy.md",
        "Note - Copy (2).md",
    ],
)
def test_a_copy_is_kept_private_and_reported(vault: VaultFactory, name: str) -> None:
    site = vault({"Note.md": TEXT, name: TEXT + "One more line.\n"})
    assert set(site.notes) == {"Note.md"}
    (problem,) = problems_of(site)
    assert problem.startswith(f"{name}:1: looks like a copy that a sync program has left of Note.md;")
    assert problem.endswith("[file-copy]")


@pytest.mark.parametrize(
    "name",
    [
        "~$Note.md",
        "Note.md~",
        "Note.md.~1~",
        "#Note.md#",
        "Note.md.orig",
        "Note.md.bak",
        "Note.MD.OLD",
        "Note.md.tmp",
    ],
)
def test_what_an_editor_keeps_of_a_note_is_kept_private_and_reported(vault: VaultFactory, name: str) -> None:
    site = vault({"Note.md": f"![[Folder/{name}]]", f"Folder/{name}": TEXT})
    assert site.attachments == {}
    reported = [problem for problem in problems_of(site) if problem.endswith("[file-copy]")]
    assert len(reported) == 1
    assert (
        reported[0]
        .lower()
        .startswith(f"folder/{name}:1: looks like a copy that an editor has left of folder/note.md;".lower())
    )


def test_a_copy_of_a_base_is_kept_private_and_reported(vault: VaultFactory) -> None:
    name, base = "Books (conflicted copy 2026-11-22).base", "views: [{type: table, name: Read}]\n"
    site = vault({"Note.md": f"![[Books.base]] ![[{name}]]", "Books.base": base, name: f"{base}# more\n"})
    assert set(site.bases) == {"Books.base"}
    (problem,) = (each for each in problems_of(site) if each.endswith("[file-copy]"))
    assert problem.startswith(f"{name}:1: looks like a copy that a sync program has left of Books.base;")


@pytest.mark.parametrize("name", [".Note.md.swp", ".#Note.md", ".Note.md.un~"])
def test_what_an_editor_hides_is_not_there(vault: VaultFactory, name: str) -> None:
    site = vault({"Note.md": "Words.", name: TEXT})
    assert (site.attachments, set(site.notes), problems_of(site)) == ({}, {"Note.md"}, [])


@pytest.mark.parametrize("name", ["Note 2.md", "Note (1).md", "Note copy.md"])
@pytest.mark.parametrize(
    "text", ["Other words.\n", "", "---\ntype: writeup\ndate: 2026-11-22\n---\nOther.\n"]
)
def test_a_note_that_is_only_counted_is_published(vault: VaultFactory, name: str, text: str) -> None:
    site = vault({"Note.md": TEXT, name: text})
    assert set(site.notes) == {"Note.md", name}
    assert problems_of(site) == []


def test_a_counted_note_without_the_other_is_published(vault: VaultFactory) -> None:
    assert set(vault({"Note 2.md": TEXT, "Deeper/Note.md": TEXT}).notes) == {"Deeper/Note.md", "Note 2.md"}


def test_a_copy_of_a_canvas_is_kept_private(vault: VaultFactory) -> None:
    name = "Map.sync-conflict-20261122-103000-ABCDEFG.canvas"
    site = vault({"Map.canvas": canvas(text="words"), name: canvas(text="words")})
    assert set(site.canvases) == {"Map.canvas"}
    assert "file-copy" in problems_of(site)[0]


def test_a_copy_stays_one_in_builds_that_read_it_from_a_cache(tmp_path: Path) -> None:
    root = write_vault(tmp_path, {"Note.md": TEXT, "Note 2.md": TEXT + "One more line.\n"})
    cache = Cache()
    for _ in range(3):
        assert set(load_site(str(root), Settings(), Host("Test"), cache).notes) == {"Note.md"}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file is found by either name")
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_copy_stays_private_when_its_words_are_known(tmp_path: Path, form: Literal["NFC", "NFD"]) -> None:
    root, cache = write_vault(tmp_path, {"Other.md": "[[Café]]\n"}), Cache()
    for name in ("Café.md", "Café 2.md"):
        (root / normalize(form, name)).write_text(TEXT, encoding="utf-8")
    for _ in range(2):
        site = load_site(str(root), Settings(), Host("Journal"), cache)
        assert set(site.notes) == {"Other.md", normalize("NFC", "Café.md")}
