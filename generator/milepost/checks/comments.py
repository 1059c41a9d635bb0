"""Comments in what a published note or canvas says, found by other means than the parser's."""

import re

__all__ = ["apart"]

# Closed on their line, or begun with it.
_COMMENT = re.compile(r"^[ \t>]*%%.*?%%|%%[^\n]*?%%", re.DOTALL | re.MULTILINE)
# Marks that are left over: pairs over lines, if they are pairs, or one that hides the rest of the note. Of
# others nobody knows which is astray: what stands between the first and the last is hidden.
_MARK = re.compile(r"(?<!\\)%%")
_UNCLOSED = re.compile(r"^%%.*", re.DOTALL | re.MULTILINE)
# Code, formulas and HTML, in which a mark is none.
_CODE = re.compile(
    r"^[ \t>]*(`{3,}|~{3,}).*?^[ \t>]*\1|(?<!`)(`+)(?!`)(?:(?!\n[ \t\r]*\n).)*?(?<!`)\2(?!`)"
    r"|^[ \t>]*\$\$(?:(?!\$\$).)*\$\$[ \t\r]*$|\$[^\s$](?:[^$\n]*[^\s$])?\$"
    r"|^[ \t>]*<(pre|script|style|textarea)\b.*?(?:</\3>|\Z)",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_CHARACTER = re.compile(r"[^\n]")


def apart(text: str) -> tuple[str, str]:
    """A public note's text without its comments, and the comments alone, each line at its place."""
    plain, comments, end = "", "", 0
    for start, stop in _comments(text) if "%%" in text else ():
        if start >= end:
            between = text[end:start]
            plain += between + "\n" * text.count("\n", start, stop)
            comments += "\n" * between.count("\n") + text[start:stop]
            end = stop
    return plain + text[end:], comments


def _comments(text: str) -> list[tuple[int, int]]:
    """Where comments begin and end, in order; some may stand within others."""
    text = _CODE.sub(_blank, text)
    left_over = _COMMENT.sub(_blank, text)
    spans = [found.span() for found in _COMMENT.finditer(text)]
    marks = [found.start() for found in _MARK.finditer(left_over)]
    if len(marks) % 2 == 0:
        spans += zip(marks[::2], (at + len("%%") for at in marks[1::2]), strict=True)
    elif len(marks) == 1:
        spans += (found.span() for found in _UNCLOSED.finditer(left_over))
    else:
        spans.append((marks[0], marks[-1]))
    return sorted(spans)


def _blank(found: re.Match[str]) -> str:
    """As many spaces as there are characters, on as many lines."""
    return _CHARACTER.sub(" ", found[0])
