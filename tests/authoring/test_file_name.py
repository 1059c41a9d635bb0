"""Names of files that every system and Obsidian's links can bear."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.authoring.file_name import free_path, safe_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Neural networks: weights, activations", "Neural networks - weights, activations"),
        ("Supervised / unsupervised", "Supervised - unsupervised"),
        ("GPT-4o/5, Claude", "GPT-4o-5, Claude"),
        ("llama3.2:3b", "llama3.23b"),
        ('Build "it" *now*?', "Build it now"),
        ("C# | [[F#]] ^x", "C F x"),
        ("100%% sure", "100 sure"),
        (".NET basics...", "NET basics"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("con", "_con"),
        ("COM1.notes", "_COM1.notes"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("a\u00a0b\tc\x07", "a b c"),
        ("right\u202eleft", "rightleft"),
        ("???", "Untitled"),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert safe_name(title) == name


@given(st.text(max_size=200))
def test_any_title_becomes_a_name_that_can_be_a_file(title: str) -> None:
    name = safe_name(title)
    assert name
    assert len(name.encode()) <= 121
    assert not set(name) & set('/\\:*?"<>|#^[]\0\n')
    assert name == name.strip(" ").rstrip(".") == unicodedata.normalize("NFC", name)
    assert not name.startswith(".")
    assert "%%" not in name


@given(st.text(max_size=200))
def test_a_safe_name_stays(title: str) -> None:
    assert safe_name(safe_name(title)) == safe_name(title)


def test_a_long_title_is_cut_between_letters() -> None:
    assert safe_name("é" * 100) == "é" * 60


def test_a_taken_name_gets_a_number() -> None:
    taken = {"a/moon.md", "a/moon (2).md"}
    assert free_path("a", "Moon", taken) == "a/Moon (3).md"
    assert free_path("b", "Moon", taken) == "b/Moon.md"


def test_a_numbered_name_keeps_to_the_limit() -> None:
    name = "é" * 60
    path = free_path("a", name, {f"a/{name}.md"})
    assert path == f"a/{'é' * 58} (2).md"
