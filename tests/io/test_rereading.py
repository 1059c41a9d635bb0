"""A vault of which it is known what was written: soon read again, and as `read_vault` reads it."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest

from milepost.io.cache import Known
from milepost.io.reread import reread
from milepost.io.vault import read_vault
from milepost.model.path import VaultPath
from milepost.model.vault import Vault
from support.vaults import write_vault

EXCLUDE = ("Private",)
A, B = VaultPath("A.md"), VaultPath("Deep/B.md")
FILES = {"A.md": "one\n", "Deep/B.md": "two\n", "Private/C.md": "three\n", "pic.svg": "<svg/>"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_vault(tmp_path / "vault", FILES)


def again(root: Path, change: Callable[[], object], *written: VaultPath) -> tuple[Vault | None, Vault]:
    """The vault after a change, as it is read again, and as it is read by one who knows nothing."""
    known = Known()
    before = read_vault(str(root), EXCLUDE, known=known)
    change()
    return reread(before, written, EXCLUDE, known), read_vault(str(root), EXCLUDE)


def test_other_words_are_read(root: Path) -> None:
    found, whole = again(root, lambda: (root / B).write_text("quite other\n"), B)
    assert found == whole
    assert list(whole.files) == [A, B]


def test_nothing_else_is_looked_at(root: Path) -> None:
    def change() -> None:
        (root / A).write_text("nobody was told\n")
        (root / B).write_text("other\n")

    found, whole = again(root, change, B)
    assert found is not None
    assert (found.files[A].text, found.files[B]) == ("one\n", whole.files[B])


def test_words_are_read_though_size_and_times_are_the_same(root: Path) -> None:
    os.utime(root / A, ns=(1, 1))

    def change() -> None:
        (root / A).write_text("two\n")
        os.utime(root / A, ns=(1, 1))

    found, _ = again(root, change, A)
    assert found is not None
    assert found.files[A].text == "two\n"


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("A.md", None),
        ("New.md", b"new\n"),
        ("A.md", b"\xff\xfe"),
        ("pic.svg", b"<svg></svg>"),
        ("Private/C.md", b"secret\n"),
    ],
    ids=["gone", "new", "unreadable", "attachment", "excluded"],
)
def test_whatever_else_is_written_is_for_a_look_at_all(root: Path, file: str, data: bytes | None) -> None:
    def change() -> None:
        (root / file).unlink(missing_ok=True)
        if data is not None:
            (root / file).write_bytes(data)

    found, _ = again(root, change, VaultPath(file))
    assert found is None


@pytest.mark.parametrize("options", ['{"strictLineBreaks": true}', '{"userIgnoreFilters": ["Deep"]}'])
def test_so_are_other_options_of_the_vault(root: Path, options: str) -> None:
    write_vault(root, {".obsidian/app.json": '{"strictLineBreaks": 1}'})
    found, _ = again(root, lambda: write_vault(root, {".obsidian/app.json": options}), A)
    assert found is None


def test_so_is_another_preamble_of_formulas(root: Path) -> None:
    found, _ = again(root, lambda: write_vault(root, {"preamble.sty": r"\def\R{R}"}), A)
    assert found is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
@pytest.mark.parametrize("link", ["symlink_to", "hardlink_to"])
def test_who_writes_a_file_of_two_names_changes_both(root: Path, link: str) -> None:
    getattr(root / "Second.md", link)(root / A)
    found, whole = again(root, lambda: (root / A).write_text("both\n"), A)
    assert found is None
    assert whole.files[VaultPath("Second.md")].text == "both\n"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file has one name, however it is written")
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_of_two_names_that_differ_in_how_an_accent_is_stored_one_is_read(root: Path, form: str) -> None:
    files = {each: root / normalize(each, "Café.md") for each in ("NFC", "NFD")}
    for each, file in files.items():
        file.write_text(f"{each}\n", encoding="utf-8")
    path = VaultPath(normalize("NFC", "Café.md"))
    found, whole = again(root, lambda: files[form].write_text("---\npublish: false\n---\n"), path)
    assert found == whole
