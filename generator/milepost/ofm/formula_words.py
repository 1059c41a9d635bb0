r"""A formula in words on one line, for a description or a feed: what it is read from is its MathML."""

import re
import unicodedata
from functools import lru_cache
from html import unescape
from xml.etree import ElementTree

from milepost.ofm.preamble import Command

__all__ = ["formula_words", "with_formulas", "words_or_source"]

# Names for signs that XML does not know.
_ENTITY = re.compile(r"&(?!amp;|lt;|gt;|quot;|#)\w+;")
# Function application, invisible times, separators and plus; variants of letters.
_UNSEEN = re.compile(r"[\u2061-\u2064\ufe00-\ufe0f]")
_BLANKS = re.compile(r"\s+")
# What `words_or_source` writes.
_UNSET = re.compile(r"\$([^$]*\\[A-Za-z][^$]*)\$")
_RAISED = frozenset({"\u2032", "\u2033", "*"})


def with_formulas(summary: str, commands: tuple[Command, ...]) -> str:
    r"""A note's summary, in which formulas are words that could not be set without the vault's own commands.

    >>> with_formulas(r"All $x \in \R$.", ((r"\R", 0, r"\mathbb{R}"),))
    'All x ∈ R.'
    """
    if not commands:
        return summary
    return _UNSET.sub(lambda found: words_or_source(formula_words(found[1], commands), found[1]), summary)


def words_or_source(words: str, source: str) -> str:
    """The words of a formula; where they are its source, that between dollars, for `with_formulas`."""
    return f"${source}$" if words == source and "\\" in source else words


@lru_cache(maxsize=2048)  # as what is set; each is asked for twice
def formula_words(source: str, commands: tuple[Command, ...] = ()) -> str:
    r"""The formula as plain text; its TeX where it cannot be set.

    >>> formula_words(r"-\log p_c"), formula_words(r"\frac{1}{\sqrt{d}} \le x^{-2}")
    ('− log p_c', '1/(√d) ≤ x^(−2)')
    """
    from milepost.ofm.formula import formula_html  # takes a while to load, and many notes have none

    mathml = formula_html(source, commands)
    if mathml is None:
        return source
    try:
        root = ElementTree.fromstring(_ENTITY.sub(lambda found: unescape(found[0]), mathml))
    except ElementTree.ParseError:  # a control character, of which XML has few
        return source
    return _BLANKS.sub(" ", _words(root)).strip()


def _words(element: ElementTree.Element) -> str:
    parts = [_words(each) for each in element if each.tag != "annotation"]
    match element.tag:
        case "mo":
            return _operator(element)
        case "mi" | "mn" | "mtext":
            return _UNSEEN.sub("", unicodedata.normalize("NFKC", element.text or ""))
        case "mspace":
            return " " if element.get("width") else ""
        case "mfrac":
            return "/".join(map(_as_one, parts))
        case "msqrt":
            return f"√{_as_one(''.join(parts))}"
        case "mroot":
            return f"{_as_one(parts[0])}^(1/{parts[1]})"
        case "mtr":
            return ", ".join(parts)
        case "mtable":
            return "; ".join(parts)
        case "mover" | "munder" if element[1].tag == "mo":  # a hat, a line, a brace
            return parts[0]
        case "msup" if parts[1] in _RAISED:
            return "".join(parts)
        case "msub" | "munder":
            return _with(element, parts[0], f"_{_as_one(parts[1])}")
        case "msup" | "mover":
            return _with(element, parts[0], f"^{_as_one(parts[1])}")
        case "msubsup" | "munderover":
            return _with(element, parts[0], f"_{_as_one(parts[1])}^{_as_one(parts[2])}")
        case _:
            return "".join(parts)


def _with(element: ElementTree.Element, base: str, rest: str) -> str:
    """What stands above or below something behind it; a sum is a word of its own."""
    return f"{base.strip()}{rest} " if _is_sign(element[0].text) else f"{base}{rest}"


def _as_one(words: str) -> str:
    """The words in brackets, unless they are one name or number."""
    return words if len(words) == 1 or words.isalnum() else f"({words})"


def _operator(element: ElementTree.Element) -> str:
    sign = element.text or ""
    if _UNSEEN.fullmatch(sign):
        return " "
    is_between = _is_sign(sign) and element.get("lspace") != "0"
    return f" {sign} " if is_between else f"{sign} " if sign == "," else sign


def _is_sign(text: str | None) -> bool:
    """Whether this is one sign of mathematics, no bracket or mark."""
    return text is not None and len(text) == 1 and unicodedata.category(text) == "Sm"
