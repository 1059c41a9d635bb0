"""What becomes of regular expressions that no linear matcher has, and where there is no matcher."""

import sys

import pytest

from milepost.bases.evaluate import check_formula
from milepost.bases.grammar import parse_formula
from milepost.bases.values import FormulaError


@pytest.mark.parametrize("pattern", ["a(?=b)", "a(?!b)", "(?<=a)b", "(?<!a)b", "(a)\\1", "(?<n>a)\\k<n>"])
def test_looking_around_and_back_is_refused_by_name(pattern: str) -> None:
    with pytest.raises(FormulaError, match="is not matched here"):
        check_formula(parse_formula(f"/{pattern}/.matches(name)"))


@pytest.mark.parametrize("pattern", ["[(?=]", "\\(?=", "(?<name>a)", "(?:a)", "[^]", "\\u{1f600}", "a{,3}"])
def test_what_only_looks_like_it_is_matched(pattern: str) -> None:
    check_formula(parse_formula(f"/{pattern}/.matches(name)"))


def test_without_the_matcher_only_regular_expressions_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "re2", None)
    check_formula(parse_formula('"a".replace("a", "b")'))
    with pytest.raises(FormulaError, match="google-re2"):
        check_formula(parse_formula("/never compiled before/.matches(name)"))
