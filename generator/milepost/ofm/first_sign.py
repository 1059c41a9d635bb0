"""Which rules are asked about a line or a place in it: none but those that may begin with the sign there.

markdown-it asks every rule at every line and at every sign that is no plain text, and most say no at once.
That is a third of the time it takes to parse a note.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TypeVar, cast

from markdown_it import MarkdownIt, rules_block
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.parser_inline import RuleFuncInlineType
from markdown_it.ruler import Rule, Ruler
from markdown_it.rules_block import StateBlock, hr
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

__all__ = ["WITHOUT_PAIRS", "first_sign_plugin"]

F = TypeVar("F")

WITHOUT_PAIRS = "without pairs"
"""The chain of the rules that look at inline tokens even where no two signs may be a pair."""

# By name: the signs with which what a rule looks for may begin. One that is not named here is always asked.
_BLOCKS = {
    "comment": "%",
    "callout": ">",
    "math_block": "$",
    "fence": "`~",
    "nesting": ">*+-0123456789[",  # with which blocks begin that hold others
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "footnote": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
    "block_id": "^",
}
_INLINES = {
    "newline": "\n",
    "math_inline": "$",
    "escape": "\\",
    "tag": "#",
    "comment": "%",
    "value": "`",
    "backticks": "`",
    "strikethrough": "~",
    "highlight": "=",
    "emphasis": "*_",
    "wikilink": "[",
    "link": "[",
    "embed": "!",
    "image": "!",
    "footnote_inline": "^",
    "footnote": "[",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "autolink_scheme": ":",
    "autolink_www": "w",
}
# A line that `hr` looks at sign by sign: most that begin so are items of lists.
_RULE = re.compile(r"[*\-_][*\-_\s]*")
# Plain text ends before these: where a rule may begin, where the words of a link may end, where mail may go.
_ENDS_OF_TEXT = re.compile(r"[\n!#$%&*:<=@\[\\\]^_`~]|w(?=ww\.)")


def first_sign_plugin(md: MarkdownIt) -> None:
    """Have the parser ask fewer rules, and find the same; comes after all that adds a rule."""
    md.block.ruler = _ByFirstSign(md.block.ruler, _BLOCKS, _block)
    md.inline.ruler = _ByFirstSign(md.inline.ruler, _INLINES, _inline)
    md.inline.terminator_re = _ENDS_OF_TEXT
    md.block.ruler.at("hr", parse_rule, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.core.ruler.at("normalize", normalize)
    md.core.ruler.at("inline", parse_inlines)
    _quieten()


def _quieten() -> None:
    """Keep rules from telling a log at each line that they are asked there; most do nothing else."""
    for rule in vars(rules_block).values():
        if logger := getattr(rule, "__globals__", {}).get("LOGGER"):
            logger.debug = _ignore


def _ignore(message: object, *values: object) -> None:
    pass


def normalize(state: StateCore) -> None:
    """Write the ends of lines as markdown-it does, which looks at each of them."""
    state.src = state.src.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def parse_rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse a thematic break as markdown-it does, where the line has no words."""
    at = state.bMarks[start_line] + state.tShift[start_line]
    is_bare = _RULE.fullmatch(state.src, at, state.eMarks[start_line])
    return is_bare is not None and hr(state, start_line, end_line, silent)


def parse_inlines(state: StateCore) -> None:
    """Parse as markdown-it does; text in which nothing may begin, as a third of all is, at once."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        if token.children is None:
            token.children = []
        if _ENDS_OF_TEXT.search(token.content):
            _parse_inline(token.content, state, token.children)
        elif token.content:
            token.children.append(Token("text", "", 0, content=token.content))


def _parse_inline(text: str, state: StateCore, tokens: list[Token]) -> None:
    """Parse a text; where no sign may be half of a pair, as in most, none is looked for."""
    md = state.md
    inline = StateInline(text, md, state.env, tokens)
    md.inline.tokenize(inline)
    may_pair = inline.delimiters or any(meta and meta["delimiters"] for meta in inline.tokens_meta)
    for rule in md.inline.ruler2.getRules("" if may_pair else WITHOUT_PAIRS):
        rule(inline)


class _ByFirstSign(Ruler[F]):
    """The rules of another ruler, those in a row as one rule that asks the few that may begin at a place."""

    def __init__(
        self,
        of: Ruler[F],
        signs: Mapping[str, str],
        ask: Callable[..., bool],
    ) -> None:
        super().__init__()
        self.__rules__ = of.__rules__
        self._signs, self._ask = signs, ask

    def __compile__(self) -> None:
        enabled = [rule for rule in self.__rules__ if rule.enabled]
        self.__cache__ = {"": self._chain(enabled)}
        for name in {name for rule in enabled for name in rule.alt}:
            self.__cache__[name] = self._chain([rule for rule in enabled if name in rule.alt])

    def _chain(self, rules: Sequence[Rule[F]]) -> list[F]:
        # A paragraph takes any text and so is asked last; other code expects it at the end of the chain.
        last = [rules[-1].fn] if rules[-1].name not in self._signs else []
        few = rules[: len(rules) - len(last)]
        known = sorted(set("".join(self._signs.values())))
        by_sign = {sign: self._asked(few, sign) for sign in known}
        as_one = partial(self._ask, by_sign, self._asked(few, ""))
        return [cast("F", as_one), *last]

    def _asked(self, rules: Iterable[Rule[F]], sign: str) -> tuple[F, ...]:
        """The functions of the rules that may begin with a sign; "" is any that is not in the table."""
        return tuple(
            rule.fn
            for rule in rules
            if rule.name not in self._signs or (sign and sign in self._signs[rule.name])
        )


def _block(
    by_sign: Mapping[str, Sequence[RuleFuncBlockType]],
    others: Sequence[RuleFuncBlockType],
    state: StateBlock,
    start_line: int,
    end_line: int,
    silent: bool,
) -> bool:
    """Whether one of the rules that may begin with a line's first sign takes it."""
    at = state.bMarks[start_line] + state.tShift[start_line]
    for rule in by_sign.get(state.src[at : at + 1], others):
        if rule(state, start_line, end_line, silent):
            return True
    return False


def _inline(
    by_sign: Mapping[str, Sequence[RuleFuncInlineType]],
    others: Sequence[RuleFuncInlineType],
    state: StateInline,
    silent: bool,
) -> bool:
    """Whether one of the rules that may begin with the sign at hand takes it."""
    for rule in by_sign.get(state.src[state.pos], others):  # noqa: SIM110 - `any` costs as much as the rules
        if rule(state, silent):
            return True
    return False
