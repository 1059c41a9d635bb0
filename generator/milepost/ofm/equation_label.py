r"""`\label{x}` of an equation with a `\tag`, and `\eqref{x}` in formulas below it.

https://docs.mathjax.org/en/v3.2/input/tex/eqnumbers.html. Nothing has a number by itself in the app: an
equation without a tag has nothing to be called by.
"""

import re
from collections.abc import Mapping

from milepost.ofm.tex_braces import INSIDE

__all__ = ["tags_by_label", "with_references"]

_TAG = rf"\\tag\*?\s*\{{(?P<tag>{INSIDE})\}}"
_LABEL = r"\\label\s*\{(?P<label>[^{}]*)\}"
# One behind the other, or each the only one of the formula.
_ONE_TAG, _ONE_LABEL = re.compile(_TAG), re.compile(_LABEL)
_PAIRS = (re.compile(rf"{_TAG}\s*{_LABEL}"), re.compile(rf"{_LABEL}\s*{_TAG}"))
_REFERENCE = re.compile(r"\\(eqref|ref)\s*\{([^{}]*)\}")
_UNKNOWN = "???"
# Each reference repeats the tag: many to one as long as a note would make a page of a size without measure.
_LONGEST_TAG = 200


def tags_by_label(source: str) -> dict[str, str]:
    r"""The TeX of each equation's tag, as words, by its label; without tags that are too long to be one.

    >>> tags_by_label(r"\label{mass} E = mc^2 \tag{$\ast$}")
    {'mass': '$\\ast$'}
    """
    if r"\label" not in source or r"\tag" not in source:
        return {}
    tags, labels = _ONE_TAG.findall(source), _ONE_LABEL.findall(source)
    if len(tags) == len(labels) == 1:
        found = {labels[0]: tags[0]}
    else:
        found = {pair["label"]: pair["tag"] for each in _PAIRS for pair in each.finditer(source)}
    return {label: tag for label, tag in found.items() if len(tag) <= _LONGEST_TAG}


def with_references(source: str, tags: Mapping[str, str]) -> str:
    r"""The formula with the tags that it refers to as words, in brackets for `\eqref`.

    >>> with_references(r"\overset{\eqref{mass}}{=} \ref{energy}", {"mass": "1"})
    '\\overset{\\text{(1)}}{=} \\text{???}'
    """
    if r"ref" not in source:
        return source

    def tag(reference: re.Match[str]) -> str:
        words = tags.get(reference[2], _UNKNOWN)
        return rf"\text{{({words})}}" if reference[1] == "eqref" else rf"\text{{{words}}}"

    return _REFERENCE.sub(tag, source)
