"""The package physics: what its commands are, for who asks for it."""

from collections.abc import Callable

import pytest

from milepost.ofm.env import RenderEnv, in_markdown_it
from milepost.ofm.parser import create_parser
from milepost.ofm.physics import without_physics
from milepost.ofm.preamble import LONGEST, commands_in
from support.counting import times_as_long


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (r"\vb{r} \vdot \vb*p", r"\mathbf{r} \cdot  \mathbf{p}"),
        (r"\qty{a} \qty[\frac{(b)}{c}]", r"\left\{a\right\} \left[\frac{(b)}{c}\right]"),
        (r"\mqty(1 & 0 \\ 0 & 1) \pmqty{a & b}", r"\begin{pmatrix}1 & 0 \\ 0 & 1\end{pmatrix} "
         r"\begin{pmatrix}a & b\end{pmatrix}"),
        (r"\dd[3]{r} \dd t", r"\mathrm{d}^{3}r \mathrm{d} t"),
        (r"\pdv{f}{x}{y}", r"\frac{\partial^2 f}{\partial x\,\partial y}"),
        (r"\ev{A} \ev{A}{n}", r"\left\langle A\right\rangle  \left\langle n\middle|A\middle|n\right\rangle "),
        (rf"\abs{' ' * 40}{{x}}", r"\left|x\right|"),
        (r"\abs{\abs{x}}", r"\left|\left|x\right|\right|"),
        (r"\\qty \comm{a} \qty(b \phi", r"\\qty \comm{a} \qty(b \phi"),
    ],
)  # fmt: skip
def test_a_command_of_the_package_is_told_in_others(source: str, told: str) -> None:
    assert without_physics(source) == told


def page(text: str, preamble: str = "") -> str:
    return create_parser().render(text, in_markdown_it(RenderEnv(commands=commands_in(preamble))))


def test_it_is_there_for_who_asks_in_the_preamble_or_above_in_the_note() -> None:
    assert "math-core-unknown-cmd" in page(r"$\qty(x)$")
    assert "math-core-unknown-cmd" not in page(r"$\qty(x)$", r"\require{physics}")
    assert page(r"$\qty(x)$ $\require{physics}$ $\qty(x)$").count("math-core-unknown-cmd") == 1


def test_a_command_of_the_notes_own_goes_before_it() -> None:
    assert "<mi>q</mi>" in page(r"$\require{physics}\newcommand{\qty}{q} \qty$")


def test_what_doubles_in_each_level_has_an_end() -> None:
    source = r"\ip{" * 40 + "x" + "}" * 40
    assert len(without_physics(source)) < 4 * LONGEST


_HOSTILE: dict[str, Callable[[int], str]] = {
    "brackets that never close": lambda count: r"\qty(" * count,
    "powers that never close": lambda count: r"\dd[" * count,
}


@pytest.mark.parametrize("make", _HOSTILE.values(), ids=_HOSTILE.keys())
def test_a_formula_eight_times_as_long_is_eight_times_the_work(make: Callable[[int], str]) -> None:
    assert times_as_long(make, without_physics, 500, 4_000) < 24
