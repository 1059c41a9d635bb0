"""Canaries: which words of a private note are looked for, and which betray nothing."""

from collections.abc import Sequence

import pytest

from milepost.checks.privacy import Canaries, Passage, find_leaks, plant_canaries
from milepost.io.site_files import texts_of
from milepost.model.path import VaultPath
from support.notes import parse

SECRET = "Diary/Resignation.md"


def canaries(
    text: str = "",
    *,
    path: str = SECRET,
    files: Sequence[str] = (),
    public: str = "",
    known: str = "",
    hides_names: bool = False,
) -> Canaries:
    """The canaries of a private note and of files, beside a public note and what the site says by itself."""
    return plant_canaries(
        private=[(note, text) for note in parse({path: text})],
        files=map(VaultPath, files),
        public=[Passage(VaultPath("Open.md"), public)],
        known=[known],
        hides_names=hides_names,
    )


def found(planted: Canaries, page: str) -> str:
    """What of private notes the page tells, with its line."""
    return ", ".join(sorted({f"{canary.what}:{canary.line}" for _, canary in planted.found_in(page)}))


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("resignation", "its name:1"),
        ("farewell", "its name:1"),
        ("diary-resignation", "its name:1, its path:1"),
        ("goodbye", "its alias:1"),
        ("moonlight", "its tag:1"),
        ("quietly furious", "its property:1"),
        ("old friend", "its property:1"),
        ("next spring", "its property:1"),
        ("letter", ""),
    ],
)
def test_each_name_of_a_private_note_is_one(page: str, told: str) -> None:
    text = (
        "---\ntitle: Farewell\naliases: [Goodbye]\ntags: [moonlight]\nmood: quietly furious\n"
        "to:\n  - {whom: old friend}\n  - next spring\nkind: letter\n---\n"
    )
    assert found(canaries(text), page) == told


@pytest.mark.parametrize(
    ("path", "page", "told"),
    [
        ("Ox.md", "ox", ""),
        ("Fox.md", "fox", "its name:1"),
        ("A b.md", "a b", ""),
        ("2026.md", "2026", ""),
        ("2026 b.md", "2026 b", "its name:1"),
        ("July 2023.md", "30 July 2023", ""),
        ("30 Jul 2023.md", "30 Jul 2023", ""),
        ("May.md", "may", "its name:1"),
        ("July with her.md", "July with her", "its name:1"),
    ],
)
def test_a_name_that_is_short_or_a_day_is_none(path: str, page: str, told: str) -> None:
    assert found(canaries(path=path), page) == told
    assert found(canaries(files=[path.removesuffix(".md")]), page) == told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("the bakery", ""),
        ("the bakery closes", "its words:3"),
        ("30 July 2023", ""),
        ("日記は誰にも", "its words:3"),
        ("日記は誰に", ""),
    ],
)
def test_a_short_line_is_looked_for_whole_unless_it_is_very_short(line: str, told: str) -> None:
    assert found(canaries(f"A\n\n{line}\n\n1\n"), f"So {line}.") == told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("- [ ] Call Zorilla", "its words:4"),
        ("## Quarrelled **badly**", "its words:4"),
        ("Call the", ""),  # a word as short as that is in every text
        ("Call 2026", ""),
        ("Call baker", ""),
        ("Call nobody", ""),
        ("```\nCall Zorilla\n```", ""),
        ("[[Open|Call Zorilla]]", "its words:4"),
        ("Call [[Open]]", ""),
    ],
)
def test_a_line_of_two_long_words_is_one_if_public_notes_and_the_site_have_neither(
    line: str, told: str
) -> None:
    planted = canaries(f"A\n\n\n{line}\n", public="the baker", known="nobody")
    page = "so call zorilla, quarrelled badly, call the, call 2026, call baker, call nobody, call open"
    assert found(planted, page) == told


def test_a_comment_of_two_long_words_is_one() -> None:
    planted = canaries(public="So %%ask Zorilla%%\n\n%%\nplainly unfair\n%%\n")
    assert found(planted, "it is plainly unfair") == "a comment:4"


def test_a_link_shows_its_target_unless_it_has_words_of_its_own_or_names_are_hidden() -> None:
    bare, worded = "[[Resignation]]", "[[Resignation|so]] [so](Resignation.md) ![[Resignation]]"
    worded += " <a class='a' href='Resignation.md'>so</a> <img src=\"Resignation.png\">"
    assert found(canaries(public=bare), "resignation") == ""
    assert found(canaries(public=worded), "resignation") == "its name:1"
    assert found(canaries(public=bare, hides_names=True), "resignation") == "its name:1"


