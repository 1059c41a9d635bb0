"""Who may see a note: every spelling of every mark, in both modes (promises P1 and P2)."""

from typing import Literal

import pytest

from milepost.model.note import Note
from milepost.model.path import VaultPath
from milepost.model.problem import Code
from milepost.model.vault import SourceFile
from milepost.notes.parse import parse_note
from milepost.notes.publish import is_published, split_public
from milepost.ofm.parser import create_parser
from milepost.settings import Settings

YES = ("true", "True", "yes", "Yes", "on", "y", '"true"', "1", '" TRUE "')
NO = ("false", "False", "no", "NO", "off", "n", '"false"', "0", "'no'")
UNCLEAR = ("maybe", '""', "[true]", "{}", "2", "2026-11-22", "flase", "[]", "", "null", "~", "\uff54rue")


def parsed(properties: str, name: str = "Note.md") -> Note:
    file = SourceFile(VaultPath(name), f"---\n{properties}\n---\n", "digest")
    return parse_note(file, create_parser(), Settings())[0]


def goes_out(properties: str, mode: Literal["all", "explicit"] = "all") -> bool:
    return is_published(parsed(properties), mode)


@pytest.mark.parametrize("said", YES)
def test_publish_yes_is_public_in_either_mode(said: str) -> None:
    assert goes_out(f"publish: {said}")
    assert goes_out(f"publish: {said}", "explicit")


@pytest.mark.parametrize("said", NO)
def test_publish_no_is_private(said: str) -> None:
    assert not goes_out(f"publish: {said}")


@pytest.mark.parametrize("said", YES)
def test_a_draft_is_private(said: str) -> None:
    assert not goes_out(f"draft: {said}")


@pytest.mark.parametrize("said", NO)
def test_what_is_no_draft_is_as_if_it_said_nothing(said: str) -> None:
    assert goes_out(f"draft: {said}")
    assert not goes_out(f"draft: {said}", "explicit")


@pytest.mark.parametrize("name", ["publish", "draft"])
@pytest.mark.parametrize("said", UNCLEAR)
def test_an_unclear_mark_is_private_and_reported(name: str, said: str) -> None:
    file = SourceFile(VaultPath("Note.md"), f"---\ntitle: T\n{name}: {said}\n---\n", "digest")
    note, problems = parse_note(file, create_parser(), Settings())
    assert not is_published(note, "all")
    assert [(problem.code, problem.line) for problem in problems] == [(Code.PUBLISH_UNCLEAR, 3)]


@pytest.mark.parametrize(
    "both", ["publish: true\ndraft: true", "publish: false\ndraft: false", "publish: true\ndraft: maybe"]
)
def test_of_two_marks_the_stricter_counts(both: str) -> None:
    assert not goes_out(both)


def test_a_public_note_may_say_that_it_is_no_draft() -> None:
    assert goes_out("publish: true\ndraft: false", "explicit")


@pytest.mark.parametrize("mode", ["all", "explicit"])
def test_properties_that_cannot_be_read_are_private(mode: Literal["all", "explicit"]) -> None:
    assert not goes_out("publish: true\ntitle: [", mode)


@pytest.mark.parametrize("text", ["---\ntitle: T", "---\ntitle: T\n\nWords\n"])
def test_properties_without_an_end_are_private(text: str) -> None:
    note, _ = parse_note(SourceFile(VaultPath("Note.md"), text, "digest"), create_parser(), Settings())
    assert not is_published(note, "all")


def test_notes_keep_their_order_on_either_side() -> None:
    notes = [parsed(f"draft: {said}", f"{n}.md") for n, said in enumerate(("no", "yes", "no", "yes"))]
    public, private = split_public(notes, "all", ())
    assert [note.path for note in public] == ["0.md", "2.md"]
    assert [note.path for note in private] == ["1.md", "3.md"]


