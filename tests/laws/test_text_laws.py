"""Any text is a note: nothing that an author writes stops a build."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.links.index import build_index
from milepost.links.resolve import resolve
from milepost.model.link import Target
from milepost.model.note import Note
from milepost.model.page import Rendered
from milepost.model.path import VaultPath
from milepost.model.problem import Problem
from milepost.model.vault import SourceFile
from milepost.notes.frontmatter import split
from milepost.notes.parse import parse_note
from milepost.ofm.parser import create_parser
from milepost.render.note import render_card, render_note
from milepost.settings import Settings
from support.sites import site_of
from support.strategies import frontmatters, line_ends, note_texts

HOST, OTHER, PICTURE = VaultPath("Host.md"), VaultPath("Other.md"), VaultPath("pic.png")


def parsed(path: VaultPath, text: str) -> tuple[Note, tuple[Problem, ...]]:
    return parse_note(SourceFile(path, text, "digest"), create_parser(), Settings())


def rendered(host: str, other: str) -> tuple[Rendered, str]:
    """Two notes and a picture; the host as a page, the other as a card on it."""
    site = site_of({HOST: host, OTHER: other}, (PICTURE,))
    return render_note(site, HOST), render_card(site, OTHER, site.addresses[HOST], "card--")


@given(st.text() | note_texts)
def test_any_text_is_a_note(text: str) -> None:
    note, _ = parsed(HOST, text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    places = [each.line for each in (*note.headings, *note.blocks, *note.links, *note.embeds)]
    assert all(1 <= line <= lines for line in places)


@given(frontmatters(), line_ends, note_texts)
def test_any_properties_are_read(lines: list[str], end: str, body: str) -> None:
    parsed(HOST, end.join(("---", *lines, "---", body)))


@pytest.mark.parametrize(
    "properties",
    [
        "a: &x [*x]",
        "tags: &x [*x]",
        "<<: {type: item}\nstatus: 3",
        "? [a]\n: b",
        "a: !!python/name:os.system",
        "\0",
    ],
)
def test_odd_yaml_is_read_or_refused(properties: str) -> None:
    note, problems = parsed(HOST, f"---\n{properties}\n---\nbody")
    assert note.summary == "body"
    assert problems or note.properties.values


@given(note_texts, note_texts)
def test_any_text_is_rendered(host: str, other: str) -> None:
    page, _ = rendered(host, other)
    assert page.heading.startswith("<h1")


@given(
    frontmatters(),
    st.sampled_from(("\n", "\r\n")),
    st.text(st.characters(exclude_characters="\r")),
    st.booleans(),
)
def test_properties_are_split_off_and_no_word_is_lost(
    lines: list[str], end: str, body: str, has_mark: bool
) -> None:
    text = ("\ufeff" if has_mark else "") + end.join(("---", *lines, "---", body))
    front = split(HOST, text)
    assert front.body == body
    assert front.first_line == len(lines) + 3
    assert front.problem is None
    assert set(front.lines) == set(front.values)
    assert all(lines[line - 2].startswith(name) for name, line in front.lines.items())


@given(st.text() | note_texts)
def test_a_text_without_properties_is_all_body(text: str) -> None:
    front = split(HOST, "# A heading first\n" + text)
    assert front.first_line == 1
    assert front.body == "# A heading first\n" + text.replace("\r\n", "\n").replace("\r", "\n")


names = st.lists(
    st.sampled_from(("..", ".", "/", "a", "A", "b.md", ".md", "é", "e\u0301", "İ", " ", "")), max_size=6
).map("".join)


@given(
    st.lists(names.filter(bool)),
    names,
    st.builds(Target, names | st.text(), st.tuples(st.text()), st.none() | st.text()),
)
def test_any_link_has_an_answer(paths: list[str], origin: str, target: Target) -> None:
    notes = [parsed(VaultPath(path), "# A\n")[0] for path in sorted(set(paths))]
    resolve(build_index(notes[1:], (), notes[:1]), VaultPath(origin), target)