@pytest.mark.parametrize(
    ("text", "page", "told"),
    [
        ("[[Ways of rowing a boat|Rowing]]", "ways of rowing a boat rowing", ""),
        ("[a boat](Some/Ways%20of%20rowing%20a%20boat.md)", "ways of rowing a boat a boat", ""),
        ("- [[Ways of rowing a boat]]\n- [[Some/Rowing#A boat]]", "rowing a boat rowing a boat", ""),
        ("![[Ways of rowing a boat#Tides]]", "of rowing a boat tides ways", ""),
        ("[[Ways of rowing a boat|my own plan]]", "of rowing a boat my own", "its words:1"),
        ("with [[Ways of rowing a boat]]", "with ways of rowing a boat", ""),
        ("1. her [[Ways of rowing a boat]]", "1 ways of rowing a boat", ""),
        ("with my [[Ways of rowing a boat]]", "with my ways of rowing a", "its words:1"),
        ("[[Ways to leave all of it|Leaving]]", "ways to leave all of it", "its words:1"),
    ],
)
def test_links_to_public_files_alone_tell_nothing(text: str, page: str, told: str) -> None:
    planted = plant_canaries(
        private=[(note, text) for note in parse({SECRET: text})],
        files=[],
        public=[Passage(VaultPath(f"{name}.md"), "") for name in ("Ways of rowing a boat", "Some/Rowing")],
        known=[],
    )
    assert found(planted, page) == told


@pytest.mark.parametrize(
    "link",
    [
        "[[Some long way|her boat]]",
        "[her boat](Some/long%20way.md 'title')",
        "[[her boat]]",
        "![[Some]] her boat",
        "[her boat][some label]",
    ],
)
def test_words_are_looked_for_as_they_are_written_and_as_a_page_shows_them(link: str) -> None:
    text = f"I left {link} on the shore\n\nOf {link}\n"
    shown = ["left her boat on the shore", "of her boat"]
    written = [link, f"i left {link} on the shore"]
    assert [found(canaries(text), page) for page in shown] == ["its words:1", "its words:3"]
    assert found(canaries(text), written[1]) == "its words:1"
    assert {found(canaries(text, public=text), page) for page in (*shown, *written)} == {""}


def test_words_are_found_in_a_sentence_of_a_language_without_spaces() -> None:
    planted = canaries("A\n\nข้อความลับมากๆของฉัน\n")
    assert found(planted, "และข้อความลับมากๆของฉันด้วย") == "its words:3"
    assert found(planted, "และข้อความ") == ""


def test_what_begins_items_and_titles_of_callouts_is_not_among_the_words_of_a_page() -> None:
    text = "1. Her boat\n2. is blue\n- [x] as ever\n> [!quote]- She left\n> one day\n"
    shown = "her boat is blue as ever she left one day"
    assert found(canaries(text), shown) == "its words:1, its words:2, its words:3"
    assert found(canaries(text, public=text), shown) == ""
    assert found(canaries(shown, public=text), shown) == ""


def test_a_link_to_a_private_note_tells_its_name_though_a_public_one_has_it() -> None:
    files = {"Diary/Ways of rowing a boat.md": "[[Ways of rowing a boat|Rowing]]"}
    planted = plant_canaries(
        private=[(note, files[note.path]) for note in parse(files)],
        files=[],
        public=[Passage(VaultPath("Ways of rowing a boat.md"), "")],
        known=[],
    )
    assert found(planted, "ways of rowing a boat rowing") == "its words:1"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("m 0 0 l 10 5 l 0 10 z", ""),
        ("path fill none stroke linecap round stroke linejoin", ""),
        ("call the notary", "its words:4"),
        ("<p>then the baker</p>", "its words:6"),
    ],
)
def test_of_a_drawing_only_its_words_are_one(page: str, told: str) -> None:
    text = (
        "A\n\n<svg class='a'><path d='M 0 0 L 10 5 L 0 10 z'/><style>path { fill: none;\n"
        "stroke-linecap: round; stroke-linejoin: bevel }</style><title>Call the notary</title>\n"
        "</svg>\n<p>Then the baker</p>\n"
    )
    assert found(canaries(text), page) == told


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("tags: rowing, boats of wood, blue paint", ""),
        ("wood blue paint mood glad place", "its words:4"),
        ("the moon", "its tag:1"),
    ],
)
def test_tags_are_looked_for_one_by_one(page: str, told: str) -> None:
    tags = "tags:\n  - rowing\n  - boats/of/wood\n  - blue/paint\n"
    text = f"---\n{tags}mood: glad\nplace: home\n---\n#the/moon\n"
    public = "---\ntags: [boats/of/wood, rowing/on/seas, blue/paint, rowing]\n---\n"
    assert found(canaries(text, public=public), page) == told


