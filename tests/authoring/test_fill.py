"""What is empty in a note is filled; every other byte stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.authoring.draft import Draft, write
from milepost.authoring.fill import fill_empty
from milepost.errors import EditError
from milepost.model.path import VaultPath
from milepost.notes.frontmatter import split

PATH = VaultPath("a.md")
DRAFT = Draft(
    {"type": "item", "title": "Dew: a guest", "aliases": ["Dew / frost"], "order": 2},
    {"Practice plan": "Measure it.", "Steps": "- [ ] one\n- [ ] two", "Resources": "- a book"},
)
HEAD = '---\ntype: item\ntitle: "Dew: a guest"\naliases:\n  - Dew / frost\norder: 2\n---\n'


def fill(text: str) -> str:
    return fill_empty(PATH, text, DRAFT)


def test_a_full_note_stays() -> None:
    assert fill(write(DRAFT)) == write(DRAFT)


def test_an_empty_note_gets_everything() -> None:
    assert fill("---\n---\n") == write(DRAFT)
    assert fill("---\n---") == write(DRAFT)


def test_an_absent_property_becomes_the_last_one() -> None:
    before = "---\ntype: item # mine\ntitle: Dew\naliases: [x]\nmood: good\n---\n"
    assert split(PATH, fill(before)).values == {
        "type": "item",
        "title": "Dew",
        "aliases": ["x"],
        "mood": "good",
        "order": 2,
    }
    assert fill(before).startswith(
        "---\ntype: item # mine\ntitle: Dew\naliases: [x]\nmood: good\norder: 2\n---\n"
    )


@pytest.mark.parametrize("empty", ["order:", 'order: ""', "order: ''", "order: ~", "order: null"])
def test_an_empty_property_is_filled_in_its_place(empty: str) -> None:
    before = f"---\n{empty}\ntype: item\ntitle: x\naliases: [y]\n---\n"
    assert fill(before).startswith("---\norder: 2\ntype: item\ntitle: x\naliases: [y]\n---\n")


def test_a_comment_beside_an_empty_property_stays() -> None:
    before = "---\naliases: [] # none yet\norder: # soon\ntype: item\ntitle: x\n---\n"
    assert fill(before).startswith("---\naliases:\n  - Dew / frost # none yet\norder: 2 # soon\ntype: item\n")


def test_a_property_that_says_no_is_not_empty() -> None:
    before = "---\ntype: item\ntitle: 0\naliases: false\norder: 0\n---\n"
    assert fill(before).startswith(before)


@pytest.mark.parametrize(
    "body",
    [
        "\n## Practice plan\n\nMine.\n\n## Steps\n\n## Resources\n\nMine.\n",
        "\n## Practice plan\n\nMine.\n\n## Resources\n\nMine.\n",
    ],
)
def test_an_empty_or_missing_section_is_filled_in_its_place(body: str) -> None:
    wanted = "\n## Practice plan\n\nMine.\n\n## Steps\n\n- [ ] one\n- [ ] two\n\n## Resources\n\nMine.\n"
    assert fill(HEAD + body).replace("\n\n\n", "\n\n") == HEAD + wanted


def test_sections_missing_at_the_end_follow_the_last_words() -> None:
    assert fill(f"{HEAD}\nWords") == (
        f"{HEAD}\nWords\n\n## Practice plan\n\nMeasure it.\n\n## Steps\n\n- [ ] one\n- [ ] two\n\n"
        "## Resources\n\n- a book\n"
    )


def test_a_heading_at_the_very_end_is_filled() -> None:
    before = f"{HEAD}\n## Practice plan\nx\n## Steps\nx\n## Resources"
    assert fill(before) == before + "\n\n- a book\n"


def test_a_section_with_sections_of_its_own_is_not_empty() -> None:
    body = "\n## Practice plan ##\n### Week 1\nx\n## steps\nx\n# Resources\nx\n"
    assert fill(HEAD + body) == HEAD + body


def test_a_heading_inside_code_is_none() -> None:
    body = "\n```md\n## Steps\n```\n"
    assert "- [ ] one" in fill(HEAD + body)
    assert fill(HEAD + body).startswith(HEAD + body)


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    before = "\ufeff---\r\ntype: item\r\n---\r\n\r\n## Steps\r\n"
    after = fill(before)
    assert after.startswith("\ufeff---\r\ntype: item\r\ntitle: ")
    assert "\n" not in after.replace("\r\n", "")


@pytest.mark.parametrize(
    "text",
    [
        "no properties\n",
        "---\na: [\n---\nbroken\n",
        "---\nnever closed\n",
        "---\n{type: item, title: Title one, status: done}\n---\n",
        "---\ntype: item\n...\n---\n",
    ],
)
def test_a_note_whose_properties_cannot_be_edited_is_refused(text: str) -> None:
    with pytest.raises(EditError):
        fill(text)


@pytest.mark.parametrize("empty", ["order: >-\n", "order: !!null\n", "order:\n\n", "order: &here\n"])
def test_an_empty_property_in_an_odd_form_is_filled(empty: str) -> None:
    after = fill(f"---\n{empty}type: item\ntitle: x\naliases: [y]\n---\n")
    assert split(PATH, after).values == {"order": 2, "type": "item", "title": "x", "aliases": ["y"]}


PROPERTIES = st.sampled_from(
    [
        "type: item",
        "title:",
        "title: mine",
        "aliases: []",
        "aliases:\n  - a",
        "order: ~ # x",
        "order: 7",
        "x: 1",
    ]
)
BODY = st.sampled_from(
    [
        "## Practice plan",
        "## Steps",
        "## Resources ##",
        "### deeper",
        "words",
        "",
        "- [x] done",
        "```",
        "# top",
    ]
)


@given(
    st.lists(PROPERTIES, unique_by=lambda line: line[:4]),
    st.lists(BODY, max_size=8),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_only_what_is_empty_changes_and_only_once(
    properties: list[str], body: list[str], newline: str, is_ended: bool
) -> None:
    text = "\n".join(("---", *properties, "---", *body)) + "\n" * is_ended
    before = text.replace("\n", newline)
    after = fill(before)
    assert fill(after) == after
    kept = [
        line for line in before.split(newline) if not line.startswith(("title:", "aliases: []", "order: ~"))
    ]
    remaining = iter(after.split(newline))
    assert all(line in remaining for line in kept if line), "lines are gone or have changed places"
    values = split(PATH, after).values
    assert all(values[name] not in (None, "", []) for name in DRAFT.properties)
