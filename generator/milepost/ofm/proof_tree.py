r"""`\begin{prooftree}` of the package bussproofs, in words that `math_core` knows.

https://docs.mathjax.org/en/v3.2/input/tex/extensions/bussproofs.html. Steps stand on a stack; each that
infers takes its premises from it, and puts them over a line.
"""

import re
from typing import NamedTuple

from milepost.ofm.tex_braces import GROUP, innermost

__all__ = ["reword_proofs"]

# As many steps above one another are more than a reader wants; each is a level for `math_core`.
_HIGHEST = 40

_PROOF = innermost("prooftree")
# A step with its words, or which line the next has.
_STEP = re.compile(
    rf"\s*\\(?:(\w+)\s*\{{((?:[^{{}}]|{GROUP})*+)\}}|(noLine|singleLine|solidLine)(?![A-Za-z]))\s*"
)
_PREMISES = {
    "UnaryInfC": 1, "UIC": 1, "BinaryInfC": 2, "BIC": 2, "TrinaryInfC": 3, "TIC": 3,
    "QuaternaryInfC": 4, "QuinaryInfC": 5,
}  # fmt: skip
_LINES = {
    "noLine": r"\genfrac{}{}{0pt}{0}", "singleLine": r"\dfrac", "solidLine": r"\dfrac",
}  # fmt: skip
_ONE_FORMULA = re.compile(r"\s*\$([^$]*)\$\s*")


def reword_proofs(source: str) -> str:
    r"""The formula with its proofs as fractions; one that is no proof, or too high, stays as it is.

    >>> reword_proofs(r"\begin{prooftree}\AXC{$A$}\RL{MP}\UIC{$B$}\end{prooftree}")
    '\\dfrac{{A}}{{B}}\\ \\text{MP}'
    """
    if r"\begin{prooftree}" not in source:
        return source
    return _PROOF.sub(lambda found: _proof(found[2]) or found[0], source)


class _Proved(NamedTuple):
    tex: str
    height: int
    """How many steps stand above one another."""


def _proof(text: str) -> str | None:
    """The proof whose steps these are, if they make one."""
    proved: list[_Proved] = []
    line, left, right, at = _LINES["singleLine"], "", "", 0
    while at < len(text):
        step = _STEP.match(text, at)
        if step is None:
            return None
        at = step.end()
        words = _words(step[2] or "")
        match step[1]:
            case None:
                line = _LINES[step[3]]
            case "LeftLabel" | "LL":
                left = rf"{words}\ "
            case "RightLabel" | "RL":
                right = rf"\ {words}"
            case "AxiomC" | "AXC":
                proved.append(_Proved(words, 0))
            case name:
                count = _PREMISES.get(name, 0)
                premises = proved[-count:]
                height = 1 + max((each.height for each in premises), default=0)
                if not 0 < count <= len(proved) or height > _HIGHEST:
                    return None
                del proved[-count:]
                above = r"\qquad ".join(each.tex for each in premises)
                proved.append(_Proved(f"{left}{line}{{{above}}}{{{words}}}{right}", height))
                line, left, right = _LINES["singleLine"], "", ""
    return proved[0].tex if len(proved) == 1 else None


def _words(words: str) -> str:
    formula = _ONE_FORMULA.fullmatch(words)
    return f"{{{formula[1]}}}" if formula else rf"\text{{{words}}}" if words.strip() else "{}"
