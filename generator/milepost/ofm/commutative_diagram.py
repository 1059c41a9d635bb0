r"""`\begin{CD}` of the package amscd, in words that `math_core` knows.

https://docs.mathjax.org/en/v3.2/input/tex/extensions/amscd.html. Rows of objects, with arrows between them,
take turns with rows of arrows; `@` begins an arrow.
"""

import re

from milepost.ofm.tex_braces import GROUP, innermost

__all__ = ["reword_diagrams"]

_DIAGRAM = innermost("CD")
_LABEL = rf"((?:[^{{}}@]|{GROUP})*?)"
# The sign of an arrow stands thrice, with what is said at its one side and at its other.
_ARROW = re.compile(rf"@(?:([<>VA]){_LABEL}\1{_LABEL}\1|([=|.]))")
_NAMES = {"<": r"\xleftarrow", ">": r"\xrightarrow", "V": r"\Big\downarrow", "A": r"\Big\uparrow"}
_PLAIN = {"=": r"\xlongequal{}", "|": r"\Big\Vert", ".": ""}


def reword_diagrams(source: str) -> str:
    r"""The formula with its commutative diagrams as arrays.

    >>> reword_diagrams(r"\begin{CD} A @>f>> B \\ @| @. \\ C @= D \end{CD}")
    '\\begin{array}{c}A&\\xrightarrow[{}]{f}&B\\\\\\Big\\Vert&&\\\\C&\\xlongequal{}&D\\end{array}'
    """
    return _DIAGRAM.sub(_array, source) if r"\begin{CD}" in source else source


def _array(diagram: re.Match[str]) -> str:
    rows = enumerate(diagram[2].split(r"\\"))
    arrayed = r"\\".join(_row(row, number) for number, row in rows)
    return rf"\begin{{array}}{{c}}{arrayed}\end{{array}}"


def _row(row: str, number: int) -> str:
    """The cells of a row: in each second row the arrows stand below objects, in the others between them."""
    cells: list[str] = []
    at = 0
    for arrow in _ARROW.finditer(row):
        if words := row[at : arrow.start()].strip():
            cells.append(words)
        if len(cells) % 2 == number % 2:
            cells.append("")
        cells.append(_arrow(arrow))
        at = arrow.end()
    if words := row[at:].strip():
        cells.append(words)
    return "&".join(cells)


def _arrow(arrow: re.Match[str]) -> str:
    """An arrow with its labels; a vertical one stays in the middle, whichever side of it is longer."""
    sign, first, second, plain = arrow.groups()
    if plain:
        return _PLAIN[plain]
    if sign in "<>":
        return rf"{_NAMES[sign]}[{{{second}}}]{{{first}}}"
    before, behind = rf"\hphantom{{{second}}}{first}", rf"{second}\hphantom{{{first}}}"
    return rf"{{\scriptstyle {before}}}{_NAMES[sign]}{{\scriptstyle {behind}}}"
