r"""Commands of TeX that take what stands around them, or are written as no macro can be: `\root 3 \of x`.

Each is told in words that `math_core` knows, by one entry of a table. All are rare, and so are looked for
together.
"""

import re
from collections.abc import Callable

from milepost.ofm.tex_braces import GROUP, INSIDE

__all__ = ["reword_phrases"]

_Replacement = str | Callable[[re.Match[str]], str]

_PLAIN_GROUP = r"\{[^{}]*\}"
_SIZED = r"\\(?:smash|cfrac|(?:over|under)bracket|math(?:[clr]lap|makebox))"
_OPTION = r"(?:\[[^\[\]]*\]\s*)?"
_LENGTH = r"-?[\d.]+\s*[a-z]{2}\s*"
# Signs that mean something among words, and how to write them there.
_PLAIN = str.maketrans(
    {sign: rf"\{sign}" for sign in "#$%&_{}"}
    | {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
)
# MathML Core has no `menclose`: `math_core` draws boxes and strokes, and lines above and below.
_ENCLOSED = {
    "box": r"\boxed", "roundedbox": r"\boxed", "circle": r"\boxed", "top": r"\overline",
    "longdiv": r"\overline", "actuarial": r"\overline", "bottom": r"\underline",
    "updiagonalstrike": r"\cancel", "horizontalstrike": r"\cancel", "downdiagonalstrike": r"\bcancel",
    "updiagonalstrike downdiagonalstrike": r"\xcancel",
}  # fmt: skip
_LONG_ARROWS = {
    "implies": r"\Longrightarrow", "impliedby": r"\Longleftarrow", "iff": r"\Longleftrightarrow",
}  # fmt: skip
_STARRED_COLUMNS = re.compile(r"\*\s*\{(\d{1,2})\}\s*\{([^{}]{1,20})\}")
# Between columns, before and behind cells; and columns of a width, which are paragraphs.
_BETWEEN_COLUMNS = re.compile(r"[@!<>]\s*\{[^{}]*\}")
_PARAGRAPHS = re.compile(r"[pmbX]\s*\{[^{}]*\}")


def reword_phrases(source: str) -> str:
    r"""The formula without such commands.

    >>> reword_phrases(r"\root 3 \of x"), reword_phrases(r"\left< x \right>")
    ('\\sqrt[ 3 ]x', '\\left\\langle  x \\right\\rangle ')
    """
    if _ANY.search(source):
        for pattern, replacement in _PHRASES:
            source = pattern.sub(replacement, source)
    return source


def _verbatim(found: re.Match[str]) -> str:
    return rf"\texttt{{{found[2].translate(_PLAIN)}}}"


def _character(found: re.Match[str]) -> str:
    number = int(found[1], 16) if found[1] else int(found[2])
    sign = chr(number) if number < 0x110000 else ""
    return rf"\text{{{sign}}}" if sign.isprintable() and (sign.isalnum() or not sign.isascii()) else found[0]


def _enclosed(found: re.Match[str]) -> str:
    return _ENCLOSED.get(" ".join(found[1].split()), "")


def _columns(found: re.Match[str]) -> str:
    columns = _STARRED_COLUMNS.sub(lambda each: each[2] * int(each[1]), found[2])
    return f"{found[1]}{{{_PARAGRAPHS.sub('l', _BETWEEN_COLUMNS.sub('', columns))}}}"


def _negated(found: re.Match[str]) -> str:
    return rf"\not{_LONG_ARROWS[found[1]]} "


def _angle(found: re.Match[str]) -> str:
    return found[1] + (r"\langle " if found[2] == "<" else r"\rangle ")


def _gothic(found: re.Match[str]) -> str:
    return found[0].replace("I", "\N{BLACK-LETTER CAPITAL I}")


# What may be long has a limit, so that its end is not looked for again and again to the end of the formula.
_PHRASES: tuple[tuple[re.Pattern[str], _Replacement], ...] = (
    (re.compile(r"\\verb\*?([^A-Za-z*\s])([^\n]{0,200}?)\1"), _verbatim),
    (
        re.compile(rf"\\unicode\s*(?:{_OPTION}){{0,2}}\{{\s*(?:0?x([0-9a-fA-F]{{1,6}})|(\d{{1,7}}))\s*\}}"),
        _character,
    ),
    (re.compile(r"\\(?:left|up)root\s*(?:\{[^{}]*\}|-?\d)"), ""),
    (re.compile(r"\\root(?![A-Za-z])(.{1,60}?)\\of(?![A-Za-z])\s*", re.DOTALL), r"\\sqrt[\1]"),
    (re.compile(r"\\buildrel(?![A-Za-z])(.{1,60}?)\\over(?![A-Za-z])\s*", re.DOTALL), r"\\overset{\1}"),
    (re.compile(rf"\\above(?![A-Za-z])\s*{_LENGTH}"), r"\\over "),
    (re.compile(rf"\\rule\s*{_OPTION}({_PLAIN_GROUP})\s*{_PLAIN_GROUP}"), r"\\underline{\\hspace\1}"),
    # Where a thing stands higher or lower is lost; that it stands there is not.
    (re.compile(rf"\\(?:raise|lower|moveleft|moveright)(?![A-Za-z])\s*(?:{_LENGTH}|\{{{_LENGTH}\}})"), ""),
    (re.compile(r"\\enclose\s*\{([^{}]*)\}\s*" + _OPTION), _enclosed),
    (re.compile(r"(\\(?:left|right|middle|[bB]igg?[lrm]?)\s*)([<>])"), _angle),
    (re.compile(r"\\[bB]igg?[lrm]?\s*\."), ""),
    # `math_core` has a doubled H for a gothic I.
    (re.compile(r"\\(?:math|sym)?frak\s*(?:I|\{[^{}\\]*\})"), _gothic),
    # Which part is smashed, where a numerator stands, how wide a box or thick a bracket is.
    (re.compile(rf"({_SIZED})\s*(?:\[[^\[\]]*\]\s*){{1,2}}"), r"\1"),
    (re.compile(rf"\\f(?:rame)?box\s*(?={GROUP})"), r"\\boxed\\text"),
    (re.compile(r"\\hline(?:\s*\\hline(?![A-Za-z]))+"), r"\\hline"),
    (re.compile(r"\\not\s*(?:\\!\s*)+"), r"\\not"),
    (re.compile(r"\\(?:center)?not\s*\\(implies|impliedby|iff)(?![A-Za-z])"), _negated),
    (re.compile(r"(\\begin\{[pbBvV]?(?:small)?matrix\*\})\s*\[[lcr]\]"), r"\1"),
    (
        re.compile(r"(\\begin\{array\})\s*" + _OPTION + rf"\{{({INSIDE})\}}"),
        _columns,
    ),
)
_ANY = re.compile(
    r"\\(?:(?:math|sym)?frak|smash|cfrac|overbracket|underbracket|math(?:[clr]lap|makebox)|fbox|framebox|hline\s*\\hline"
    r"|verb|unicode|leftroot|uproot|root|buildrel|above|rule|raise|lower|moveleft|moveright|enclose"
    r"|(?:center)?not\s*\\[!i]|[bB]igg?[lrm]?\s*[.<>]|(?:left|right|middle)\s*[<>]"
    r"|begin\{(?:[pbBvV]?(?:small)?matrix\*|array\}\s*(?:\[|\{[lcr|:\s]*[^lcr|:\s}])))"
)
