"""Laws of formulas: any text is read or refused by name, and what is read ends the same way."""

from hypothesis import given, settings
from hypothesis import strategies as st

from milepost.bases.evaluate import check_formula, evaluate
from milepost.bases.functions import FIELDS, GLOBALS, METHODS
from milepost.bases.grammar import parse_formula
from milepost.bases.names import names_used
from milepost.bases.operators import OPERATORS
from milepost.bases.order import are_equal, compare, identity, text_of
from milepost.bases.values import FormulaError, Value
from support.formula_scope import SAMPLE

_PIECES = (
    *('"', "'", '"a"', "'1d'", '"[[Ada]]"', '"2025-05-27"', '"YYYY [x] Do"', "\\", "/a+/g", "/(/", "/"),
    *("\n", " ", "ß", "日", "0", "1", "2.5", "1e400", "9007199254740993", ".", ",", ":", "(", ")", "[", "]"),
    *("{", "}", "!", "-", "?", "true", "null", "this", "file", "note", "formula", "value", "index", "acc"),
    *("price", "due", "authors", "author", *OPERATORS, "&&", "||"),
)
_LEAVES = st.sampled_from(
    (
        *('"a b"', '""', '"1d"', '"1"', '"[[Ada]]"', '"2025-05-27"', "/a(b)?/g", "0", "1", "-2.5", "1e308"),
        *("(0/0)", "true", "null", "[]", "{}", "this", "file", "note", "author", "authors", "due", "now()"),
        *("place", "price", "duration('1M')", "html('<b>')", "icon('x')", "image(file)", "value", "acc"),
        *("status", "missing"),
    )
)


def _larger(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    arguments = st.lists(parts, max_size=3).map(", ".join)
    return st.one_of(
        st.tuples(parts, st.sampled_from(tuple(OPERATORS)), parts).map(lambda each: f"({' '.join(each)})"),
        st.tuples(parts, st.sampled_from(tuple(METHODS)), arguments).map(
            lambda each: "{}.{}({})".format(*each)
        ),
        st.tuples(parts, st.sampled_from(tuple(FIELDS))).map(".".join),
        st.tuples(parts, parts).map(lambda each: "{}[{}]".format(*each)),
        st.tuples(st.sampled_from(tuple(GLOBALS)), arguments).map(lambda each: "{}({})".format(*each)),
        arguments.map(lambda each: f"[{each}]"),
        parts.map(lambda each: f'{{"k": {each}}}'),
        parts.map(lambda each: f"!{each}"),
    )


formulas = st.recursive(_LEAVES, _larger, max_leaves=12)


def _value(text: str) -> Value:
    """What it is; `None` too where it is refused, as any text may be, but by `FormulaError` alone."""
    try:
        formula = parse_formula(text)
        names_used(formula)
        check_formula(formula)
        return evaluate(formula, SAMPLE)
    except FormulaError as error:
        refusal = error
    assert 1 <= refusal.column <= len(text) + 1
    assert refusal.message
    return None


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_PIECES), max_size=25).map("".join)))
def test_any_text_is_a_formula_or_refused_by_name(text: str) -> None:
    text_of(_value(text))


@settings(max_examples=800)
@given(formulas)
def test_any_formula_has_a_value_or_an_error_that_names_its_place(text: str) -> None:
    value = _value(text)
    assert isinstance(text_of(value), str)
    assert not are_equal(value, value) or identity(value) == identity(value)


@settings(max_examples=200)
@given(formulas)
def test_the_same_formula_has_the_same_value_in_every_build(text: str) -> None:
    assert text_of(_value(text)) == text_of(_value(text))


@settings(max_examples=300)
@given(formulas, formulas, formulas)
def test_the_order_of_values_holds_together(first: str, second: str, third: str) -> None:
    one, two, three = _value(first), _value(second), _value(third)
    assert compare(one, two) == -compare(two, one)
    if compare(one, two) <= 0 and compare(two, three) <= 0:
        assert compare(one, three) <= 0