def test_what_properties_that_no_table_shows_stand_between_tells_nothing() -> None:
    text = "---\nmood: glad\nplace: home\n---\n# Once upon\n\na time there was once more\n"
    shown = "---\nmood: glad\ncssclasses:\n  - wide\nplace: home\npublish: true\n---\n# Once upon\n\nNow.\n"
    page = "mood glad place home once upon"
    assert found(canaries(text, public=shown), page) == ""
    assert found(canaries(text, public=shown.replace("publish", "also")), page) == "its words:2"


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("[[Diary/Resignation|Resignation]]", "its name:1"),
        ("[*Resignation*](Diary%2FResignation.md 'it')", "its name:1"),
        ("[[Resignation#Why|Resignation > Why]]", "its name:1"),
        ("[[Resignation|my resignation]]", ""),
        ("[Resignation](https://z.example)", ""),
    ],
)
def test_a_name_again_as_a_link_s_words_is_said_by_nobody_where_names_are_hidden(
    link: str, told: str
) -> None:
    assert found(canaries(public=link), "resignation") == ""
    assert found(canaries(public=link, hides_names=True), "resignation") == told


@pytest.mark.parametrize(("public", "told"), [("Diary/Trip/Day 1", ""), ("Trip/Diary", "its path:1")])
@pytest.mark.parametrize("private", ["index", "Diary"])
def test_the_page_of_a_folder_with_public_notes_tells_no_private_note_that_stands_for_it(
    public: str, told: str, private: str
) -> None:
    planted = plant_canaries(
        private=[(note, "") for note in parse({f"Diary/{private}.md": ""})],
        files=[],
        public=[Passage(VaultPath(f"{public}.md"), "")],
        known=["index"],
    )
    assert found(planted, f"<a href='diary/'>diary/{private}</a>") == told


def test_the_site_may_say_a_name_of_one_word_or_two_by_itself() -> None:
    text = "---\naliases: [Good bye, Never ever again]\n---\n"
    planted = canaries(text, known="Resignation, good bye, never ever again")
    assert found(planted, "resignation, good bye") == ""
    assert found(planted, "never ever again") == "its alias:1"


def test_the_site_may_say_a_whole_phrase_by_itself() -> None:
    text = "---\naliases: [Back to top, Never ever again]\n---\n## Table of contents\n"
    said = '"top": "Back to top",\n<h2>Table of contents</h2> it says: never ever again'
    planted = canaries(text, known=said)
    assert found(planted, "back to top, table of contents") == ""
    assert found(planted, "never ever again") == "its alias:1"


def test_a_file_tells_the_first_thing_of_each_note() -> None:
    planted = canaries("A\n\ncall the notary\n\nthen the baker\n", public="a %%cat that is not mine%%")
    page = ["then the baker", "call the notary", "a cat that is not mine"]
    assert [(leak.canary.note, leak.canary.line) for leak in find_leaks(planted, "a.html", page)] == [
        ("Diary/Resignation.md", 3),
        ("Open.md", 1),
    ]
    (leak,) = find_leaks(planted, "a.html", [*page[:2], "resignation"])
    assert str(leak) == "a.html: holds its name of Diary/Resignation.md, which is private [private-leak]"


def test_that_a_page_is_a_file_index_html_tells_no_note_of_such_a_name() -> None:
    planted = canaries(path="Private/Projects Index.md")
    assert find_leaks(planted, "projects/index.html", []) == ()
    assert len(find_leaks(planted, "projects-index/index.html", [])) == 1


def test_what_html_calls_elements_attributes_and_classes_is_no_word() -> None:
    planted = canaries(path="Semantics.md", files=["Wikilink", "Title"])
    page = (
        '<a class="wikilink a" title="it" href="b/"><math><semantics><annotation encoding="Semantics">x</a>'
    )
    assert find_leaks(planted, "a.html", [page]) == ()
    for told in ('<a title="semantics">', '<a href="semantics/">', "<p>Semantics</p>", "<!-- semantics -->"):
        assert len(find_leaks(planted, "a.html", [told])) == 1


def test_any_word_of_three_letters_stands_in_a_picture_by_chance() -> None:
    planted = canaries(path="Fox.md", files=["Foxes"])
    assert find_leaks(planted, "a.png", ["\x89PNG\0\0 fOX\x01"]) == ()
    assert len(find_leaks(planted, "a.png", ["\x89PNG\0\0 foxes\x01"])) == 1
    assert len(find_leaks(planted, "a.txt", ["fox"])) == 1


def test_styles_in_html_are_as_full_of_single_words_as_style_sheets() -> None:
    planted = canaries("A\n\ncall the notary\n", path="Inline.md")
    said = '<svg><style>.a{display:inline-block}</style></svg><p style="display:inline">it'
    assert find_leaks(planted, "a.html", texts_of(said.encode())) == ()
    for told in (
        "<style>p::after{content:'call the notary'}</style>",
        '<p style="background:url(inline.png)">',
        '<style>p{color:red}</style><p title="inline">it',
        "<style>p{color:red} inline",
    ):
        assert len(find_leaks(planted, "a.html", texts_of(told.encode()))) == 1


@pytest.mark.parametrize("file", ["a.js", "a.css", "a.js.map"])
def test_programs_and_style_sheets_are_full_of_single_words(file: str) -> None:
    planted = canaries("A\n\ncall the notary\n")
    assert find_leaks(planted, file, ["resignation"]) == ()
    assert len(find_leaks(planted, file, ["call the notary"])) == 1