@pytest.mark.parametrize(
    "text",
    [
        "---\nPublish: no\n---\n",
        "---\nDRAFT: true\n---\n",
        "---\nPublish: false\npublish: true\n---\n",
        "---\npublish: false\nWords\n",
        "---\rpublish: false\r---\rWords\r",
    ],
)
def test_a_mark_counts_however_its_name_is_written_and_lines_end(text: str) -> None:
    note, _ = parse_note(SourceFile(VaultPath("Note.md"), text, "digest"), create_parser(), Settings())
    assert not is_published(note, "all")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\n\npublish: false\n\nWords", 3),
        ("---\npublish:false\n\nWords", 2),
        ("---\n# remark\npublish: false\n\nWords", 3),
        ('---\n"publish": false\n\nWords', 2),
        ("---\n- publish: false\n\nWords", 2),
        ("---\n{{title}}: x\npublish: false\n\nWords", 3),
        ("---\n{title: x, publish: false}\n\nWords", 2),
        ("---\n\ndraft:\n\nWords", 3),
        ("---\n\npublish: never\n\nWords", 3),
        ("---\ntitle: x\n\nWords", 1),
        ("\n---\npublish: false\n---\n", 3),
        (" ---\npublish: false\n---\n", 2),
        ("\u200b---\npublish: false\n---\n", 2),
        ("\ufeff\ufeff---\r\npublish: false\r\n---\r\n", 2),
        ("\u2014-\nDraft: true\n\u2014-\n", 2),
        ("--\npublish: false # for now\n--\n", 2),
        ("+++\ndraft = true\n+++\n", 2),
        ("title: x\npublish: false\n---\n\nWords", 2),
        ("\n---\ntitle: x\n\npublish: false\n---\n", 5),
        ("\u2014\ntitle: x\n\npublish: false\n---\n", 4),
        ("\n---\ntags:\n\n- a\ndraft: true\n---\n", 6),
        ("\n---\npublish: not yet\n---\n", 3),
        ("# T\n---\npublish: false\n---\n", 3),
        ("A\n\nB\n\nC\n\n---\npublish: false\n---\n", 8),
        ("---\ntitle: x\npublish:: false\n---\n", 3),
        ("---\npublish\u200b: false\n---\n", 2),
        ("---\npublish\u00a0: false\n---\n", 2),
        ("---\n{title: x, publish:false}\n---\n", 2),
        ("---\n\u200bpublish: false\n---\n", 2),
        ("---\n{title: x, publish\uff1afalse}\n---\n", 2),
        ("publish\uff1afalse\n---\n", 1),
        ("publish:: false\n---\n", 1),
        ("publish: false # for now\n---\n", 1),
        ("{publish: false, title: x}\n---\n", 1),
        ("draft=true\n---\n", 1),
        ("\n---\n- Publish : not yet\n---\n", 3),
        ("\n---\ntitle: x\n\n\u200bpublish: false\n---\n", 5),
        ("\n---\n# remark\n\npublish: false\n---\n", 5),
        ("\n---\n{{title}}: x\n\npublish: false\n---\n", 5),
        ('+++\ntitle = "x"\n\ndraft = true\n+++\n', 4),
        ("\u2212\u2212\u2212\ntitle: x\n\npublish: false\n\u2212\u2212\u2212\n", 4),
        ("\u200b---\ntitle: x\n\npublish: false\n---\u200b\n", 4),
        ("---\ntitle: x\n---\n---\npublish: false\n---\n", 5),
        ("---\r\n---\r\n\r\n---\r\ntags: [a]\r\ndraft: true\r\n---\r\n", 6),
        ("---\ntitle: x\n---\n\npublish: false\n", 5),
        ("---\ntitle: x\n---\n\nDraft: True\n", 5),
        ("---\ntags:\n  publish: false\n---\n", 3),
        ("---\ntitle: x\nhugo: {Draft: yes}\n---\n", 3),
        ("---\ntitle: x\n\uff50\uff55\uff42\uff4c\uff49\uff53\uff48: false\n---\n", 3),
    ],
)
def test_a_mark_that_a_slip_has_damaged_is_private_and_reported(text: str, line: int) -> None:
    file = SourceFile(VaultPath("Note.md"), text, "digest")
    note, problems = parse_note(file, create_parser(), Settings())
    assert not is_published(note, "all")
    assert [(problem.code, problem.line) for problem in problems] == [(Code.PROPERTIES_INVALID, line)]


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nWords.\n",
        "---\n\nDraft: the second part\n",
        "---\n\nWords.\n\npublish: false\n",
        "---\n\n```yaml\npublish: false\n```\n",
        "---\n\nNotes are private by\n`publish: false`, or\n# publish: false\n",
        "```yaml\n---\npublish: false\n---\n```\n",
        "~~~yaml\n---\npublish: false\n---\n~~~\n",
        "Draft: no\n\n---\n\nWords",
        "Draft: intro\n---\nwords",
        "Steps, draft: one, publish: two\n---\n",
        "# T\n\nWords.\n\n---\n\nPublish: not what I meant.\nSo be it.\n\n---\n",
        "A\n\nB\n\nC\n\nD\n\n---\npublish: false\n---\n",
        "Words\npublish: false\n",
        "---\npublish date: 2026-11-22\ndrafts: 3\nunpublish: true\n---\n",
        "---\ntitle: x\n---\n\nDraft: third\n\npublish: false\n",
        "---\ntitle: x\n---\n---\nWords.\n\n---\n",
        "---\npublish: true\n---\n\ndraft: no\n",
        "---\nblog: {publish: true, draft: no}\nshop:\n  publish: 2026-11-22\n  draft: [a]\n---\n",
    ],
)
def test_what_only_looks_like_a_mark_is_a_notes_own_words(text: str) -> None:
    file = SourceFile(VaultPath("Note.md"), text, "digest")
    note, problems = parse_note(file, create_parser(), Settings())
    assert is_published(note, "all")
    assert problems == ()


def test_a_draft_is_known_from_what_is_private_for_another_reason() -> None:
    said = {
        "draft: true": True,
        "draft: yes\npublish: true": True,
        "draft: no": False,
        "publish: true": False,
        "title: T": False,
        "draft: true\npublish: no": False,
        "draft: true\npublish: perhaps": False,
        "draft: maybe": False,
        "publish: false": False,
        "draft: true\ntitle: [": False,
    }
    assert {text: parsed(text).properties.is_draft for text in said} == said
