"""Commands to which a vault gives names of its own: what they stand for, and how much of it."""

from collections.abc import Callable

import pytest

from milepost.ofm.env import RenderEnv, in_markdown_it
from milepost.ofm.parser import create_parser
from milepost.ofm.preamble import commands_in, expand
from support.counting import times_as_long

PREAMBLE = r"""
\newcommand{\R}{\mathbb{R}}          % \newcommand{\gone}{x}
\newcommand\norm[1]{\left\Vert #1 \right\Vert}
\renewcommand{\vec}[1]{\mathbf{#1}}
\newcommand{\s}{\ \ }
\newcommand{\given}{\;\middle|\;}
\newcommand{\qed}{\tag*{$\blacksquare$}}
\def\pair#1#2{(#1, #2)}
\let\temp\epsilon \let\epsilon\varepsilon \let\varepsilon\temp
\DeclareMathOperator*{\argmin}{arg\,min}
\DeclarePairedDelimiter{\abs}{\lvert}{\rvert}
\newenvironment{augmented}[1]{\left[\begin{array}{@{}*{#1}{c}|c@{}}}{\end{array}\right]}
\newcommand{\below}[2]{#1_{\large#2}}
\newcommand{\deep}{a{b{c{d{e}}}}}
\newcommand{\often}[2][x]{#1#2}
\usepackage{amsmath}
"""


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (r"x \in \R^2", r"x \in \mathbb{R}^2"),
        (r"x_\R", r"x_{\mathbb{R}}"),
        (r"1\\\R", r"1\\\mathbb{R}"),
        (r"\Rest", r"\Rest"),
        (r"\norm{\vec v}", r"\left\Vert \mathbf{v} \right\Vert"),
        (r"\norm \alpha", r"\left\Vert \alpha \right\Vert"),
        (rf"\norm{' ' * 40}{{v}}^2", r"\left\Vert v \right\Vert^2"),
        (r"a\s b", r"a\ \  b"),
        (r"\pair{a}b", "(a, b)"),
        (r"\epsilon\varepsilon", r"\varepsilon\epsilon"),
        (r"\argmin_x", r"\operatorname*{arg\,min}_x"),
        (r"\abs{x}\abs*{y}", r"\lvert x\rvert\left\lvert y\right\rvert"),
        (r"\begin{augmented}{2}", r"\left[\begin{array}{@{}*{2}{c}|c@{}}"),
        (r"\below{x}{y}", r"x_{\large y}"),
        (r"\deep", "a{b{c{d{e}}}}"),
        (r"\often y \gone \norm", r"\often y \gone \norm"),
        (r"\newcommand{\R}{x}", r"\newcommand{\R}{x}"),
    ],
)
def test_a_command_is_what_it_stands_for(source: str, told: str) -> None:
    assert expand(source, commands_in(PREAMBLE)) == told


def page(text: str, preamble: str = PREAMBLE) -> str:
    return create_parser().render(text, in_markdown_it(RenderEnv(commands=commands_in(preamble))))


def test_what_a_command_stands_for_may_be_a_tag_or_half_a_pair() -> None:
    html = page(r"$$\left\{ x \given x > 0 \right\} \qed$$")
    assert "■" in html
    assert "math-error" not in html
    assert "math-core-unknown-cmd" not in html


def test_the_notes_own_command_goes_before_the_vaults() -> None:
    html = page(r"$\R$ $\renewcommand{\R}{q}\R$ $\R$")
    assert html.count("<mi>ℝ</mi>") == 1
    assert html.count("<mi>q</mi>") == 2


@pytest.mark.parametrize("body", [r"\x\x", r"\x", "1" * 4_000 + r"\x"])
def test_commands_that_never_end_leave_the_formula_as_it_is(body: str) -> None:
    assert expand(r"a\x", commands_in(rf"\def\x{{{body}}}")) == r"a\x"


_HOSTILE: dict[str, Callable[[int], str]] = {
    "braces that never close": lambda count: r"\newcommand{\x}{" * count,
    "groups in groups": lambda count: r"\def\x" + "{" * count + "}" * count,
}


@pytest.mark.parametrize("make", _HOSTILE.values(), ids=_HOSTILE.keys())
def test_a_preamble_eight_times_as_long_is_eight_times_the_work(make: Callable[[int], str]) -> None:
    assert times_as_long(make, commands_in, 500, 4_000) < 24
