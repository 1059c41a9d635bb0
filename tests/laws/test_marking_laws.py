"""Setting a status changes that property and not one other byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.authoring.property import set_property
from milepost.errors import EditError
from milepost.model.path import VaultPath
from milepost.notes.frontmatter import split
from support.strategies import frontmatters, line_ends, note_texts

PATH = VaultPath("Note.md")
statuses = st.sampled_from(("todo", "partial", "done", "in progress"))
bodies = st.text(max_size=60).map(lambda text: text.replace("\r", ""))


@given(frontmatters(status=True), line_ends, st.sampled_from(("", "\ufeff")), note_texts, statuses)
def test_marking_changes_one_line(lines: list[str], end: str, mark: str, body: str, status: str) -> None:
    before = mark + end.join(("---", *lines, "---", body))
    after = set_property(PATH, before, "status", status)
    assert split(PATH, after).values == {**split(PATH, before).values, "status": status}
    old, new = before.split(end), after.split(end)
    changed = [at for at, line in enumerate(old) if line != new[at]]
    assert len(old) == len(new)
    assert changed in ([], [1 + _line_of_status(lines)])


@given(frontmatters(status=True), line_ends, statuses)
def test_a_remark_beside_the_status_stays(lines: list[str], end: str, status: str) -> None:
    at = _line_of_status(lines)
    lines = [*lines[:at], "status: todo   # see [[Note]]: why", *lines[at + 1 :]]
    after = set_property(PATH, end.join(("---", *lines, "---", "")), "status", status)
    assert after.split(end)[1 + at] == f"status: {status}   # see [[Note]]: why"


@given(frontmatters(status=False), line_ends, note_texts, statuses)
def test_a_new_status_is_one_new_line(lines: list[str], end: str, body: str, status: str) -> None:
    before = end.join(("---", *lines, "---", body))
    after = set_property(PATH, before, "status", status)
    assert after == end.join(("---", *lines, f"status: {status}", "---", body))


@given(frontmatters(), line_ends, note_texts, statuses)
def test_a_second_mark_is_a_no_op(lines: list[str], end: str, body: str, status: str) -> None:
    once = set_property(PATH, end.join(("---", *lines, "---", body)), "status", status)
    assert set_property(PATH, once, "status", status) == once


@given(note_texts, statuses)
def test_any_text_is_marked_or_refused(text: str, status: str) -> None:
    try:
        after = set_property(PATH, text, "status", status)
    except EditError:
        return
    assert split(PATH, after).values["status"] == status
    assert split(PATH, after).body == split(PATH, text).body


@pytest.mark.parametrize(
    "text",
    [
        "no properties\n",
        "---\nstatus: [todo\n---\n",
        "---\nstatus: todo\nstatus: done\n---\n",
        "---\n{status: todo, kind: &a x, title: *a\n---\n",
        "---\n- status: todo\n---\n",
        "---\nstatus: todo\n",
    ],
)
def test_a_note_that_cannot_be_marked_is_refused(text: str) -> None:
    with pytest.raises(EditError) as caught:
        set_property(PATH, text, "status", "done")
    assert caught.value.path.startswith("Note.md:")


def _line_of_status(lines: list[str]) -> int:
    return next(at for at, line in enumerate(lines) if line.startswith("status:"))
