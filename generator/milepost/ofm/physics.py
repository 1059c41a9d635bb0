r"""The package physics, which MathJax has for who asks, `\require{physics}`: its commands in other words.

https://docs.mathjax.org/en/v3.2/input/tex/extensions/physics.html. Brackets are as high as what is in them.
"""

import re
from collections.abc import Collection

from milepost.ofm.preamble import LONGEST, MOST, group_at, past_space

__all__ = ["without_physics"]

_COMMAND = re.compile(r"\\(?:([A-Za-z]+)\*{0,2}|.)", re.DOTALL)
_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|[^\\{}\s]", re.DOTALL)
_DEEPER = re.compile(r"\\.|[()\[\]{}|]", re.DOTALL)
_CLOSING = {"(": ")", "[": "]", "{": "}", "|": "|"}

_ANGLES = r"\left\langle {}\right\rangle "
# What a command is with one argument, with two, and so on; it takes as many as it can.
_WITH_ARGUMENTS: dict[str, tuple[str, ...]] = {
    "vb": (r"\mathbf{#1}",), "va": (r"\vec{\mathbf{#1}}",), "vu": (r"\hat{\mathbf{#1}}",),
    "abs": (r"\left|#1\right|",), "norm": (r"\left\Vert #1\right\Vert ",),
    "eval": (r"\left.#1\right|",), "order": (r"\mathcal{O}\left(#1\right)",),
    "comm": ("", r"\left[#1,#2\right]"), "acomm": ("", r"\left\{#1,#2\right\}"),
    "pb": ("", r"\left\{#1,#2\right\}"), "qq": (r"\quad\text{#1}\quad ",), "var": (r"\delta #1",),
    "bra": (r"\left\langle #1\right|",), "ket": (r"\left|#1\right\rangle ",),
    "ip": (_ANGLES.format(r"#1\middle|#1"), _ANGLES.format(r"#1\middle|#2")),
    "op": (r"\left|#1\right\rangle\left\langle #1\right|", r"\left|#1\right\rangle\left\langle #2\right|"),
    "ev": (_ANGLES.format("#1"), _ANGLES.format(r"#2\middle|#1\middle|#2")),
    "mel": ("", "", _ANGLES.format(r"#1\middle|#2\middle|#3")),
    "dd": (r"\mathrm{d}^{#0}#1",),
    "dv": (r"\frac{\mathrm{d}^{#0}}{\mathrm{d}#1^{#0}}", r"\frac{\mathrm{d}^{#0}#1}{\mathrm{d}#2^{#0}}"),
    "pdv": (
        r"\frac{\partial^{#0}}{\partial #1^{#0}}", r"\frac{\partial^{#0}#1}{\partial #2^{#0}}",
        r"\frac{\partial^2 #1}{\partial #2\,\partial #3}",
    ),
    "fdv": (r"\frac{\delta^{#0}}{\delta #1^{#0}}", r"\frac{\delta^{#0}#1}{\delta #2^{#0}}"),
}  # fmt: skip
_SAME = {
    "vectorbold": "vb", "vectorarrow": "va", "vectorunit": "vu", "absolutevalue": "abs", "evaluated": "eval",
    "commutator": "comm", "anticommutator": "acomm", "poissonbracket": "pb", "braket": "ip",
    "innerproduct": "ip", "outerproduct": "op", "dyad": "op", "ketbra": "op", "expval": "ev",
    "expectationvalue": "ev", "matrixel": "mel", "matrixelement": "mel", "differential": "dd",
    "derivative": "dv", "partialderivative": "pdv", "functionalderivative": "fdv", "variation": "var",
    "quantity": "qty", "matrixquantity": "mqty", "smqty": "mqty", "smallmatrixquantity": "mqty",
}  # fmt: skip
_ALONE = {
    "vdot": r"\cdot ", "dotproduct": r"\cdot ", "cross": r"\times ", "crossproduct": r"\times ",
    "cp": r"\times ", "grad": r"\nabla ", "gradient": r"\nabla ", "div": r"\nabla\cdot ",
    "divergence": r"\nabla\cdot ", "curl": r"\nabla\times ", "laplacian": r"\nabla^2 ",
    "qcomma": r",\quad ", "qc": r",\quad ", "pv": r"\mathcal{P}", "principalvalue": r"\mathcal{P}",
    **{name: rf"\operatorname{{{name}}}" for name in ("Tr", "tr", "rank", "erf", "Res")},
    **{f"q{word}": rf"\quad\text{{{word}}}\quad " for word in ("if", "and", "or", "for", "let", "where")},
}  # fmt: skip
_MATRICES = {"(": "pmatrix", "[": "bmatrix", "{": "matrix", "|": "vmatrix"}
_MOST_UNFINISHED, _LONGEST_POWER = 20, 100
_OF_KIND = {"pmqty": "pmatrix", "bmqty": "bmatrix", "Pmqty": "pmatrix", "vmqty": "vmatrix"}
_IN_BRACKETS = frozenset(("qty", "mqty", *_OF_KIND, *_WITH_ARGUMENTS))


