r"""LaTeX as MathJax takes it, in the words that `math_core` knows.

MathJax in Obsidian numbers nothing by itself, takes `\tag` anywhere and definitions twice, and loads packages
when asked.
"""

import re
import unicodedata
from functools import lru_cache

from milepost.ofm.chemistry import reword_chemistry
from milepost.ofm.commutative_diagram import reword_diagrams
from milepost.ofm.css_color import color_digits
from milepost.ofm.proof_tree import reword_proofs
from milepost.ofm.tex_braces import innermost
from milepost.ofm.tex_commands import spell_signs
from milepost.ofm.tex_phrases import reword_phrases

__all__ = ["defined_names", "defines", "nesting", "reword"]

# An environment, and the one that looks like it, without numbers.
_ENVIRONMENTS = {
    "align": "align*", "alignat": "align*", "alignat*": "align*", "flalign": "align*", "flalign*": "align*",
    "alignedat": "aligned", "split": "aligned", "smallmatrix": "subarray", "matrix*": "matrix",
    "pmatrix*": "pmatrix", "bmatrix*": "bmatrix", "Bmatrix*": "Bmatrix", "vmatrix*": "vmatrix",
    "Vmatrix*": "Vmatrix", "smallmatrix*": "subarray", "psmallmatrix": "pmatrix", "bsmallmatrix": "bmatrix",
    "psmallmatrix*": "pmatrix", "bsmallmatrix*": "bmatrix",
    "equation": "equation*", "gather": "gather*", "multline": "multline*", "multlined": "gathered",
    "eqnarray": "array", "eqnarray*": "array",
}  # fmt: skip
_COLUMNS = {
    r"\begin{eqnarray}": "{rcl}", r"\begin{eqnarray*}": "{rcl}",
    # And as many others as there are.
    r"\begin{smallmatrix}": "{c}", r"\begin{smallmatrix*}": "{c}", r"\begin{array}{}": "{c}",
}  # fmt: skip
# Rows in which MathJax lets stand what `math_core` does not: a line between two, and columns in the middle.
_ROWS = innermost(r"(?:align|gather)(?:ed|\*?)|split")
_MARK = re.compile(r"\\(?:[A-Za-z]+|.)|&", re.DOTALL)
_ALIGNED_COLUMNS = "{" + "rl" * 10 + "}"  # more than a page has room for
_BEFORE_COLUMNS = re.compile(r"(?<=\\begin\{array\})\s+(?=[\[{])")
_BORDER = re.compile(r"\\(begin|end)\{(\w+\*?)\}(\{\d+\}|(?<=\{array\})\{\})?")
# Neither boxes nor other sizes of letters can be had among formulas. Two backslashes end a line.
# A blank takes their place, lest the command before and a letter behind be one: `\alpha\small x`.
_SILENT = re.compile(
    r"\\(?:(\\)|(?:require|label)\s*\{[^{}]*\}|bbox\s*(?:\[[^\[\]]*\])?(?=\s*\{)"
    r"|(?:[tT]iny|scriptsize|small|normalsize|large|Large|LARGE|[hH]uge)(?![A-Za-z])\s*)"
)
_BOX = re.compile(r"\\(?:colorbox|fcolorbox\s*\{[^{}]*\})\s*\{[^{}]*\}\s*(?=\{)")
_SIGN = r"\\.|[^{}\\]"
# Words with braces in them, and in these once more: of a formula among them.
_TEXT = re.compile(
    rf"(\\(?:text(?:bf|it|rm|sf|tt|up|normal)?|[hm]box)\s*)"
    rf"\{{((?:{_SIGN}|\{{(?:{_SIGN}|\{{(?:{_SIGN})*\}})*\}})*)\}}",
    re.DOTALL,
)
# Where a formula among words begins or ends.
_EDGE = re.compile(r"(?<!\\)(?:\$|\\[()])")
_COLORED = re.compile(r"\\(?:text)?color(\s*\{[^{}]*\}\s*)\{([^{}]*)\}")
# A colour up to the next one, or to the end of the words.
_SWITCHED = re.compile(r"\\color\s*(\{[^{}]*\})(?!\s*\{)((?:(?!\\color)[^{}])*)")
# `math_core` has other colours by some of these names: its green is lime.
_COLOR = re.compile(r"\\(text)?color\s*(?:\[(RGB|rgb|gray)\]\s*)?\{([^{}]*)\}")
# Written in ways that `math_core` does not read: a big delimiter in braces, `\Big{[}`, and a backslash at the
# end of a line or of all, which stands for a space.
_BIG = re.compile(r"(\\[bB]igg?[lrm]?)\s*\{\s*(\\[A-Za-z]+|\\.|[^\s\\{}])\s*\}")
_LAST_BLANK = re.compile(r"(?<!\\)((?:\\\\)*\\)(?=\n|\Z)")
# How far the next line is from this one, `\\[6pt]`, whether a page may end here, `\\*`, and at which height
# lines stand among others: `math_core` would show it.
_LINE_SPACE = re.compile(r"(?<!\\)((?:\\\\)+)(?:\*?\[\s*-?[\d.,]+\s*[a-z]{2}\s*\]|\*)")
_HEIGHT = re.compile(r"(\\begin\{(?:aligned(?:at)?|gathered|multlined)\})\s*\[[tbc]\](?:\[[^\[\]]*\])?")
# Signs that are no more than that among words; with a backslash they swallow the blank behind them, without
# one most are commands to `math_core`.
_SIGN_OF_WORDS = re.compile(r"(?:\\?([_&%])|\\([#${}]))(\s?)|(?<!\\)\^")
# To MathJax all of these take any unit, and a pixel is a point: either is a tenth of an em.
_KERN = re.compile(r"\\m(?:kern|skip)(?=\s*-?[\d.]+\s*(?!mu)[a-z]{2})")
_KERN_IN_BRACES = re.compile(r"(\\(?:m?kern|[hm]skip))\s*\{\s*(-?[\d.]+\s*[a-z]{2})\s*\}")
_PIXELS = re.compile(r"(\\(?:hspace\s*\{|hskip|kern)\s*-?[\d.]+\s*)px")
# A name that is more than letters: with a script, or in letters of another kind.
_NAME = re.compile(r"\\operatorname\*?\s*\{((?:[^{}\\]|\\.|\{[^{}]*\})*)\}", re.DOTALL)
_MORE_THAN_LETTERS = re.compile(r"(?<!\\)[_^{]")
_HYPHEN = re.compile(r"(?<=[A-Za-z])-(?=[A-Za-z])")
_BLACKBOARD = re.compile(r"\\(?:mathbb|Bbb)\s*(?:\{\s*([A-Z])\s*\}|([A-Z]))\s*")
# An operator of one's own, which has its limits below where it is displayed; `math_core` sets those of a
# `\mathop` at its side.
_OWN_OPERATOR = re.compile(
    r"\\mathop\s*\{\s*(?:\\(?:mathrm|operatorname\*?)\s*\{(?P<name>[^{}$]*)\}\s*"
    r"|\\text(?:rm)?\s*\{(?P<words>[^{}$]*)\}\s*"
    rf"|\\rm(?![A-Za-z])(?P<roman>[^{{}}$]*)|(?P<letter>{_BLACKBOARD.pattern}))\}}"
)
_BLANK = re.compile(r"\\? ")
# What would be a minus and a prime.
_SIGNS_OF_NAME = str.maketrans({"-": "\N{HYPHEN}", "'": "\N{RIGHT SINGLE QUOTATION MARK}"})
# To `math_core` a star is a part of the command before it, to MathJax only of these.
_STAR = re.compile(r"(\\(?!(?:operatorname|tag)\*)[A-Za-z]+)\*")
_LIMITS = re.compile(r"\\mathop\s*\{([^{}]*)\}\s*\\limits(?![A-Za-z])")
_OPERATOR = re.compile(r"\\DeclareMathOperator(\*?)\s*\{?(\\[A-Za-z]+)\}?\s*\{((?:[^{}]|\{[^{}]*\})*+)\}")
# The definition of a command, unless its first argument has a default, which `\def` cannot say.
_COMMAND = re.compile(r"\\(?:re)?newcommand\*?\s*\{?(\\[A-Za-z]+)\}?(?!\[\d\]\s*\[)(?:\[(\d)\])?\s*(?=\{)")
_DEFINITION = re.compile(
    r"\\(?:(?:re)?newcommand|def|let|DeclareMathOperator)(?![A-Za-z])(?:\*?\s*\{?\s*(\\[A-Za-z]+))?"
)
_TAG = re.compile(r"\\tag(?![A-Za-z])")
_BARE_TAG = re.compile(r"\\tag\s*(\d)")
# One behind all rows, not of the last of them.
_TAG_OF_ALL = re.compile(
    r"\\end\{(?:align|gather)\*\}(?:(?!\\end\{(?:align|gather)\*\}).)*\\tag(?![A-Za-z])", re.DOTALL
)
_ROWS_OF_TAGS = re.compile(r"(\\(?:begin|end)\{(?:align|gather))\*\}")
_TAG_IN_LINE = re.compile(r"\\tag(\*?)\s*\{([^{}]*)\}")
_TAGGED = re.compile(r"\\begin\{(?:align|equation|gather|multline)\*\}")


