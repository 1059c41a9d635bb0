"""Kinds of path and the ways between them."""

from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from milepost.model.path import (
    Anchor,
    PagePath,
    VaultPath,
    is_index,
    page_file,
    page_path,
    project_path,
    slugify,
    stem,
    vault_path,
)
from milepost.model.url import absolute_url, quoted, relative_url


@pytest.mark.parametrize("text", ["", ".", "..", "/", "/etc/passwd", "../Secret.md", "a/../../b.md"])
def test_a_path_that_leaves_the_vault_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a path inside a vault"):
        vault_path(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phase 1/Softmax.md", "Phase 1/Softmax.md"),
        ("./Phase 1//Softmax.md", "Phase 1/Softmax.md"),
        ("Phase 1/../Softmax.md", "Softmax.md"),
        ("Cafe\u0301.md", "Café.md"),
        ("...md", "...md"),
    ],
)
def test_a_path_has_one_spelling(text: str, expected: str) -> None:
    assert vault_path(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", ".", "..", "/", "/a", "//a", "../a", "a/../b", "a/../../b", "./a", "a//b", "a/", "a\0b", "\ud800"],
)
def test_a_path_that_a_run_does_not_record_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no path inside a project"):
        project_path(text)


@pytest.mark.parametrize("text", ["experiments/demo.py", "a", "..a/b..", "Größe/日本.csv", "a\\b"])
def test_a_path_that_a_run_records_is_kept_as_it_is(text: str) -> None:
    assert project_path(text) == text


def test_a_dot_in_a_name_is_no_ending() -> None:
    assert stem(VaultPath("Notes/v1.2 notes.md")) == "v1.2 notes"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Why wait? (part 2)", "why-wait-part-2"),
        ("Größe & Maß", "größe-maß"),
        ("日本語 ノート", "日本語-ノート"),
        ("snake_case stays", "snake_case-stays"),
        ("  ---  ", "-"),
        ("..", "-"),
        ("का", "का"),
        ("की", "की"),
        ("I\u0307zmir", "i\u0307zmir"),
        ("🌱", "🌱"),
        ("🌱 Growth ❤\ufe0f", "growth"),
        ("❤\ufe0f ∑", "❤-∑"),
        ("<>|+", "-"),
        ("C++ vs. C#", "c-vs.-c"),
    ],
)
def test_a_text_becomes_a_part_of_an_address(text: str, expected: str) -> None:
    assert slugify(text) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.md", True),
        ("A/README.md", True),
        ("A/Index.MD", True),
        ("A/A.md", False),
        ("indexes.md", False),
    ],
)
def test_a_note_may_stand_for_its_folder(path: str, expected: bool) -> None:
    assert is_index(VaultPath(path)) is expected


@given(st.text())
def test_a_part_of_an_address_is_never_empty_nor_leads_away(text: str) -> None:
    slug = slugify(text)
    assert slug
    assert slug not in (".", "..")
    assert not set(slug) & set("/?#%\\ \n")


@pytest.mark.parametrize(
    ("path", "as_folder", "as_file"),
    [
        ("Softmax.md", "softmax/", "softmax.html"),
        ("index.md", "", "index.html"),
        ("README.md", "", "index.html"),
        ("Phase 1/KV cache.md", "phase-1/kv-cache/", "phase-1/kv-cache.html"),
        ("Phase 1/index.md", "phase-1/", "phase-1/index.html"),
        ("Phase 1/Readme.md", "phase-1/", "phase-1/index.html"),
        ("Phase 1/Phase 1.md", "phase-1/", "phase-1/index.html"),
        ("v1.2 notes.md", "v1.2-notes/", "v1.2-notes.html"),
        ("UPPER.MD", "upper/", "upper.html"),
    ],
)
def test_a_note_has_an_address(path: str, as_folder: str, as_file: str) -> None:
    assert page_path(VaultPath(path)) == as_folder
    assert page_path(VaultPath(path), directory_urls=False) == as_file


@pytest.mark.parametrize(
    ("page", "file"),
    [("", "index.html"), ("a/b/", "a/b/index.html"), ("a/b.html", "a/b.html"), ("feed.xml", "feed.xml")],
)
def test_a_page_is_written_to_a_file(page: str, file: str) -> None:
    assert page_file(PagePath(page)) == file


@pytest.mark.parametrize(
    ("origin", "goal", "expected"),
    [
        ("", "a/", "a/"),
        ("a/", "", "../"),
        ("a/", "a/", "./"),
        ("", "", "./"),
        ("a/b/", "a/c/", "../c/"),
        ("a/b.html", "a/c.html", "c.html"),
        ("index.html", "a/b.html", "a/b.html"),
        ("a/b.html", "index.html", "../index.html"),
        ("a/", "größe/", "../gr%C3%B6%C3%9Fe/"),
        ("a/", "files/50% off?.png", "../files/50%25%20off%3F.png"),
    ],
)
def test_a_link_is_relative_to_its_page(origin: str, goal: str, expected: str) -> None:
    assert relative_url(PagePath(origin), PagePath(goal)) == expected


def test_a_link_into_the_same_page_is_only_the_place() -> None:
    assert relative_url(PagePath("a/"), PagePath("a/"), Anchor("^claim")) == "#^claim"


@given(st.text())
@example("a b/~c.d-e_f/")
@example("a\n")
def test_an_address_is_quoted_as_urllib_does(address: str) -> None:
    text = address.encode("utf-8", "ignore").decode()
    assert quoted(text) == quote(text)


def test_a_place_is_quoted() -> None:
    assert relative_url(PagePath(""), PagePath("a/"), Anchor('x"y z')) == "a/#x%22y%20z"


def test_a_full_address_is_quoted_too() -> None:
    assert absolute_url("https://x.example/s/", PagePath("größe/")) == "https://x.example/s/gr%C3%B6%C3%9Fe/"
