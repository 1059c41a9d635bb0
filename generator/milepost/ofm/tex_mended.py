r"""Formulas that MathJax sets and `math_core` refuses, told otherwise once it has refused them."""

import re

__all__ = ["mended"]

_BREAK = "may only appear at the top level of a table-like environment"
_NEGATION = r"Expected a relation after \not"
_TWICE = "Duplicate subscript or superscript"
_LIMITS = r'Found "\limits"'

_LEVEL = re.compile(
    r"(?P<line>\\\\)|(?P<close>\}|\\right(?![A-Za-z])|\\end\s*\{[^{}]*\})|(?P<open>\{|\\left(?![A-Za-z]))"
    r"|(?P<rows>\\begin\s*\{[^{}]*\}|\\(?:substack|cases|p?matrix|displaylines|eqalign)\s*\{)|\\."
)
_NOT = re.compile(r"\\(?:center)?not(?![A-Za-z])")
_PRIMED = re.compile(r"(\^(?:\{[^{}]*\}|\\[A-Za-z]+|[^\s{}\\]))('+)")
_COLOR = re.compile(r'Unknown color "([A-Za-z]+)"')


def mended(source: str, reason: str) -> str:
    r"""The formula without what was refused for that reason; itself where that is an error to MathJax, too.

    >>> mended(r"\left[ a \\ b \right]", r'1: Found "\\", which ' + _BREAK)
    '\\left[ a   b \\right]'
    >>> mended(r"\sum_i^n' a_i", _TWICE)
    "\\sum_i^n{}' a_i"
    """
    if _BREAK in reason:
        return _without_breaks(source)
    if _NEGATION in reason:  # a stroke through what stands behind it, whatever it is
        return _NOT.sub(r"\\mathrel{/}\\kern-0.65em ", source)
    if _TWICE in reason:
        return _PRIMED.sub(r"\1{}\2", source)
    if _LIMITS in reason:
        return source.replace(r"_\limits", r"\limits_")
    if color := _COLOR.search(reason):  # to a browser, which MathJax leaves others to, case does not count
        named = rf"(\\(?:text)?color\s*\{{\s*){color[1]}(?=\s*\}})"
        return re.sub(named, lambda found: found[1] + color[1].lower(), source)
    return source


def _without_breaks(source: str) -> str:
    """A line ends only in rows; in braces, or between a pair of delimiters, it is a blank to MathJax."""
    levels = list[bool]()

    def told(mark: re.Match[str]) -> str:
        match mark.lastgroup:
            case "line" if levels and not levels[-1]:
                return " "
            case "open" | "rows":
                levels.append(mark.lastgroup == "rows")
            case "close" if levels:
                levels.pop()
            case _:
                pass
        return mark[0]

    return _LEVEL.sub(told, source)
