"""Titles, tags and links of a note, from its text and its place."""

import pytest

from milepost.model.note import Note
from milepost.model.path import VaultPath
from milepost.model.vault import SourceFile
from milepost.notes.frontmatter import split
from milepost.notes.parse import parse_note
from milepost.ofm.parser import create_parser
from milepost.settings import Settings


def parsed(text: str, path: str = "Note.md") -> Note:
    return parse_note(SourceFile(VaultPath(path), text, "digest"), create_parser(), Settings())[0]


@pytest.mark.parametrize(
    ("path", "text", "title"),
    [
        ("Deep/v1.2 my_notes - on dots.md", "# Another heading", "v1.2 my_notes - on dots"),
        ("Note.md", "---\ntitle: Said\n---\n# Heading", "Said"),
        ("Note.md", "---\ntitle:\n---\n", "Note"),
        ("Phase 1/index.md", "# The *first* phase\n", "The first phase"),
        ("Phase 1/README.md", "words", "Phase 1"),
        ("Phase 1/index.md", "words\n\n# Later heading", "Later heading"),
        ("Phase 1/index.md", "## Below\n\n# Top", "Phase 1"),
        ("Phase 1/index.md", "#\n\nAn empty heading names nothing", "Phase 1"),
        ("index.md", "", "Home"),
        ("Größe.md", "", "Größe"),
    ],
)
def test_a_note_has_a_title(path: str, text: str, title: str) -> None:
    assert parsed(text, path).title == title


def test_tags_are_gathered_once_as_first_written() -> None:
    note = parsed("---\ntags: [Maths, zeta]\n---\n#maths and #topic/Sub and #Zeta\n")
    assert note.tags == ("Maths", "topic/Sub", "zeta")


def test_links_in_properties_count_with_their_lines() -> None:
    note = parsed('---\nup: "[[A]]"\nsee:\n  - "[[B#C|words]]"\n  - plain\n---\n[[D]]\n')
    assert [(str(each.target), each.style, each.line) for each in note.links] == [
        ("A", "property", 2),
        ("B#C", "property", 3),
        ("D", "wikilink", 7),
    ]


def test_the_body_knows_its_first_line() -> None:
    text = "\ufeff---\r\ntitle: T\r\n---\r\n\r\n# Heading ^h\r\n"
    assert split(VaultPath("Note.md"), text).body == "\n# Heading ^h\n"
    note = parsed(text)
    assert note.first_line == 4
    assert [heading.line for heading in note.headings] == [5]


@pytest.mark.parametrize(
    "text",
    [
        "\n---\ntitle: T\n---\n",
        "---\ntitle: T\n",
        "---\ntitle: T",
        "---",
        "----\ntitle: T\n---\n",
        " ---\ntitle: T\n---\n",
    ],
)
def test_only_a_closed_block_on_the_first_line_holds_properties(text: str) -> None:
    note = parsed(text)
    assert not note.properties.values
    assert note.first_line == 1
    assert split(VaultPath("Note.md"), text).body == text


def test_blanks_may_stand_behind_the_fences() -> None:
    assert parsed("--- \na: 1\n---\t\n").properties.values == {"a": 1}


def test_properties_with_a_mark_below_them_hold_nothing() -> None:
    front = split(VaultPath("Note.md"), "---\ntitle: T\n---\npublish: false\n")
    assert (front.values, front.lines, front.names) == ({}, {}, {})
    assert front.problem is not None


def test_later_rules_are_text() -> None:
    assert parsed("---\na: 1\n---\nbody\n\n---\nb: 2\n---\n").properties.values == {"a": 1}
