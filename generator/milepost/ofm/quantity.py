r"""`\pu{1.2e3 J}`: a number with its unit, in words that `math_core` knows.

Numbers and signs of chemistry are written alike. For what is written how, see `chemistry.py`.
"""

import re

__all__ = ["decimal", "plain", "quantity"]

_QUANTITY = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)"
    r"(?:(?P<by>[eE]|\^|\s*(?:[*x×]|\\times)\s*10\^)(?P<power>[-+]?\d+|\{[-+]?\d+\}))?"
    r"|(?P<words>\\[A-Za-z]+(?:\{[^{}]*\})+)"
    r"|(?P<unit>[^\W\d_]+|°C?|\\[A-Za-z]+(?:\s+(?=[A-Za-z]))?)(?:\^?(?P<raised>-?\d+|\{[^{}]*\}))?"
    r"|(?P<blank>\s+)|(?P<times>[.*])|(?P<over>//)|(?P<either>\+/?-)|(?P<other>\\.|.)",
    re.DOTALL,
)


def quantity(text: str) -> str:
    r"""A number with its unit: `-2` behind a name of a unit is a power, a blank a small one.

    >>> quantity("1,5e3 m s-1")
    '1{,}5\\cdot 10^{3}\\,\\mathrm{m}\\,\\mathrm{s}^{-1}'
    """
    parts: list[str] = []
    for token in _QUANTITY.finditer(text):
        match token.lastgroup:
            case "number" | "power":
                parts.append(decimal(token["number"]) + (_power(token) if token["power"] else ""))
            case "unit" | "raised":
                name = token["unit"] if token["unit"][0] == "\\" else rf"\mathrm{{{token['unit']}}}"
                raised = (token["raised"] or "").strip("{}")
                parts.append(name + (f"^{{{raised}}}" if raised else ""))
            case "words":
                parts.append(token[0])
            case "blank":
                parts.append(r"\,")
            case "times":
                parts.append(r"{\cdot}")
            case "over":
                parts.append("/")
            case "either":
                parts.append(r"\pm ")
            case _:
                parts.append(plain(token[0]))
    return "".join(parts)


def _power(token: re.Match[str]) -> str:
    """The power of a number by itself, or that of ten times it: `e` and `*` are a dot, the others a cross."""
    power = f"^{{{token['power'].strip('{}')}}}"
    match token["by"].lstrip()[0]:
        case "^":
            return power
        case "e" | "*":
            return rf"\cdot 10{power}"
        case _:
            return rf"\times 10{power}"


def decimal(number: str) -> str:
    """The number without the room that TeX leaves behind a comma."""
    return number.replace(",", "{,}")


def plain(sign: str) -> str:
    """The sign itself where TeX would take it for a parameter or a comment."""
    return rf"\{sign}" if sign in "#%" else sign