def defines(source: str) -> bool:
    """Whether the formula gives names to be used in those behind it."""
    return _DEFINITION.search(source) is not None


def defined_names(source: str) -> list[str]:
    r"""The names that it gives.

    >>> defined_names(r"\newcommand*{\R}{\mathbb{R}} \let\x\R")
    ['\\R', '\\x']
    """
    return [found[1] for found in _DEFINITION.finditer(source) if found[1]]


# What opens or closes a level; a command may take all that follows as its argument. A comment hides the rest.
_LEVELS = re.compile(r"%.*|\\[A-Za-z]+|\\.|[^\s\\%]")
_OPENING = frozenset({"{", r"\begin", r"\left"})
_CLOSING = frozenset({"}", r"\end", r"\right"})
_OPTIONAL = re.compile(r"\\(?!left|right|[bB]igg?)[A-Za-z]+\s*\[")


@lru_cache(maxsize=2048)  # as what is set: a formula stands on several pages
def nesting(source: str) -> int:
    r"""How many levels the formula may have inside one another; more rather than less.

    >>> nesting(r"\frac{1}{\sqrt{x}}"), nesting(r"\sqrt\sqrt x"), nesting("x^2")
    (3, 2, 0)
    """
    deepest = depth = commands = 0
    for token in _LEVELS.findall(source):
        if token in _OPENING:
            depth += 1
        elif token in _CLOSING:
            depth, commands = max(0, depth - 1), 0
        elif token[0] != "%":
            commands = commands + 1 if token[0] == "\\" else 0
        deepest = max(deepest, depth + commands)
    # The loop does not follow optional arguments, `\sqrt[3]`: each may be one level more, wherever it ends.
    return deepest + len(_OPTIONAL.findall(source))


