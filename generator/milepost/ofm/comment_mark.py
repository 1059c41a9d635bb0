"""Whether a `%%` is a mark of a comment: in code, formulas, links and tags it may be none."""

import re

from milepost.ofm.math import formula_at

__all__ = ["MARK", "find_open"]

MARK = "%%"
# What decides what a mark is. A dollar or a backtick in a link, an address or a tag begins nothing: each is
# passed over, as far as its end or the first mark in it; a link that has a title, whole.
_TITLED = (
    r"\]\(\s*+(?:<(?:(?!%%)[^<>\n])*>|(?:(?!%%)[^()<\s])++)\s++"
    r"(?:\"(?:\\.|[^\"\\])*+\"|'(?:\\.|[^'\\])*+'|\((?:\\.|[^()\\])*+\))\s*+\)"
)
_SIGNS = re.compile(
    rf"\\.|`+|\$+|%%|(?P<titled>{_TITLED})"
    r"|\[\[(?:(?!%%)[^\[\]\n])*(?:\]\]|(?=%%[^\[\]\n]*\]\]))"
    r"|\]\((?:(?!%%)[^()\s])*(?:\)|(?=%%[^()\n]*\)))|\]\(<(?:(?!%%)[^<>\n])*(?:>|(?=%%[^<>\n]*>))"
    r"|<[a-zA-Z/](?:(?!%%)[^<>])*(?:>|(?=%%[^<>]*>))"
    r"|(?:://|www\.)(?:(?!%%)[^\s<])+",
    re.DOTALL,
)
_BACKTICKS = re.compile(r"`+")


def find_open(content: str) -> int:
    """Where a comment begins that the text does not end, -1 if none does; code and formulas hold none."""
    if MARK not in content:
        return -1
    runs: dict[str, list[int]] = {}  # where runs of backticks end, the last one first
    for run in reversed(list(_BACKTICKS.finditer(content))):
        runs.setdefault(run[0], []).append(run.end())
    opening, in_title, at = -1, -1, 0
    # From sign to sign: what a formula holds may look like the beginning of a tag that ends in the next.
    while sign := _SIGNS.search(content, at):
        at = sign.end()
        if sign[0] == MARK:
            opening = -1 if opening != -1 else sign.start()
        elif sign["titled"] and opening != -1:
            at = sign.start() + 2  # in a comment there is no link
        elif sign["titled"] and in_title == -1 and sign[0].count(MARK) % 2 == 1:
            in_title = content.find(MARK, sign.start())
        elif opening != -1 and sign[0].startswith("\\"):
            at = sign.start() + 1  # in a comment nothing is escaped, its end neither
        elif opening == -1 and sign[0].startswith("`"):
            ends = runs.get(sign[0], [])
            while ends and ends[-1] <= at:
                ends.pop()
            at = ends[-1] if ends else at
        elif opening == -1 and sign[0].startswith("$"):
            formula = formula_at(content, sign.start(), len(content))
            at = formula.end() if formula else at
    return opening if opening != -1 else in_title
