"""Every function, field and operator of formulas, by its cases: formulas in, what they are out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from milepost.bases.evaluate import evaluate
from milepost.bases.functions import FUNCTIONS
from milepost.bases.grammar import parse_formula
from milepost.bases.operators import OPERATORS
from milepost.bases.values import FormulaError
from support.cases import Case, read_cases
from support.formula_scope import SAMPLE, shown

_HERE = Path(__file__).parent
_SIGNS = {*OPERATORS, "&&", "||", "!", "( )"}


def _answer(text: str) -> str:
    try:
        return shown(evaluate(parse_formula(text), SAMPLE))
    except FormulaError as error:
        return f"error: {error}"


@pytest.mark.cases("formulas/*.md")
def test_each_formula_is_what_obsidian_documents(case: Case, check: Callable[[str], None]) -> None:
    check("".join(f"{_answer(line)}\n" for line in case.given.splitlines()))


def _titles(*files: str) -> set[str]:
    return {case.title.partition(": ")[0] for file in files for case in read_cases(_HERE / "formulas" / file)}


def test_each_function_and_field_has_a_case_of_its_name_and_no_other_has() -> None:
    assert _titles("functions.md") == {function.title for function in FUNCTIONS}


def test_each_operator_has_a_case_of_its_name() -> None:
    assert _titles("operators.md") == _SIGNS
