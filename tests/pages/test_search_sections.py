"""A page's HTML as the theme's search wants it."""

import pytest

from milepost.pages.sections import sections

TAGS = (
    "span",
    'span class="a"',
    "span style='color: red'",
    """a title='"' class="it's" """,
    "SPAN",
    "i id=x",
)


def told(html: str) -> list[tuple[str, str, str]]:
    """Id, title and text of each section but what comes before the first."""
    return [(each.id, str(each.title), str(each.text)) for each in sections(html) if each.id]


@pytest.mark.parametrize("tag", TAGS)
def test_a_tag_that_is_passed_over_moves_no_words(tag: str) -> None:
    name = tag.partition(" ")[0]
    html = f'<h2 id="a">A <{tag}>b</{name}></h2><p>c</p><h2 id="d">D</h2><p>e</p>'
    assert told(html) == [("a", "A b", "<p>c</p>"), ("d", "D", "<p>e</p>")]


@pytest.mark.parametrize("tag", TAGS)
def test_one_that_is_excluded_is_left_out_whatever_else_it_says(tag: str) -> None:
    name = tag.partition(" ")[0]
    html = f'<h2 id="a">A</h2><p>b <{tag} lang="a>b" data-search-exclude>c</{name}>d</p>'
    assert told(html) == [("a", "A", "<p>b d</p>")]


def test_a_comment_ends_where_it_ends() -> None:
    assert told("""<h2 id="a">A</h2><p>b<!-- it's <i -->c<i title='d'>e</i></p>""") == [
        ("a", "A", "<p>bce</p>")
    ]


def test_headings_of_what_is_left_out_begin_no_section() -> None:
    html = '<h2 id="a">A</h2><div data-search-exclude><h3 id="b">B</h3>b</div><p>c</p><h2 id="d">D</h2>'
    assert told(html) == [("a", "A", "<p>c</p>"), ("d", "D", "")]


def test_a_formula_is_said_once() -> None:
    html = '<h2 id="a">A</h2><math><mi>x</mi><annotation encoding="tex">\\x</annotation></math>'
    assert told(html) == [("a", "A", "x")]
