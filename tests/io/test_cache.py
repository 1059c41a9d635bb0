"""Parsed notes are kept while their file stays the same."""

from pathlib import Path

from milepost.io.cache import Cache
from milepost.model.note import Note
from milepost.model.path import VaultPath
from milepost.reading import load_notes
from milepost.settings import Settings
from support.vaults import write_vault


def loaded(root: Path, cache: Cache) -> dict[VaultPath, Note]:
    _, parsed = load_notes(str(root), Settings(), cache)
    return {note.path: note for note, _ in parsed}


def test_only_a_note_that_changed_is_parsed_again(tmp_path: Path) -> None:
    cache = Cache()
    before = loaded(write_vault(tmp_path, {"a.md": "# One", "b.md": "# Two"}), cache)
    after = loaded(write_vault(tmp_path, {"b.md": "# Three"}), cache)
    a, b = VaultPath("a.md"), VaultPath("b.md")
    assert after[a] is before[a]
    assert [heading.text for heading in after[b].headings] == ["Three"]


def test_notes_of_the_same_words_keep_their_own_places(tmp_path: Path) -> None:
    notes = loaded(write_vault(tmp_path, {"a.md": "words", "b.md": "words"}), Cache())
    assert [note.title for note in notes.values()] == ["a", "b"]
