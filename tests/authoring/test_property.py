"""Setting one property of a note, and no other byte."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.authoring.property import set_property
from milepost.errors import EditError
from milepost.model.path import VaultPath
from milepost.notes.frontmatter import split

PATH = VaultPath("Note.md")


def values(text: str) -> dict[str, object]:
    return dict(split(PATH, text).values)


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("status: todo", "done", "status: done"),
        ("status:", "done", "status: done"),
        ("Status: todo", "done", "Status: done"),
        ("status:   todo  # since May", "done", "status:   done  # since May"),
        ("'status': todo", "done", "'status': done"),
        ("status: 'todo'", "it's", "status: 'it''s'"),
        ('status: "todo"', 'say "so"', 'status: "say \\"so\\""'),
        ("status: todo", "a: b", 'status: "a: b"'),
        ("status: todo", "yes", 'status: "yes"'),
        ("status: todo", "[[A note]]", 'status: "[[A note]]"'),
        ("status: todo", "# 1", 'status: "# 1"'),
        ("status: todo", 3, "status: 3"),
        ('status: "2020-01-01"', datetime.date(2026, 11, 22), "status: 2026-11-22"),
        ("status: []", ["[[A]]", "b"], 'status:\n  - "[[A]]"\n  - b'),
        ("status:", ["a"], "status:\n  - a"),
        ("status: [x, y] # two", ["a"], "status:\n  - a # two"),
        ("status:\n  - x\n  - y", ["a"], "status:\n  - a"),
        ("status:\n- x", ["a", "b"], "status:\n  - a\n  - b"),
        ("status: todo", [], "status: []"),
        ("status:\ttodo", "done", "status:\tdone"),
        ("status: todo\t", "done", "status: done\t"),
        ("status: todo\t# c", "done", "status: done\t# c"),
        ("status:\t# c", "done", "status: done\t# c"),
        ('status: "todo"', "größer", 'status: "größer"'),
        ("status: |\n  to\n  do\n", "done", "status: done\n"),
        ("status:\n  to: do\n  un: til\n# why", "done", "status:\n  done\n# why"),
    ],
)
def test_a_value_is_written_as_yaml_reads_it(before: str, value: object, after: str) -> None:
    head, tail = "---\n# first\ntitle: Größe 𝄞\n", "\norder: 1 # last\n---\n\nstatus: text\n"
    assert set_property(PATH, head + before + tail, "status", value) == head + after + tail


@pytest.mark.parametrize(
    ("before", "value", "more"),
    [
        ("a:\n    - 'x' # one\n    -  y # two", ["x", "y", "z", "*"], '    - z\n    - "*"\n'),
        ("a:\n- x", ["x", "z"], "- z\n"),
        ("a:\n  - x\n  - y\n    y", ["x", "y y", "z"], "  - z\n"),
    ],
)
def test_a_list_grows_below_its_last_entry(before: str, value: object, more: str) -> None:
    head, tail = f"---\n{before}\n", "# why\nb: 1\n---\n"
    assert set_property(PATH, head + tail, "a", value) == head + more + tail


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("a:\n- x", [datetime.date(2026, 11, 22), "x"], "  - 2026-11-22\n  - x"),
        ("a: [x]", ["x", "z"], "  - x\n  - z"),
        ("a:\n- x\n- |-\n  y", ["x", "y", "z"], "  - x\n  - y\n  - z"),
        ("a:\n- x\n- >-\n  y", ["x", "y", "z"], "  - x\n  - y\n  - z"),
        ("a:\n- x\n- - z", ["x", ["z"], "z"], "  - x\n  - - z\n  - z"),
    ],
)
def test_a_list_that_cannot_grow_is_written_anew(before: str, value: object, after: str) -> None:
    assert set_property(PATH, f"---\n{before}\n---\n", "a", value) == f"---\na:\n{after}\n---\n"


def test_a_property_that_is_not_there_becomes_the_last_one() -> None:
    assert set_property(PATH, "---\na: 1\n---\nx", "b", ["c"]) == "---\na: 1\nb:\n  - c\n---\nx"


def test_an_empty_block_of_properties_is_filled() -> None:
    assert set_property(PATH, "---\n---\n", "a", "b") == "---\na: b\n---\n"


def test_a_value_that_stands_there_already_changes_nothing() -> None:
    text = "---\nitems: [ 'a',  \"b\" ]\n---\n"
    assert set_property(PATH, text, "items", ["a", "b"]) == text


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    text = "\ufeff---\r\na: 1\r\n---\r\nx\r\n"
    assert set_property(PATH, text, "b", ["c"]) == "\ufeff---\r\na: 1\r\nb:\r\n  - c\r\n---\r\nx\r\n"
    assert set_property(PATH, text, "a", ["c"]) == "\ufeff---\r\na:\r\n  - c\r\n---\r\nx\r\n"


def test_blanks_behind_the_fences_stay() -> None:
    assert set_property(PATH, "--- \na: 1\n---\t\n", "b", "c") == "--- \na: 1\nb: c\n---\t\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("no properties", "Note.md:1"),
        ("---\na: [\n---\n", "Note.md:2"),
        ("---\na: 1\nstatus: x\nstatus: y\n---\n", "Note.md:4"),
        ("---\nstatus: &s todo\nother: *s\n---\n", "Note.md:2"),
    ],
    ids=["no-properties", "broken", "twice", "shared-with-another"],
)
def test_what_cannot_be_edited_safely_is_refused_with_its_place(text: str, place: str) -> None:
    with pytest.raises(EditError) as refused:
        set_property(PATH, text, "status", "done")
    assert refused.value.path == place


def test_a_value_that_would_be_read_back_as_another_is_refused() -> None:
    with pytest.raises(EditError) as refused:
        set_property(PATH, "---\na: 1\nstatus: 'todo'\n---\n", "status", "in\ntwo lines")
    assert refused.value.path == "Note.md:3"


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff"))
OTHERS = st.sampled_from(["a: 1\n", "# remark\n", "list:\n  - x\n", "t: 'q'\n", "flow: {b: [1, 2]}\n"])


@given(
    above=OTHERS,
    below=OTHERS.filter(lambda line: line != "a: 1\n"),
    old=st.sampled_from(["", " todo", " 'x'", ' "x"', " [a, b]", "\n  - a"]),
    value=st.one_of(WORDS, st.integers(-(2**63), 2**64 - 1), st.dates(), st.lists(WORDS, max_size=3)),
)
def test_any_value_is_read_back_and_all_around_it_stays(
    above: str, below: str, old: str, value: object
) -> None:
    if above == below:
        below = ""
    head, tail = f"---\n{above}", f"\n{below}---\nthe body\n"
    text = f"{head}status:{old}{tail}"
    after = set_property(PATH, text, "status", value)
    assert after.startswith(head)
    assert after.endswith(tail)
    assert values(after) == {**values(text), "status": value}
