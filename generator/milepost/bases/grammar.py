"""A formula's text as a tree, by precedence climbing.

From loose to tight: `||`, `&&`, `==` `!=`, `<` `<=` `>` `>=`, `+` `-`, `*` `/` `%`, then `!` and `-` before a
value, then `.name`, `[key]` and `(arguments)` behind it. All of one rank group from the left.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from milepost.bases.tokens import Token, TokenKind, tokenize
from milepost.bases.tree import (
    Binary,
    Call,
    Formula,
    Key,
    ListOf,
    Literal,
    Member,
    Name,
    Node,
    ObjectOf,
    RegexOf,
    Unary,
)  # fmt: skip
from milepost.bases.values import FormulaError

__all__ = ["DEEPEST", "Formula", "parse_formula"]

DEEPEST = 80
"""How many levels a tree may have: working it out takes Python's stack."""

_PRECEDENCE = {
    "||": 1, "&&": 2, "==": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4,
    "+": 5, "-": 5, "*": 6, "/": 6, "%": 6,
}  # fmt: skip
_LOOSEST = 1
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_Part = TypeVar("_Part")
_Pair = tuple[str, Node]


@lru_cache(maxsize=1024)
def parse_formula(text: str) -> Formula:
    """The tree of a formula or a filter statement.

    Raises:
        FormulaError: The text is none; the column says where reading stopped.
    """
    reader = _Reader(tokenize(text))
    root, _ = reader.expression(_LOOSEST, 1)
    reader.end()
    return Formula(text, root)


class _Reader:
    """Reads tokens from the left; each method gives a node and how many levels it has."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self._tokens, self._at = tokens, 0

    def expression(self, loosest: int, depth: int) -> tuple[Node, int]:
        """All up to an operator that binds looser than `loosest`; `depth` levels are open around it."""
        left, height = self._prefixed(depth)
        while (precedence := self._precedence()) >= loosest:
            operator = self._take()
            right, right_height = self.expression(precedence + 1, depth + 1)
            left = Binary(operator.text, left, right, operator.column)
            height = self._bounded(1 + max(height, right_height), operator)
        return left, height

    def end(self) -> None:
        """Checks that nothing is left."""
        if (token := self._peek()).kind is not TokenKind.END:
            raise FormulaError(f"{_said(token)} is not expected here", token.column)

    def _prefixed(self, depth: int) -> tuple[Node, int]:
        token = self._peek()
        self._bounded(depth, token)
        if token.kind is TokenKind.PUNCTUATOR and token.text in {"!", "-", "+"}:
            self._take()
            value, height = self._prefixed(depth + 1)
            return Unary(token.text, value, token.column), self._bounded(height + 1, token)
        return self._postfixed(depth)

    def _postfixed(self, depth: int) -> tuple[Node, int]:
        node, height = self._primary(depth)
        while (token := self._peek()).kind is TokenKind.PUNCTUATOR and token.text in {".", "["}:
            self._take()
            if token.text == "[":
                key, key_height = self.expression(_LOOSEST, depth + 1)
                self._expect("]", token)
                node, height = Key(node, key, token.column), 1 + max(height, key_height)
            else:
                name = self._take()
                if name.kind is not TokenKind.NAME:
                    raise FormulaError(f"a name is expected after the dot, not {_said(name)}", name.column)
                node, height = self._member(node, name, height, depth)
            self._bounded(height, token)
        return node, height

    def _member(self, owner: Node, name: Token, height: int, depth: int) -> tuple[Node, int]:
        if not self._is_next("("):
            return Member(owner, name.text, name.column), height + 1
        arguments, arguments_height = self._list(")", depth, self._item)
        return Call(owner, name.text, arguments, name.column), 1 + max(height, arguments_height)

    def _primary(self, depth: int) -> tuple[Node, int]:
        token = self._peek()
        if token.kind is TokenKind.PUNCTUATOR and token.text == "[":
            items, height = self._list("]", depth, self._item)
            return ListOf(items, token.column), height + 1
        if token.kind is TokenKind.PUNCTUATOR and token.text == "{":
            pairs, height = self._list("}", depth, self._pair)
            return ObjectOf(pairs, token.column), height + 1
        self._take()
        match token.kind:
            case TokenKind.NUMBER:
                return Literal(_number(token.text), token.column), 1
            case TokenKind.TEXT:
                return Literal(token.text, token.column), 1
            case TokenKind.REGEX:
                return RegexOf(token.text, token.flags, token.column), 1
            case TokenKind.NAME if self._is_next("("):
                arguments, height = self._list(")", depth, self._item)
                return Call(None, token.text, arguments, token.column), height + 1
            case TokenKind.NAME if token.text in _WORDS:
                return Literal(_WORDS[token.text], token.column), 1
            case TokenKind.NAME:
                return Name(token.text, token.column), 1
            case TokenKind.PUNCTUATOR if token.text == "(":
                inner = self.expression(_LOOSEST, depth + 1)
                self._expect(")", token)
                return inner
            case _:
                raise FormulaError(f"a value is expected here, not {_said(token)}", token.column)

    def _list(
        self, closing: str, depth: int, read: Callable[[int], tuple[_Part, int]]
    ) -> tuple[tuple[_Part, ...], int]:
        """What stands between brackets, parted by commas; one more may follow the last, as in JavaScript."""
        opening = self._take()
        parts: list[_Part] = []
        height = 0
        while not self._is_next(closing):
            part, part_height = read(depth + 1)
            parts.append(part)
            height = max(height, part_height)
            if not self._is_next(","):
                break
            self._take()
        self._expect(closing, opening)
        return tuple(parts), height

    def _item(self, depth: int) -> tuple[Node, int]:
        return self.expression(_LOOSEST, depth)

    def _pair(self, depth: int) -> tuple[_Pair, int]:
        key = self._take()
        if key.kind not in {TokenKind.TEXT, TokenKind.NAME, TokenKind.NUMBER}:
            raise FormulaError(f"an object's key is text in quotes, not {_said(key)}", key.column)
        if not self._is_next(":"):
            raise FormulaError(
                f'a ":" is expected after the key, not {_said(self._peek())}', self._peek().column
            )
        self._take()
        value, height = self.expression(_LOOSEST, depth)
        return (key.text, value), height

    def _precedence(self) -> int:
        token = self._peek()
        return _PRECEDENCE.get(token.text, 0) if token.kind is TokenKind.PUNCTUATOR else 0

    def _expect(self, closing: str, opening: Token) -> None:
        token = self._take()
        if token.kind is not TokenKind.PUNCTUATOR or token.text != closing:
            found = _said(token)
            raise FormulaError(
                f'"{opening.text}" at column {opening.column} needs its "{closing}" before {found}',
                token.column,
            )

    def _is_next(self, text: str) -> bool:
        token = self._peek()
        return token.kind is TokenKind.PUNCTUATOR and token.text == text

    def _peek(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        """The next token; the end stays where it is."""
        token = self._tokens[self._at]
        if token.kind is not TokenKind.END:
            self._at += 1
        return token

    @staticmethod
    def _bounded(levels: int, token: Token) -> int:
        if levels > DEEPEST:
            raise FormulaError(f"more than {DEEPEST} levels; cut the formula into several", token.column)
        return levels


def _number(text: str) -> float:
    """A whole number as an int, so that it shows without a point."""
    return int(text) if text.isdecimal() and len(text) <= 15 else float(text)


def _said(token: Token) -> str:
    """The token as a message names it."""
    if token.kind is TokenKind.END:
        return "the end"
    return f'"{token.text}"' if len(token.text) <= 30 else f'"{token.text[:30]}…"'
