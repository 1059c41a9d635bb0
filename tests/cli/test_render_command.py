"""`milepost render`: the HTML of one note or of standard input."""

import io
from pathlib import Path
from unittest import mock

import pytest

from support.command import Outcome, milepost
from support.vaults import write_vault


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "mkdocs.yml": "docs_dir: vault\nplugins: [milepost]\n",
        "vault/Area/Circle.md": "---\naliases: Disc\n---\nSee [[Square]], ==round==.\n",
        "vault/Square.md": "# A square\n\n[[nowhere]]\n",
        "vault/Diary.md": "---\npublish: false\n---\nsecret\n",
    }
    return write_vault(tmp_path, files)


def render(folder: Path, text: str | bytes, *arguments: str) -> Outcome:
    data = text.encode() if isinstance(text, str) else text
    with mock.patch("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")):
        return milepost(folder, "render", *arguments)


def test_a_note_is_printed_as_its_page_shows_it(project: Path) -> None:
    made = milepost(project, "render", "Circle")
    assert (made.status, made.err) == (0, "")
    assert made.out.startswith("<h1>Circle</h1>\n")
    assert 'href="../../square/"' in made.out
    assert "<mark>round</mark>" in made.out


def test_a_note_is_found_by_path_and_by_alias(project: Path) -> None:
    names = ("Circle", "Area/Circle.md", "vault/Area/Circle.md", "disc")
    outs = {milepost(project, "render", name).out for name in names}
    assert len(outs) == 1


def test_what_is_wrong_goes_to_standard_error(project: Path) -> None:
    made = render(project, "a $\\frac{1}$\n")
    assert made.status == 1
    assert made.err.startswith("-:1: the formula cannot be set")


def test_standard_input_is_linked_from_the_home_page(project: Path) -> None:
    made = render(project, "see [[Disc]]\n", "-")
    assert made.status == 0
    assert 'href="area/circle/"' in made.out


def test_standard_input_shows_files_that_no_note_shows(project: Path) -> None:
    write_vault(project, {"vault/a b.png": b"", "vault/c.pdf": b""})
    made = render(project, "![[a b.png]] [[c.pdf]] ![[c.pdf]]\n", "-")
    assert (made.status, made.err) == (0, "")
    assert ('src="a%20b.png"' in made.out, made.out.count('href="c.pdf"')) == (True, 2)


def test_standard_input_may_link_to_itself(project: Path) -> None:
    made = render(project, "[[#Top]]\n\n# Top\n", "-")
    assert (made.status, made.out.count(">Top</a>")) == (0, 1), made.err


def test_outside_of_a_vault_nothing_is_linked(tmp_path: Path) -> None:
    made = render(tmp_path, "==a== [[b]]\n")
    assert made.status == 0
    assert "<mark>a</mark>" in made.out
    assert "href" not in made.out


def test_commonmark_leaves_our_own_out(project: Path) -> None:
    own = "==a== ~~b~~ $c$ %%d%% #e ^[f] https://g.h\n\n> [!note] i\n\n- [x] j ^k\n\n| l |\n|---|\n"
    assert render(project, own, "--commonmark").out == (
        "<p>==a== ~~b~~ $c$ %%d%% #e ^[f] https://g.h</p>\n<blockquote>\n<p>[!note] i</p>\n</blockquote>\n"
        "<ul>\n<li>[x] j ^k</li>\n</ul>\n<p>| l |\n|---|</p>\n"
    )
    assert render(project, "# a\nb\nc [[d]]\n", "--commonmark").out == "<h1>a</h1>\n<p>b\nc [[d]]</p>\n"
    assert milepost(project, "render", "Square", "--commonmark").out == (
        "<h1>A square</h1>\n<p>[[nowhere]]</p>\n"
    )


def test_a_private_note_has_no_page_to_print(project: Path) -> None:
    made = milepost(project, "render", "Diary")
    assert made.status == 2
    assert "private" in made.err
    assert "secret" not in made.out + made.err


@pytest.mark.parametrize("name", ["Cirle", "", "../x", "a#b", "Area"])
def test_a_name_that_is_no_notes_is_told(project: Path, name: str) -> None:
    made = milepost(project, "render", name)
    assert made.status == 2
    assert made.out == ""
    assert "Traceback" not in made.err


def test_only_a_note_is_offered_for_a_name_that_is_none(project: Path) -> None:
    write_vault(project, {"vault/Map.canvas": "{}"})
    assert milepost(project, "render", "Map").err == "milepost: no note is called 'Map'\n"
    assert milepost(project, "render", "Map.canvas").err == "milepost: no note is called 'Map.canvas'\n"


def test_input_that_is_no_text_is_told(project: Path) -> None:
    made = render(project, b"\xff\xfe", "-")
    assert made.status == 2
    assert "UTF-8" in made.err
