"""A page's HTML as the theme's search wants it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_a_heading_within_a_list_leaves_no_tag_open() -> None:
    html = '<ul><li>a</li><li>b<h2 id="c">C</h2>d</li></ul><p>e</p>'
    assert sections(html)[0].text == "<ul><li>a</li><li>b</li></ul>"
    assert told(html) == [("c", "C", "d<p>e</p>")]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a\n  b</p>\n\n<p>c</p>", "<p>a b</p> <p>c</p>"),
        ("a <pre tabindex=0>b\n  c</pre> d", "a<pre>b\n  c</pre>d"),
        ("<p>a</p><p>\n</p><ul>\n<li></li>\n</ul>", "<p>a</p>"),
        ("<p>1 < 2 &amp; &quot;3&quot; &lt;b&gt;</p>", '<p>1 &lt; 2 &amp; "3" &lt;b&gt;</p>'),
        ("<p>a<ul><li>b</p>c", "<p>a<ul><li>b</li></ul></p>c"),
        ("a</li> b", "a b"),
        ("a<script>b</script>c<STYLE>d", "ac"),
        ("a<script>b</SCRIPT>c<style>d</style e>f", "acf"),
        ("a<div data-search-exclude>b<div>c</div>d</div>e", "ae"),
        ("a<div data-search-exclude>b", "a"),
        ("a<HR data-search-exclude>b<div>c</div>", "abc"),
        ("a <code>data-search-exclude</code>", "a <code>data-search-exclude</code>"),
        ("&#60;a&#62; &eacute;", "&lt;a> é"),
        ('<h2 class="a">A heading without an id</h2>\n<p>a</p>', "A heading without an id <p>a</p>"),
    ],
)
def test_words_keep_a_few_bare_tags_that_all_end(html: str, text: str) -> None:
    (page,) = sections(html)
    assert page.text == text


def test_words_behind_a_block_are_not_of_a_heading_within_it() -> None:
    html = '<h2 id="a">A</h2><div><h3 id="b">B</h3><p>b</p><div><h3 id="c">C</h3></div>d</div><p>e</p>'
    assert told(html) == [("a", "A", "<p>e</p>"), ("b", "B", "<p>b</p>d"), ("c", "C", "")]


def test_a_heading_that_a_page_begins_with_is_the_page() -> None:
    (page, other) = sections('\n<h1 id="a">A</h1><p>b</p><h1 id="c">C</h1>')
    assert (page.id, page.title, page.text, other.id) == ("", "A", "<p>b</p>", "c")


def test_a_heading_below_words_is_not_the_page() -> None:
    (page, other) = sections('<p>a</p><h1 id="b">B</h1>c')
    assert (page.title, page.text) == ("", "<p>a</p>")
    assert (other.id, other.title, other.text) == ("b", "B", "c")


def test_an_id_may_be_written_in_any_quotes_or_none() -> None:
    html = """<h2 id="a&amp;b">A</h2><h2 class='x' id='b"'>B</h2><h2 id=c>C</h2>"""
    assert told(html) == [("a&b", "A", ""), ('b"', "B", ""), ("c", "C", "")]
    assert [each.title for each in sections('<h2 id="">D</h2>')] == ["", "D"]


def test_an_excluded_heading_takes_its_section_with_it() -> None:
    html = '<h2 id="a" data-search-exclude>A</h2>a<h2 id="b">B</h2>b'
    assert [(each.id, each.text) for each in sections(html)] == [("", ""), ("b", "b")]


def test_a_title_at_once_below_the_first_takes_nothing_from_it() -> None:
    found = sections('<h1 id="a">A</h1>\n<h1 id="b">B</h1><p>c</p>')
    assert [(each.id, each.title, each.text) for each in found] == [("", "A", ""), ("b", "B", "<p>c</p>")]


_TAGS = [f"<{end}{name}>" for name in ("p", "ul", "li", "pre", "code", "div", "h2") for end in ("", "/")]
_PIECES = [
    *_TAGS,
    '<h2 id="a">',
    "<div data-search-exclude>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<",
    "&",
    '"',
    "a ",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_whatever_a_page_holds_its_words_are_well_formed(html: str) -> None:
    for section in sections(html):
        opened = list[str]()
        for tag in re.findall(r"<[^>]*>?", section.text):
            if tag.startswith("</"):
                assert opened.pop() == tag.replace("/", "")
            else:
                opened.append(tag)
        assert not opened
