"""The YAML of a base: understood as documented, and whatever it is, read without an exception."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milepost.bases.definition import read_base
from milepost.model.base_file import Filters, Sorting, Statement
from milepost.model.path import VaultPath
from milepost.model.problem import Code

_PATH = VaultPath("Deep/Books.base")

_DOCUMENTED = """\
filters:
  or:
    - file.hasTag("tag")
    - and:
        - file.hasTag("book")
        - file.hasLink("Textbook")
    - not:
        - file.hasTag("book")
        - file.inFolder("Required Reading")
formulas:
  formatted_price: 'if(price, price.toFixed(2) + " dollars")'
  ppu: "(price / age).toFixed(2)"
properties:
  status:
    displayName: Status
  formula.formatted_price:
    displayName: "Price"
  file.ext:
    displayName: Extension
summaries:
  customAverage: 'values.mean().round(3)'
views:
  - type: table
    name: "My table"
    limit: 10
    groupBy:
      property: note.age
      direction: DESC
    filters:
      and:
        - 'status != "done"'
        - or:
            - "formula.ppu > 5"
            - "price > 2.1"
    order:
      - file.name
      - file.ext
      - note.age
      - formula.ppu
      - formula.formatted_price
    summaries:
      formula.ppu: Average
"""


def test_the_example_of_obsidians_documentation_is_understood() -> None:
    base, problems = read_base(_PATH, "Books", _DOCUMENTED)
    assert problems == ()
    assert isinstance(base.filters, Filters)
    assert base.filters.how == "or"
    assert base.filters.parts[0] == Statement('file.hasTag("tag")', 3)
    assert list(base.formulas) == ["formatted_price", "ppu"]
    assert base.names["note.status"] == "Status"
    view = base.views[0]
    assert (view.type, view.name, view.limit, view.anchor) == ("table", "My table", 10, "my-table")
    assert view.group == Sorting("note.age", is_descending=True, line=27)
    assert view.columns[3:] == ("formula.ppu", "formula.formatted_price")
    assert view.summaries == {"formula.ppu": Statement("Average", 42)}


def test_an_empty_base_is_a_table_of_names() -> None:
    for text in ("", "\ufeff", "# nothing\n", "views:\n", "views: []\n"):
        base, problems = read_base(_PATH, "Books", text)
        assert problems == ()
        assert [view.columns for view in base.views] == [("file.name",)]


_LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{c}: &{c} [{f'*{b}, ' * 9}]\n" for b, c in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [", 2),
        ("views: []\nviews: []\n", 2),
        ("views:\n  - name: a\n    name: b\n", 3),
        ("filters: {and: [a], and: [b]}\n", 1),
        ("filters: &f\n  and:\n    - *f\n", 2),
        ("[" * 5_000, 1),
        ("views: [{a: {b: " + "[" * 3_000, 1),
        ("x" * 1_000_001, 1),
        ("a: \0", 1),
        ("- a\n- b\n", 1),
        ("just words\n", 1),
        ("views: {a: 1}\n", 1),
        ("filters: [a, b]\n", 1),
        ("filters: {all: [a]}\n", 1),
        (f"{_LAUGHS}filters: *i\n", 1),
        (f"filters: {{and: [{'{and: [' * 60}]}}", 1),
    ],
)
def test_what_is_no_base_is_a_problem_with_its_line(text: str, line: int) -> None:
    base, problems = read_base(_PATH, "Books", text, 1)
    assert problems
    assert {each.code for each in problems} == {Code.BASE_INVALID}
    assert min(each.line for each in problems) <= line + 1
    assert base.path == _PATH


def test_what_no_filter_can_be_read_from_shows_nothing_rather_than_all() -> None:
    for text in ("filters: [a]\n", "filters: {any: [a]}\n", "views: 3\n", "views: {a: 1}\n", "views: [a]\n"):
        base, problems = read_base(_PATH, "Books", text)
        assert problems
        assert base.fault or all(view.fault for view in base.views)


_KEYS = (
    *("filters", "and", "or", "not", "views", "type", "name", "order", "sort", "groupBy", "limit"),
    *("summaries", "formulas", "properties", "displayName", "property", "direction", "columnSize", "x"),
)
_YAML = st.recursive(
    st.sampled_from(("a", "3", "true", "null", "'x y'", "file.name", "2026-01-01", "", '"[["')),
    lambda parts: st.one_of(
        st.lists(parts, max_size=3).map(lambda each: f"[{', '.join(each)}]"),
        st.lists(
            st.tuples(
                st.sampled_from(_KEYS),
                parts,
            ),
            max_size=4,
        ).map(lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"),
    ),
    max_leaves=12,
)


@settings(max_examples=300)
@given(st.one_of(_YAML, st.text(max_size=80)))
def test_any_text_is_a_base_or_a_problem(text: str) -> None:
    base, problems = read_base(_PATH, "Books", text, 7)
    assert all(each.path == _PATH and each.line >= 7 and each.message for each in problems)
    assert base.views or base.fault
    assert len({view.anchor for view in base.views}) == len(base.views)
