r"""`\ce` and `\pu`: examples of mhchem's manual, each with the TeX that it becomes."""

import pytest

from milepost.ofm.chemistry import reword_chemistry

_REACTIONS = {
    "H2O": r"\mathrm{H}_{2}\mathrm{O}",
    "CrO4^2-": r"\mathrm{CrO}_{4}{}^{2-}",
    "[AgCl2]-": r"[\mathrm{AgCl}_{2}]^{-}",
    "Y^{99+}": r"\mathrm{Y}^{99+}",
    "2 H2O": r"2\,\mathrm{H}_{2}\mathrm{O}",
    "1/2H2O": r"\tfrac{1}{2}\,\mathrm{H}_{2}\mathrm{O}",
    "n H2O": r"n\,\mathrm{H}_{2}\mathrm{O}",
    "(1/2) A": r"(1/2)\ \mathrm{A}",
    "0,5 A": r"0{,}5\,\mathrm{A}",
    "aA + 2nB": r"a\,\mathrm{A}+ 2\,n\,\mathrm{B}",
    "pH, iPr": r"\mathrm{pH},\mathrm{iPr}",
    "1s^2 10sp 2si": r"\mathrm{1s}^{2}\ 10\,\mathrm{sp}\ 2\,\mathrm{si}",
    "$x$ Na(NH4)": r"{x}\,\mathrm{Na}(\mathrm{NH}_{4})",
    "^{227}_{90}Th+": r"\prescript{227}{90}{\mathrm{Th}}^{+}",
    "^0_-1n-": r"\prescript{0}{-1}{\mathrm{n}}^{-}",
    "^{13}CH4": r"\prescript{13}{}{\mathrm{C}}\mathrm{H}_{4}",
    "H{}^3HO": r"\mathrm{H}\prescript{3}{}{\mathrm{H}}\mathrm{O}",
    "^{2}": r"{}^{2}",
    "A -> B": r"\mathrm{A}\longrightarrow \mathrm{B}",
    "A → B⟶C": r"\mathrm{A}\longrightarrow \mathrm{B}\longrightarrow \mathrm{C}",
    "A ⇌[H2O] B": r"\mathrm{A}\xrightleftharpoons{\mathrm{H}_{2}\mathrm{O}}\mathrm{B}",
    "A <=>[H2O] B": r"\mathrm{A}\xrightleftharpoons{\mathrm{H}_{2}\mathrm{O}}\mathrm{B}",
    r"A ->[\Delta][{slowly}] B": r"\mathrm{A}\xrightarrow[\text{slowly}]{\Delta }\mathrm{B}",
    r"[\{(X2)3\}2]^3+": r"[\{(\mathrm{X}_{2})_{3}\}_{2}]^{3+}",
    r"2 $\left(\ce{O2}\right)$": r"2\,{\left({\mathrm{O}_{2}}\right)}",
    "CO3^2-_{(aq)}": r"\mathrm{CO}_{3}{}^{2-}{}_{(\mathrm{aq})}",
    "NaCl (s) + H2O(l)": r"\mathrm{NaCl}\,(\mathrm{s})+ \mathrm{H}_{2}\mathrm{O}\,(\mathrm{l})",
    "OCO^{.-}": r"\mathrm{OCO}^{{\bullet}-}",
    "OCO^{•-}": r"\mathrm{OCO}^{{\bullet}-}",
    "C6H5-CHO": r"\mathrm{C}_{6}\mathrm{H}_{5}{-}\mathrm{CHO}",
    r"A=B#C\bond{~}D": r"\mathrm{A}{=}\mathrm{B}{\equiv}\mathrm{C}{\sim}\mathrm{D}",
    r"A\bond{?}B": r"\mathrm{A}\bond{?}\mathrm{B}",
    "CuSO4*5H2O": r"\mathrm{CuSO}_{4}\cdot 5\,\mathrm{H}_{2}\mathrm{O}",
    "CuSO4.5H2O": r"\mathrm{CuSO}_{4}\cdot 5\,\mathrm{H}_{2}\mathrm{O}",
    "CuSO4·5H2O • A": r"\mathrm{CuSO}_{4}\cdot 5\,\mathrm{H}_{2}\mathrm{O}\cdot \mathrm{A}",
    "SO4^2− + Cl− + A–B": (r"\mathrm{SO}_{4}{}^{2-}+ \mathrm{Cl}^{-}+ \mathrm{A}{-}\mathrm{B}"),
    "HC≡CH A\\bond{…}B": r"\mathrm{HC}{\equiv}\mathrm{CH}\ \mathrm{A}{\cdots}\mathrm{B}",
    "C_nH_$m$": r"\mathrm{C}_{n}\mathrm{H}_{m}",
    "Na+_{(aq)}_{(s)} C_{(s)x}": (r"\mathrm{Na}^{+}{}_{(\mathrm{aq})}{}_{(\mathrm{s})}\ \mathrm{C}_{(s)x}"),
    "P_i O_{i,j}": r"\mathrm{P}_{\mathrm{i}}\ \mathrm{O}_{\mathrm{i},j}",
    "Na+/K+->L+<=>M": (
        r"\mathrm{Na}^{+}/\mathrm{K}^{+}\longrightarrow \mathrm{L}^{+}\rightleftharpoons \mathrm{M}"
    ),
    "Zn | Zn^2+ || Cu|2A": r"\mathrm{Zn}\ |\ \mathrm{Zn}^{2+}\ ||\ \mathrm{Cu}|2\,\mathrm{A}",
    r"\frac{[H+]}{2}": r"\frac{[\mathrm{H}^{+}]}{2}",
    r"\overset{+1}{H}2": r"\overset{+1}{\mathrm{H}}_{2}",
    r"\underset {a}{HCl} + \underbrace{H2O}_{water}": (
        r"\underset {\mathrm{a}}{\mathrm{HCl}}+ \underbrace{\mathrm{H}_{2}\mathrm{O}}_{\mathrm{water}}"
    ),
    r"\color{red}{H2}O": r"\textcolor{red}{\mathrm{H}_{2}}\mathrm{O}",
    "Fe^{III}2": r"\mathrm{Fe}^{\mathrm{III}}{}_{2}",
    "BaSO4 v + H2 ^": r"\mathrm{BaSO}_{4}{\downarrow}+ \mathrm{H}_{2}{\uparrow}",
    "B (v)": r"\mathrm{B}{\downarrow}",
    r"\mu-Cl, e- \& 5 %": r"\mu {-}\mathrm{Cl},\mathrm{e}^{-}\ \&5\,\%",
    "{Gluconic Acid} A": r"\text{Gluconic Acid}\ \mathrm{A}",
    "- . A+B": r"-\cdot \mathrm{A}+\mathrm{B}",
}
_QUANTITIES = {
    "123 kJ//mol": r"123\,\mathrm{kJ}/\mathrm{mol}",
    "1.2e-3 J mol-1 K^{-1}": r"1.2\cdot 10^{-3}\,\mathrm{J}\,\mathrm{mol}^{-1}\,\mathrm{K}^{-1}",
    "−1.2e−3 J": r"-1.2\cdot 10^{-3}\,\mathrm{J}",
    "1,2E3 J": r"1{,}2\times 10^{3}\,\mathrm{J}",
    "0,5 m 10^-3": r"0{,}5\,\mathrm{m}\,10^{-3}",
    r"1x10^{-12} \mu mol": r"1\times 10^{-12}\,\mu \mathrm{mol}",
    "1.6 x 10^-19 C": r"1.6\times 10^{-19}\,\mathrm{C}",
    r"2*10^3 \times 10^{4}": r"2\cdot 10^{3}\,\times\,10^{4}",
    "12+-3 m 5+/-1": r"12\pm 3\,\mathrm{m}\,5\pm 1",
    r"20 °C*\mu s": r"20\,\mathrm{°C}{\cdot}\mu \mathrm{s}",
    r"5 %, 5 \%": r"5\,\%,\,5\,\%",
}