def reword(source: str, *, is_display: bool) -> str:
    r"""The formula as `math_core` has to be told it.

    >>> reword(r"\begin{align}a&=b\end{align}", is_display=True)
    '\\begin{align*}a&=b\\end{align*}'
    >>> reword(r"a \tag{1}", is_display=True)
    '\\begin{equation*}a \\tag{1}\\end{equation*}'
    """
    if "\\" not in source:
        return source
    if "\\\n" in source or source.endswith("\\"):
        source = _LAST_BLANK.sub(r"\1 ", source)
    if r"\\" in source:
        source = _LINE_SPACE.sub(r"\1 ", source)
    source = _BEFORE_COLUMNS.sub("", _HEIGHT.sub(r"\1", _BIG.sub(r"\1\2 ", source)))
    source = spell_signs(reword_phrases(reword_chemistry(reword_diagrams(reword_proofs(source)))))
    source = _BORDER.sub(_border, _ROWS.sub(_rows, _SILENT.sub(_silenced, source)))
    source = _OWN_OPERATOR.sub(_own_operator, source)
    source = _LIMITS.sub(r"\\operatorname*{\1}", _TEXT.sub(_text, _BOX.sub(r"\\text", source)))
    source = _PIXELS.sub(r"\1pt", _KERN.sub(r"\\kern", _KERN_IN_BRACES.sub(r"\1 \2 ", source)))
    source = _OPERATOR.sub(r"\\def\2{\\operatorname\1{\3}}", source)
    source = _COLOR.sub(_color, _COMMAND.sub(_definition, _NAME.sub(_name, source)))
    if "*" in source:
        source = _STAR.sub(r"\1 *", source)
    return _tagged(source, is_display=is_display) if _TAG.search(source) else source


def _tagged(source: str, *, is_display: bool) -> str:
    """The formula with its tag where `math_core` takes one; among words it stands behind it."""
    source = _BARE_TAG.sub(r"\\tag{\1}", source)
    if not is_display:
        return _TAG_IN_LINE.sub(_in_line, source)
    if _TAG_OF_ALL.search(source):
        source = _ROWS_OF_TAGS.sub(r"\1ed}", source)
    return source if _TAGGED.search(source) else rf"\begin{{equation*}}{source}\end{{equation*}}"


