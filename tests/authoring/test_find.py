"""Finding a note by what a person calls it."""

import pytest

from milepost.authoring.find import find_note
from milepost.errors import AmbiguousNameError, EditError, NoteNotFoundError
from support.notes import parse
from support.vaults import item, note

NOTES = parse(
    {
        "A/KV cache.md": item(title="What a cache costs"),
        "A/Softmax.md": item(aliases=["soft argmax"]),
        "B/Softmax.md": item(title="Softmax, again"),
        "A/Soft.md": item(),
        "Softmax.md": note(),
        "A/Plain.md": note(title="Words that are in no item"),
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


@pytest.mark.parametrize("name", ["Plain", "a/plain.md", "A/Plain"])
def test_a_note_of_another_type_is_said_to_be_one(name: str) -> None:
    with pytest.raises(EditError, match=r"^A/Plain\.md: is no item; write `type: item`"):
        found(name)
