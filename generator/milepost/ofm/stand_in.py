r"""What `math_core` cannot read, told by something that stands in for it, and put back where that comes out.

Some signs, and tags with more than letters and numbers of English in them: `\tag{$\ast$}`.
"""

import re
from collections.abc import Sequence

from milepost.ofm.tex_braces import INSIDE

__all__ = ["hide_signs", "show_signs", "take_tags", "with_tags"]

# Of a straight quotation mark it makes a closing one; the others are "not supported yet". Relations have room
# around them.
_SIGNS = '"\u2205\u221a\u221b\u221c\u2220\u2221\u2222\u22a4'
_RELATIONS = "\u2234\u2235\u22a5"
# Characters that Unicode leaves to everybody; `math_core` takes each for a letter.
_FIRST = 0x10F700
_HIDDEN = {ord(sign): _FIRST + number for number, sign in enumerate(_SIGNS + _RELATIONS)}
_SHOWN = {hidden: chr(sign) for sign, hidden in _HIDDEN.items()}
# A quotation mark that is part of an accent, `\"o`; two backslashes before one end a line.
_ACCENT = re.compile(rf"\\[\\{chr(_FIRST)}]")
_RELATION = re.compile(rf"<mi>([{''.join(chr(_HIDDEN[ord(sign)]) for sign in _RELATIONS)}])</mi>")

_TAG = re.compile(rf"\\tag(\*?)\s*\{{({INSIDE})\}}")
_PLAIN = re.compile(r"[A-Za-z0-9 .,:;()*-]*")
_TAG_SET = re.compile(r"<mtext>milepost-tag-(\d{1,6})</mtext>")


def hide_signs(source: str) -> str:
    """The formula with other signs instead of those that would be refused or changed."""
    if source.isascii() and '"' not in source:
        return source  # the same one, by which it is seen that nothing is hidden
    return _ACCENT.sub(lambda found: found[0].translate(_SHOWN), source.translate(_HIDDEN))


def show_signs(mathml: str) -> str:
    """The formula with its own signs again."""
    return _RELATION.sub(r"<mo>\1</mo>", mathml).translate(_SHOWN)


def take_tags(source: str) -> tuple[str, tuple[str, ...]]:
    r"""The formula with plain tags instead of others, and each of those as a formula of its own.

    >>> take_tags(r"a \tag{1} b \tag{$\ast$}")
    ('a \\tag{1} b \\tag*{milepost-tag-0}', ('\\text{($\\ast$)}',))
    """
    if r"\tag" not in source:
        return source, ()
    tags: list[str] = []

    def taken(tag: re.Match[str]) -> str:
        if _PLAIN.fullmatch(tag[2]):
            return tag[0]
        tags.append(rf"\text{{{tag[2]}}}" if tag[1] else rf"\text{{({tag[2]})}}")
        return rf"\tag*{{milepost-tag-{len(tags) - 1}}}"

    return _TAG.sub(taken, source), tuple(tags)


def with_tags(mathml: str, tags: Sequence[str]) -> str:
    """The formula with its own tags again, of which this is the MathML."""
    numbered = dict(enumerate(tags))
    return _TAG_SET.sub(lambda tag: numbered.get(int(tag[1]), tag[0]), mathml)