def without_physics(source: str, others: Collection[str] = ()) -> str:
    r"""The formula without commands of the package, but for `others`, which the note defines itself.

    >>> without_physics(r"\qty(\dv[2]{f}{x}) \comm{A}{B}")
    '\\left(\\frac{\\mathrm{d}^{2}f}{\\mathrm{d}x^{2}}\\right) \\left[A,B\\right]'
    """
    whole, at, steps, unfinished = source, 0, 0, 0
    while found := _COMMAND.search(source, at):
        at = found.end()
        name = found[1] or ""
        told = None if rf"\{name}" in others else _told(source, name, at)
        if told is None:
            unfinished += _SAME.get(name, name) in _IN_BRACKETS
            if unfinished > _MOST_UNFINISHED:  # each is looked for to the end of the formula
                return source
            continue
        steps += 1
        if steps > MOST or len(source) > LONGEST:
            return whole
        text, end = told
        source, at = f"{source[: found.start()]}{text}{source[end:]}", found.start()
    return source


def _told(source: str, name: str, at: int) -> tuple[str, int] | None:
    """What the command before `at` is, and where its arguments end; `None` for another package's."""
    name = _SAME.get(name, name)
    if name in _ALONE:
        return _ALONE[name], at
    if name in _IN_BRACKETS and name not in _WITH_ARGUMENTS:
        return _between(source, name, past_space(source, at))
    if name not in _WITH_ARGUMENTS:
        return None
    power, ways = "", _WITH_ARGUMENTS[name]
    if source.startswith("[", at) and (end := _closed(source, at, at + _LONGEST_POWER)):
        power, at = source[at + 1 : end], end + 1
    arguments: list[str] = []
    while len(arguments) < len(ways):
        start = past_space(source, at)
        group = group_at(source, start)
        if group is not None:
            arguments.append(group)
            at = start + len(group) + 2
        elif not arguments and (token := _TOKEN.match(source, start)):
            arguments.append(token[0])
            at = token.end()
        else:
            break
    told = ways[len(arguments) - 1] if arguments else ""
    if not told:
        return None
    for number, argument in enumerate((power, *arguments)):
        told = told.replace(f"#{number}", argument)
    return told.replace("^{}", " "), at


def _between(source: str, name: str, at: int) -> tuple[str, int] | None:
    """Brackets, or a matrix, around what stands in brackets of any kind."""
    opening, end = source[at : at + 1], _closed(source, at, len(source))
    if end is None:
        return None
    inside = source[at + 1 : end]
    if name == "qty":
        left, right = (r"\{", r"\}") if opening == "{" else (opening, _CLOSING[opening])
        return rf"\left{left}{inside}\right{right}", end + 1
    kind = _OF_KIND.get(name) or _MATRICES[opening]
    return rf"\begin{{{kind}}}{inside}\end{{{kind}}}", end + 1


def _closed(source: str, at: int, end: int) -> int | None:
    """Where the bracket closes that opens here, if before the `end`."""
    opening = source[at : at + 1]
    closing = _CLOSING.get(opening)
    if closing is None:
        return None
    depth = braces = 0
    for sign in _DEEPER.finditer(source, at, end):
        braces += (sign[0] == "{") - (sign[0] == "}")
        if sign[0] == closing and sign.start() > at:
            depth -= 1
        elif sign[0] == opening:
            depth += 1
        if depth == 0 and braces == 0:
            return sign.start()
    return None
