r"""`\ce{H2O}` and `\pu{1.2e3 J}` of the package mhchem, in words that `math_core` knows.

What is written how: https://mhchem.github.io/MathJax-mhchem/. Formulas, charges, states, isotopes, bonds,
amounts and arrows with words on them are read; all else is TeX, as it stands.
"""

import re
from collections.abc import Callable

from milepost.ofm.quantity import decimal, plain, quantity
from milepost.ofm.tex_braces import GROUP

__all__ = ["reword_chemistry"]

_CALL = re.compile(r"\\(ce|pu)\s*(?=\{)")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)

_ARROWS = {
    "->": (r"\longrightarrow", r"\xrightarrow"),
    "<-": (r"\longleftarrow", r"\xleftarrow"),
    "<->": (r"\longleftrightarrow", r"\xleftrightarrow"),
    "<-->": (r"\rightleftarrows", r"\xtofrom"),
    "<=>": (r"\rightleftharpoons", r"\xrightleftharpoons"),
    "<=>>": (r"\rightleftharpoons", r"\xrightleftharpoons"),
    "<<=>": (r"\rightleftharpoons", r"\xrightleftharpoons"),
    "→": (r"\longrightarrow", r"\xrightarrow"),
    "⟶": (r"\longrightarrow", r"\xrightarrow"),
    "⇌": (r"\rightleftharpoons", r"\xrightleftharpoons"),
}
# Signs that people paste for those of a keyboard, as mhchem reads them.
_PASTED = str.maketrans({**dict.fromkeys("−–—‐", "-"), "…": "..."})
_DOTS = ".*·⋅•"
_BONDS = {
    "-": "{-}", "1": "{-}", "=": "{=}", "2": "{=}", "#": r"{\equiv}", "3": r"{\equiv}", "...": r"{\cdots}",
    "....": r"{\cdots}", "->": r"{\rightarrow}", "<-": r"{\leftarrow}", "~": r"{\sim}", "≡": r"{\equiv}",
}  # fmt: skip

