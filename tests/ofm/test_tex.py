r"""Rewording formulas takes no longer than they are long, whatever never ends in them."""

from collections.abc import Callable
from time import process_time

import pytest

from milepost.ofm.tex import reword

_HOSTILE: dict[str, Callable[[int], str]] = {
    "rows that never end": lambda count: r"\begin{align}\end{a}" * count,
    "what never ends in rows": lambda count: r"\begin{align}" + r"\begin{a}\end{b}" * count + r"\end{align}",
    "blanks in a diagram": lambda count: r"\begin{CD}A" + " " * 10 * count + r"B\end{CD}",
}


@pytest.mark.parametrize("make", _HOSTILE.values(), ids=_HOSTILE.keys())
def test_a_formula_eight_times_as_long_is_eight_times_the_work(make: Callable[[int], str]) -> None:
    def seconds(count: int) -> float:
        source = make(count)
        start = process_time()
        reword(source, is_display=True)
        return process_time() - start

    few, many = (min(seconds(count) for _ in range(3)) for count in (500, 4_000))
    assert many < 24 * few
