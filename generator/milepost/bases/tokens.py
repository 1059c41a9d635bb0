"""A formula's text, cut into tokens: one pass, each character looked at once."""

import re
from enum import StrEnum

from milepost.bases.values import FormulaError
from milepost.model.frozen import Frozen

__all__ = ["LONGEST_FORMULA", "Token", "TokenKind", "tokenize"]

LONGEST_FORMULA = 20_000
"""Characters; nobody writes more than this by hand."""


class TokenKind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    TEXT = "text"
    NAME = "name"
    REGEX = "regular expression"
    PUNCTUATOR = "punctuator"
    """An operator, a bracket, a comma or the like."""
    END = "end"


class Token(Frozen):
    """One word or punctuator of a formula."""

    kind: TokenKind
    text: str
    """What it says: of a string what it stands for, of a regular expression what is between slashes."""
    column: int
    """Where it starts, from 1."""
    flags: str = ""
    """What follows the second slash of a regular expression."""


_BLANK = re.compile(r"\s*")
_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_NAME = re.compile(r"[^\W\d]\w*|\$\w*")
_PUNCTUATOR = re.compile(r"===|!==|\*\*|\?\?|\?\.|=>|==|!=|>=|<=|&&|\|\||[-+*/%()\[\]{}.,:!<>]")
_TEXT = {
    '"': re.compile(r'"((?:[^"\\]|\\.)*+)"', re.DOTALL),
    "'": re.compile(r"'((?:[^'\\]|\\.)*+)'", re.DOTALL),
}
_REGEX = re.compile(r"/((?:[^/\\\[\n]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*+\])++)/(\w*)")
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_INSTEAD = {
    "===": 'write "=="',
    "!==": 'write "!="',
    "=": 'write "==" to compare',
    "&": 'write "&&"',
    "|": 'write "||"',
    "?": "write if(condition, then, else)",
    "??": "write if(value, value, other)",
    "?.": 'write ".": what is missing stays missing',
    "=>": "write the expression alone, with `value` and `index` in it",
    "**": "there is no power; multiply",
}


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of a formula, the last of which is the end.

    Raises:
        FormulaError: Something is no part of any formula.
    """
    if len(text) > LONGEST_FORMULA:
        raise FormulaError(f"the formula is longer than {LONGEST_FORMULA} characters", 1)
    tokens: list[Token] = []
    at = _skip_blanks(text, 0)
    while at < len(text):
        token, at = _next(text, at, tokens[-1] if tokens else None)
        tokens.append(token)
        at = _skip_blanks(text, at)
    return (*tokens, Token(TokenKind.END, "", len(text) + 1))


def _next(text: str, at: int, before: Token | None) -> tuple[Token, int]:
    """The token that starts at `at`, and where the next may start."""
    first, column = text[at], at + 1
    if first in _TEXT:
        if (string := _TEXT[first].match(text, at)) is None:
            raise FormulaError(f"text starts with {first} and never ends", column)
        said = _ESCAPE.sub(lambda found: _escaped(found, column + found.start()), string[1])
        return Token(TokenKind.TEXT, said, column), string.end()
    if (name := _NAME.match(text, at)) is not None:
        return Token(TokenKind.NAME, name[0], column), name.end()
    if not _ends_value(before):
        if (number := _NUMBER.match(text, at)) is not None:
            return _number(text, number), number.end()
        if first == "/":
            if (regex := _REGEX.match(text, at)) is None:
                raise FormulaError("a regular expression starts with / and never ends", column)
            return Token(TokenKind.REGEX, regex[1], column, regex[2]), regex.end()
    elif (number := _NUMBER.match(text, at)) is not None and first != ".":
        return _number(text, number), number.end()
    punctuator = _PUNCTUATOR.match(text, at)
    said = punctuator[0] if punctuator else first
    if said in _INSTEAD:
        raise FormulaError(f'formulas have no "{said}"; {_INSTEAD[said]}', column)
    if punctuator is None:
        raise FormulaError(f"{said!r} is no part of a formula", column)
    return Token(TokenKind.PUNCTUATOR, said, column), punctuator.end()


def _number(text: str, found: re.Match[str]) -> Token:
    after = _NAME.match(text, found.end())
    if after is not None:
        said = found[0] + after[0]
        raise FormulaError(f'"{said}" is no number; write a duration in quotes, as "1d"', found.start() + 1)
    return Token(TokenKind.NUMBER, found[0], found.start() + 1)


def _ends_value(token: Token | None) -> bool:
    """Whether a value ends here, so that a slash divides."""
    if token is None:
        return False
    return token.kind is not TokenKind.PUNCTUATOR or token.text in {")", "]", "}"}


def _escaped(found: re.Match[str], column: int) -> str:
    digits = found[1] or found[2] or found[3]
    if digits is None:
        return _ESCAPED.get(found[4], found[4])
    if (number := int(digits, 16)) > 0x10FFFF:
        raise FormulaError(f"there is no character {found[0]}", column)
    return chr(number)


def _skip_blanks(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at
