"""What can be known of a formula before there is a row."""

import pytest

from milepost.bases.evaluate import check_formula, evaluate
from milepost.bases.grammar import parse_formula
from milepost.bases.names import names_used
from milepost.bases.values import FileRef, FormulaError, Value
from support.formula_scope import SampleScope


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('price + note.age + note["x y"]', {"note.price", "note.age", "note.x y"}),
        ('formula.ppu > 5 && formula["two"]', {"formula.ppu", "formula.two"}),
        ('file.hasTag("x") || file.name == "a"', {"file.name"}),
        ("list(tags).map(value + index + factor)", {"note.tags", "note.factor"}),
        ("value + tags.reduce(acc + value, acc)", {"note.value", "note.tags", "note.acc"}),
        ("cover-image", {"note.cover", "note.image", "note.cover-image"}),
        ("cover - image", {"note.cover", "note.image"}),
        ('{"a": [1, -b]}.a[c]', {"note.b", "note.c"}),
        ("this.file.name", set[str]()),
    ],
)
def test_a_formula_says_which_properties_it_asks_for(text: str, names: set[str]) -> None:
    assert names_used(parse_formula(text)) == names


@pytest.mark.parametrize(
    "text", ["if(false, foo(1), 1)", "missing.upper()", "today(1)", "true || /(?=a)/.matches(1)", "a.trim(1)"]
)
def test_what_no_row_can_mend_is_refused_before_there_is_one(text: str) -> None:
    with pytest.raises(FormulaError):
        check_formula(parse_formula(text))


def test_only_what_is_needed_is_asked_for() -> None:
    asked: list[str] = []

    class Counting(SampleScope):
        def note(self, name: str) -> Value:
            asked.append(name)
            return True

    evaluate(parse_formula("if(a, b, c) && (d || e)"), Counting())
    assert asked == ["a", "b", "d"]


def test_formulas_that_ask_for_one_another_without_end_are_refused() -> None:
    class Circle(SampleScope):
        def formula(self, name: str) -> Value:
            return evaluate(parse_formula("formula.again + 1"), self)

    with pytest.raises(FormulaError, match="too deep"):
        evaluate(parse_formula("formula.again"), Circle())


def test_a_file_that_readers_may_not_know_of_tells_nothing() -> None:
    class Private(SampleScope):
        def file(self) -> FileRef | None:
            return None

        def about(self, file: FileRef) -> None:
            return None

    told = ["file.name", "file.tags", 'file.hasTag("x")', "note.keys()", "this.title", "author.asFile().size"]
    assert [evaluate(parse_formula(each), Private()) for each in told] == [None] * len(told)
    assert evaluate(parse_formula('author.asFile().hasTag("x")'), Private()) is False
