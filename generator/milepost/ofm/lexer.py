"""Pygments' lexers, quickened: of the rules of a state only those are tried that can match where the text is.

A lexer tries the rules of its state one by one, some forty expressions for a word of Python. A rule of which
it cannot be told with what it begins is tried everywhere: the tokens are the same.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, cast

from pygments.lexer import Lexer, RegexLexer
from pygments.token import Error, Keyword, Name, Whitespace, _TokenType  # pyright: ignore[reportPrivateUsage]

from milepost.ofm.first_char import OTHERS, first_chars

__all__ = ["quickened"]

_OF_C = "CFamilyLexer.get_tokens_unprocessed"

_Rule = tuple[Callable[[str, int], re.Match[str] | None], Any, Any]
"""What matches, what becomes of it, and the state to go to."""


def quickened(lexer: Lexer) -> Lexer:
    """The lexer itself, which finds the same tokens sooner if it goes by rules in the usual way."""
    own, made = type(lexer).get_tokens_unprocessed, cast("Any", lexer)
    is_of_c = own.__qualname__ == _OF_C  # told by its name, as to load it takes a while
    if is_of_c or own is RegexLexer.get_tokens_unprocessed:
        rules = cast("Mapping[str, Sequence[_Rule]]", made._tokens)
        states = {name: _State(each) for name, each in rules.items()}
        made.get_tokens_unprocessed = partial(_tokens_of_c if is_of_c else _tokens, lexer, states)
    return lexer


class _State(dict[str, Sequence[_Rule]]):
    """The rules of a state by the next character, "" at the end; they are chosen when it comes first."""

    def __init__(self, rules: Sequence[_Rule]) -> None:
        super().__init__()
        self._rules = rules

    def __missing__(self, char: str) -> Sequence[_Rule]:
        if ord(char or " ") > OTHERS:  # for all of these characters the same rules are tried
            return self[chr(OTHERS)]
        chosen = tuple(each for each in self._rules if _may_begin(each, ord(char) if char else None))
        self[char] = chosen
        return chosen


def _may_begin(rule: _Rule, char: int | None) -> bool:
    pattern = getattr(rule[0], "__self__", None)
    chars = first_chars(cast("re.Pattern[str]", pattern)) if isinstance(pattern, re.Pattern) else None
    return chars is None or char in chars


def _tokens(
    lexer: Lexer, states: Mapping[str, _State], text: str, stack: Sequence[str] = ("root",)
) -> Iterator[tuple[int, Any, str]]:
    """What `RegexLexer.get_tokens_unprocessed` finds in a text, and how."""
    at, stack = 0, list(stack)
    state = states[stack[-1]]
    while True:
        for match, action, goal in state[text[at : at + 1]]:
            found = match(text, at)
            if found is None:
                continue
            if type(action) is _TokenType:
                yield at, action, found[0]
            elif action is not None:
                yield from action(lexer, found)
            at = found.end()
            if goal is not None:
                _go(stack, goal)
                state = states[stack[-1]]
            break
        else:
            if at >= len(text):
                return
            if text[at] == "\n":
                stack = ["root"]
                state = states["root"]
            yield at, Whitespace if text[at] == "\n" else Error, text[at]
            at += 1


def _tokens_of_c(
    lexer: Lexer, states: Mapping[str, _State], text: str, stack: Sequence[str] = ("root",)
) -> Iterator[tuple[int, Any, str]]:
    """What `CFamilyLexer.get_tokens_unprocessed` finds: some names are those of types."""
    given: Any = lexer
    types = given.stdlib_types | given.c99_types | given.c11_atomic_types | given.linux_types
    for at, kind, word in _tokens(lexer, states, text, stack):
        yield at, Keyword.Type if kind is Name and word in types else kind, word


def _go(stack: list[str], goal: tuple[str, ...] | int | str) -> None:
    """To another state: a number says how many to leave, but one stays."""
    if isinstance(goal, int):
        del stack[max(len(stack) + goal, 1) :]
        return
    for state in goal if isinstance(goal, tuple) else (goal,):
        if state == "#push":
            stack.append(stack[-1])
        elif state != "#pop":
            stack.append(state)
        elif len(stack) > 1:
            stack.pop()