_TOKEN = re.compile(
    rf"""
      \s*(?P<arrow><-->|<->|<<=>|<=>>|<=>|->|<-|[→⟶⇌])
        (?:\[(?P<above>(?:[^\[\]]|\[[^\[\]]*\])*+)\])?(?:\[(?P<below>(?:[^\[\]]|\[[^\[\]]*\])*+)\])?\s*
    | \s+(?P<sign>v|\^)(?=\s|\Z) | \s*\((?P<bracketed_sign>v|\^)\)
    | \s+(?P<operator>[-+={_DOTS}]|\\pm|\|{{1,2}})\s+
    | \s*(?P<state>\((?:aq|cr|s|l|g|am|vit|ads|lc|sln)\))
    | (?P<blank>\s+)
    | \$(?P<math>[^$]*)\$
    | (?P<words>{GROUP})
    | \\bond\s*\{{(?P<bond>[^{{}}]*)\}}
    | (?P<around>\\(?:frac|overset|underset|underbrace|color\s*{GROUP})\s*)
        (?P<first>{GROUP})(?:\s*(?P<second>{GROUP}))?
    | (?P<command>\\(?:[A-Za-z]+(?:\s*{GROUP})*|.))
    | (?P<script>[\^_])\s*(?P<what>{GROUP}|\$[^$]*\$|\\[A-Za-z]+|\d*(?:\++|-+(?![A-Za-z0-9]))|-?\d+|.)
    | (?P<orbital>(?<![\w)\]])\d{{1,2}}[spdfgh](?![A-Za-z]))
    | (?P<number>(?<![\w)\]])\d+(?:[.,]\d+)?(?:/\d+)? | \d+)
    | (?P<letters>[^\W\d_]+)
    | (?P<charge>[-+]+)(?=\Z|[\s\]),;}}/|<_]|->)
    | (?P<single>[-=\#≡])(?=[\w(\[{{\\$])
    | (?P<dot>[{_DOTS}])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ELEMENT = re.compile(r"[A-Z][a-z]?")
_RADICAL = re.compile(r"[.·⋅•](?!\d)")
# In scripts: other single letters are variables, but for those of a state, `_{(s)}`.
_NAMES = re.compile(r"(?<![\\A-Za-z])(?:[A-Z][A-Za-z]*|[a-z]{2,}|i(?=,|\Z)|(?<=\A\()[a-z](?=\)\Z))")
# Of a definition, `\newcommand{\chem}[1]{\ce{#1}}`: what will stand there is not known.
_PARAMETER = re.compile(r"#\d")
# Of a table around the formula.
_CELL_END = re.compile(r"(?<!\\)&|\\\\")
# A variable that says how many there are, `aA`, unless the letters are a name.
_AMOUNT = re.compile(r"(?!(?:pH|pOH|pC|pK|iPr|iBu)\Z)[a-z](?=[A-Z])")


def reword_chemistry(source: str) -> str:
    r"""The formula with chemistry and quantities in it as mathematics; where a brace is missing, as it is.

    So it is where an argument of a definition is to stand.

    >>> reword_chemistry(r"\ce{SO4^2- + 2H+}")
    '{\\mathrm{SO}_{4}{}^{2-}+ 2\\,\\mathrm{H}^{+}}'
    >>> reword_chemistry(r"\pu{1.2e3 kJ/mol}")
    '{1.2\\cdot 10^{3}\\,\\mathrm{kJ}/\\mathrm{mol}}'
    """
    if r"\ce" not in source and r"\pu" not in source:
        return source
    closing = _closing_braces(source)
    parts: list[str] = []
    at = 0
    for call in _CALL.finditer(source):
        end = closing.get(call.end())
        if end is not None and call.start() >= at and not _PARAMETER.search(source, call.end(), end):
            read = _reaction if call[1] == "ce" else quantity
            text = source[call.end() + 1 : end].strip().translate(_PASTED)
            tex = read(text)
            parts += [source[at : call.start()], tex if _CELL_END.search(text) else f"{{{tex}}}"]
            at = end + 1
    return "".join(parts) + source[at:]


def _closing_braces(source: str) -> dict[int, int]:
    """Where each brace that opens is closed."""
    closing: dict[int, int] = {}
    is_open: list[int] = []
    for found in _BRACE.finditer(source):
        if found[0] == "{":
            is_open.append(found.start())
        elif found[0] == "}" and is_open:
            closing[is_open.pop()] = found.start()
    return closing


class _Writing:
    """A formula of chemistry while it is being written."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.is_behind = False
        """Whether an atom or a bracket that closes stands before, which digits and charges belong to."""
        self._has_scripts = False
        self._before: dict[str, str] = {}

    def write(self, tex: str, *, is_atom: bool = False) -> None:
        """Put TeX behind what there is."""
        self.finish()
        self.parts.append(tex)
        self.is_behind, self._has_scripts = is_atom, False

    def write_letters(self, letters: str) -> None:
        """Put letters of elements; what stands before them as numbers of an isotope belongs to the first."""
        if self._before:
            first = _ELEMENT.match(letters)
            symbol = first[0] if first else letters
            above, below = self._before.pop("^", ""), self._before.pop("_", "")
            self.write(rf"\prescript{{{above}}}{{{below}}}{{\mathrm{{{symbol}}}}}", is_atom=True)
            letters = letters[len(symbol) :]
        if letters:
            self.write(rf"\mathrm{{{letters}}}", is_atom=True)

    def write_script(self, mark: str, tex: str) -> None:
        """Put a script at what stands before it, behind a script that is there; or before what follows."""
        if not self.is_behind:
            self._before[mark] = tex
            return
        self.parts.append(f"{'{}' if self._has_scripts else ''}{mark}{{{tex}}}")
        self._has_scripts = True

    def finish(self) -> None:
        """Put scripts for which nothing has followed by themselves."""
        if self._before:
            self.parts.append("{}" + "".join(f"{mark}{{{tex}}}" for mark, tex in self._before.items()))
            self._before.clear()


def _reaction(text: str) -> str:
    writing = _Writing()
    for token in _TOKEN.finditer(text):
        _WRITERS[token.lastgroup or "other"](writing, token)
    writing.finish()
    return "".join(writing.parts)


def _next(token: re.Match[str]) -> str:
    return token.string[token.end() : token.end() + 1]


def _arrow(writing: _Writing, token: re.Match[str]) -> None:
    short, long = _ARROWS[token["arrow"]]
    above, below = (_reaction(token[name] or "") for name in ("above", "below"))
    on_it = (f"[{below}]" if below else "") + f"{{{above}}}"
    writing.write(long + on_it if above or below else f"{short} ")


def _sign(writing: _Writing, token: re.Match[str]) -> None:
    is_gas = (token["sign"] or token["bracketed_sign"]) == "^"
    writing.write(r"{\uparrow}" if is_gas else r"{\downarrow}")


def _operator(writing: _Writing, token: re.Match[str]) -> None:
    sign = token["operator"]
    if sign[0] == "|":
        writing.write(rf"\ {sign}\ ")
    else:
        writing.write(r"\cdot " if sign in _DOTS else f"{sign} ")


def _blank(writing: _Writing, token: re.Match[str]) -> None:
    writing.write(r"\ " if writing.is_behind and token.end() < len(token.string) else "")


def _words(writing: _Writing, token: re.Match[str]) -> None:
    """Words in braces; braces without any divide what stands before from a script behind."""
    words = token["words"]
    writing.write("" if words == "{}" else rf"\text{words}", is_atom=words != "{}")


def _math(writing: _Writing, token: re.Match[str]) -> None:
    blank = r"\," if _next(token).isspace() else ""
    writing.write(f"{{{reword_chemistry(token['math'])}}}{blank}")


def _around(writing: _Writing, token: re.Match[str]) -> None:
    """A command whose arguments are chemistry, too; a colour is that of the second alone."""
    arguments = "".join(f"{{{_reaction(token[name][1:-1])}}}" for name in ("first", "second") if token[name])
    writing.write(token["around"].replace(r"\color", r"\textcolor") + arguments, is_atom=True)


def _command(writing: _Writing, token: re.Match[str]) -> None:
    command = reword_chemistry(token["command"])
    is_name = command[-1].isalpha()
    writing.write(f"{command} " if is_name else command, is_atom=is_name or command[-1] == "}")


def _script(writing: _Writing, token: re.Match[str]) -> None:
    what = token["what"]
    tex = (what[1:-1] if what[0] == "{" else what).strip("$")
    tex = _NAMES.sub(r"\\mathrm{\g<0>}", _RADICAL.sub(r"{\\bullet}", tex))
    writing.write_script(token["script"], tex)


def _number(writing: _Writing, token: re.Match[str]) -> None:
    number = token["number"]
    if writing.is_behind:
        writing.write_script("_", number)
        return
    above, slash, below = number.partition("/")
    is_fraction = slash and _next(token) != ")"
    amount = rf"\tfrac{{{above}}}{{{below}}}" if is_fraction else decimal(number)
    writing.write(amount if _next(token) in ("", ")", "]", ",") else rf"{amount}\,")


def _letters(writing: _Writing, token: re.Match[str]) -> None:
    letters = token["letters"]
    is_variable = len(letters) == 1 and letters.islower() and _next(token).isspace()
    if not writing.is_behind and (is_variable or _AMOUNT.match(letters)):
        writing.write(letters[0] + r"\,")
        letters = letters[1:]
    if letters:
        writing.write_letters(letters)


def _charge(writing: _Writing, token: re.Match[str]) -> None:
    if writing.is_behind:
        writing.write_script("^", token["charge"])
    else:
        writing.write(token["charge"])


def _dot(writing: _Writing, token: re.Match[str]) -> None:
    writing.write(r"\cdot " if writing.is_behind else token["dot"])


def _bond(writing: _Writing, token: re.Match[str]) -> None:
    writing.write(_BONDS.get(token["bond"] or token["single"], token[0]))


def _other(writing: _Writing, token: re.Match[str]) -> None:
    writing.write(plain(token["other"]), is_atom=token["other"] in ")]}")


_WRITERS: dict[str, Callable[[_Writing, re.Match[str]], None]] = {
    "arrow": _arrow,
    "above": _arrow,
    "below": _arrow,
    "sign": _sign,
    "bracketed_sign": _sign,
    "operator": _operator,
    "blank": _blank,
    "math": _math,
    "words": _words,
    "bond": _bond,
    "first": _around,
    "second": _around,
    "command": _command,
    "what": _script,
    "state": lambda writing, token: writing.write(rf"\,(\mathrm{{{token['state'][1:-1]}}})", is_atom=True),
    "orbital": lambda writing, token: writing.write(rf"\mathrm{{{token['orbital']}}}", is_atom=True),
    "number": _number,
    "letters": _letters,
    "charge": _charge,
    "single": _bond,
    "dot": _dot,
    "other": _other,
}
