"""What stands in braces in TeX, or in an environment, as expressions see it."""

import re

__all__ = ["GROUP", "INSIDE", "innermost"]

INSIDE = r"(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*+\})*+"
"""All up to the brace that closes, with braces in it, and in these once more."""

GROUP = rf"\{{{INSIDE}\}}"
"""The same with its braces."""


def innermost(names: str) -> re.Pattern[str]:
    r"""Environments of such a name that hold no other of it. Groups are the name, and what is in it.

    >>> innermost("CD").search(r"\begin{CD}A\begin{CD}B\end{CD}").groups()
    ('CD', 'B')
    """
    return re.compile(rf"\\begin\{{({names})\}}((?:(?!\\begin\{{\1\}}).)*?)\\end\{{\1\}}", re.DOTALL)
