"""Finding a note by what a person calls it."""

import pytest

from milepost.authoring.find import find_note
from milepost.errors import AmbiguousNameError, NoteNotFoundError
from milepost.model.note import Note
from support.notes import parse
from support.vaults import item, note

NOTES = parse(
    {
        "A/KV cache.md": item(title="What a cache costs"),
        "A/Softmax.md": item(aliases=["soft argmax"]),
        "B/Softmax.md": item(title="Softmax, again"),
        "A/Soft.md": item(),
        "Softmax.md": note(),
    }
)


def found(name: str) -> str:
    return find_note(NOTES, "item", name).path


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("A/Softmax.md", "A/Softmax.md"),
        ("b/softmax", "B/Softmax.md"),
        ("kv CACHE", "A/KV cache.md"),
        ("what a cache costs", "A/KV cache.md"),
        ("Soft Argmax", "A/Softmax.md"),
        ("cache", "A/KV cache.md"),
        ("soft", "A/Soft.md"),
        ("again", "B/Softmax.md"),
    ],
)
def test_a_path_comes_before_a_name_and_a_name_before_a_part(name: str, path: str) -> None:
    assert found(name) == path


def test_several_that_fit_equally_are_named() -> None:
    with pytest.raises(AmbiguousNameError) as refused:
        found("softmax")
    assert refused.value.candidates == ("A/Softmax.md", "B/Softmax.md")


def test_none_that_fits_offers_the_nearest() -> None:
    with pytest.raises(NoteNotFoundError) as refused:
        found("KV cash")
    assert refused.value.near[0] == "KV cache"


def test_notes_of_another_type_are_not_meant() -> None:
    other: list[Note] = [each for each in NOTES if each.path == "Softmax.md"]
    with pytest.raises(NoteNotFoundError):
        find_note(other, "item", "Softmax")
