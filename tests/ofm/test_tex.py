r"""Rewording formulas takes no longer than they are long, whatever never ends in them."""

from collections.abc import Callable

import pytest

from milepost.ofm.tex import reword
from support.counting import times_as_long

_HOSTILE: dict[str, Callable[[int], str]] = {
    "rows that never end": lambda count: r"\begin{align}\end{a}" * count,
    "what never ends in rows": lambda count: r"\begin{align}" + r"\begin{a}\end{b}" * count + r"\end{align}",
    "blanks in a diagram": lambda count: r"\begin{CD}A" + " " * 10 * count + r"B\end{CD}",
}


@pytest.mark.parametrize("make", _HOSTILE.values(), ids=_HOSTILE.keys())
def test_a_formula_eight_times_as_long_is_eight_times_the_work(make: Callable[[int], str]) -> None:
    assert times_as_long(make, lambda source: reword(source, is_display=True), 500, 4_000) < 24