def _in_line(tag: re.Match[str]) -> str:
    return rf"\qquad\text{{{tag[2]}}}" if tag[1] else rf"\qquad\text{{({tag[2]})}}"


def _silenced(found: re.Match[str]) -> str:
    return r"\\" if found[1] else " "


def _border(found: re.Match[str]) -> str:
    side, name, columns = found.groups()
    kept = "" if name.startswith("align") else _COLUMNS.get(found[0], columns or "")
    return rf"\{side}{{{_ENVIRONMENTS.get(name, name)}}}{kept}"


def _rows(found: re.Match[str]) -> str:
    """Rows as they are, or by the name of those in which `math_core` lets the same stand."""
    name, rows = found.groups()
    depth, outside = 0, set[str]()
    for mark in _MARK.findall(rows):
        depth += (mark == r"\begin") - (mark == r"\end")
        if depth == 0:
            outside.add(mark)
    if r"\hline" in outside:
        return rf"\begin{{array}}{_ALIGNED_COLUMNS}{rows}\end{{array}}"
    if "&" in outside and name.startswith("gather"):
        name = name.replace("gather", "align")
    return rf"\begin{{{name}}}{rows}\end{{{name}}}"


def _own_operator(found: re.Match[str]) -> str:
    """The operator by its name; where that is words, with the blanks and signs among them."""
    name = found["name"] or found["roman"] or found["letter"] or ""
    if words := found["words"]:
        name = _BLANK.sub(r"\\ ", _SIGN_OF_WORDS.sub(_sign_of_words, words)).translate(_SIGNS_OF_NAME)
    return rf"\operatorname*{{{name}}}"


def _name(found: re.Match[str]) -> str:
    """The name of an operator as a formula, where it is one; scripts of it then stand at its side.

    Not so of a single letter of the blackboard, such as that of an expectation, which has a sign of its own.
    What joins two words of a name is a hyphen, and no minus.
    """
    if (letter := _BLACKBOARD.fullmatch(found[1].strip())) and found[0].startswith(r"\operatorname*"):
        return rf"\operatorname*{{{_blackboard(letter[1] or letter[2])}}}"
    if _MORE_THAN_LETTERS.search(found[1]):
        return rf"\mathop{{\mathrm{{{found[1]}}}}}"
    return _HYPHEN.sub("\u2010", found[0])


def _blackboard(letter: str) -> str:
    """The capital with doubled strokes; some of them have been in Unicode for longer than the others."""
    kind = "" if letter in "CHNPQRZ" else "MATHEMATICAL "
    return unicodedata.lookup(f"{kind}DOUBLE-STRUCK CAPITAL {letter}")


def _text(found: re.Match[str]) -> str:
    """The words with plain signs, and formulas and colours among them outside of them."""
    parts = _EDGE.split(found[2])
    if len(parts) % 2 == 0:
        return found[0]
    command = found[1].replace("\\", r"\\")
    colored = rf"}}\\textcolor\1{{{command}{{\2}}}}{command}{{"
    words = (
        _COLORED.sub(colored, _SWITCHED.sub(_switched, _SIGN_OF_WORDS.sub(_sign_of_words, part)))
        for part in parts[::2]
    )
    formulas = [*(_TEXT.sub(_text, part) for part in parts[1::2]), ""]
    return "".join(f"{found[1]}{{{word}}}{formula}" for word, formula in zip(words, formulas, strict=True))


def _switched(found: re.Match[str]) -> str:
    """The colour with the words that have it; what is no colour changes none."""
    return rf"\color{found[1]}{{{found[2]}}}" if color_digits(found[1].strip(" {}").lower()) else found[2]


def _sign_of_words(found: re.Match[str]) -> str:
    sign = found[1] or found[2]
    return rf"\{sign}" + (r"\ " if found[3] else "") if sign else r"\textasciicircum{}"


def _color(found: re.Match[str]) -> str:
    """The colour by its number, as MathJax hands what a browser knows by name on to it.

    What only a style sheet can work out, `var(--accent)`, changes none; other words `math_core` may know.
    """
    digits = color_digits(found[3].strip(), found[2] or "")
    if digits is not None:
        return rf"\hexcolored{{{digits}}}" if found[1] else rf"\color[HTML]{{{digits}}}"
    return "" if "(" in found[3] else found[0]


def _definition(command: re.Match[str]) -> str:
    r"""The same command by `\def`, which may stand for one that is known already."""
    places = "".join(f"#{number}" for number in range(1, int(command[2] or 0) + 1))
    return rf"\def{command[1]}{places}"