@pytest.mark.parametrize("text", _REACTIONS)
def test_chemistry_becomes_mathematics(text: str) -> None:
    assert reword_chemistry(rf"a \ce{{{text}}} b") == rf"a {{{_REACTIONS[text]}}} b"


@pytest.mark.parametrize("text", _QUANTITIES)
def test_quantities_become_mathematics(text: str) -> None:
    assert reword_chemistry(rf"\pu{{{text}}}") == f"{{{_QUANTITIES[text]}}}"


def test_cells_and_rows_are_those_of_the_table_around() -> None:
    assert reword_chemistry(r"\ce{A &-> B \\ 2C} \ce{D}") == (
        r"\mathrm{A}\ &\longrightarrow \mathrm{B}\ \\2\,\mathrm{C} {\mathrm{D}}"
    )


def test_without_its_last_brace_it_stays() -> None:
    assert (
        reword_chemistry(r"\frac{\ce{H2}}{\ce{H2O}") == r"\frac{{\mathrm{H}_{2}}}{{\mathrm{H}_{2}\mathrm{O}}"
    )
    assert reword_chemistry(r"\ce{H2\} \ce") == r"\ce{H2\} \ce"


def test_what_a_definition_will_be_given_stays() -> None:
    assert reword_chemistry(r"\def\x#1{\ce{#1} \ce{A#B}}") == (
        r"\def\x#1{\ce{#1} {\mathrm{A}{\equiv}\mathrm{B}}}"
    )
