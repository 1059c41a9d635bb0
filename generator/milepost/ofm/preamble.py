r"""Commands to which a vault gives names of its own, in a file that the plugin Extended MathJax reads.

What they stand for is put into each formula before it is read, since it may be a tag, chemistry, or one of a
pair of brackets.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

__all__ = [
    "LONGEST",
    "MOST",
    "PHYSICS",
    "Command",
    "commands_in",
    "expand",
    "group_at",
    "past_space",
    "requires_physics",
]

Command = tuple[str, int, str]
r"""Its name, `\R` or `\begin{proof}`; how many arguments it takes; what it stands for, the first as `#1`.

It takes -1 where it is another name for a command as that was before the preamble.
"""

PHYSICS: Command = ("physics", 0, "")
"""Stands for the commands of that package, where a preamble asks for it."""

_SAME = -1
_HEAD = re.compile(
    r"\\((?:re)?newcommand|providecommand|def|let|DeclareMathOperator|DeclarePairedDelimiter|(?:re)?newenvironment)"
    r"(?![A-Za-z])(\*?)\s*(?:\{\s*(\\?[A-Za-z]+\*?|\\.)\s*\}|(\\(?:[A-Za-z]+|.)))\s*(?:\[(\d)\]|((?:#\d)*))\s*"
)
_REQUIRED = re.compile(r"\\require\s*\{physics\}")
_COMMENT = re.compile(r"(?<!\\)%.*\n?\s*")
_LET = re.compile(r"=?\s*(\\(?:[A-Za-z]+|.)|[^\s\\])")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|[^\\{}]", re.DOTALL)
_SPACE = re.compile(r"\s*")
_NAME = re.compile(r"\\(?:(?:begin|end)\{[A-Za-z]+\*?\}|[A-Za-z]+\*?|.)", re.DOTALL)
_SLOT = re.compile(r"#(\d)")
# What takes the next thing alone, be it one command that stands for many.
_TAKES_ONE = re.compile(
    r"(?:(?<!\\)[_^]|\\(?:[dt]?frac|sqrt|(?:wide)?(?:hat|tilde)|vec|bar|d?dot|(?:over|under)line|math[a-z]+"
    r"|boldsymbol))\s*\Z"
)
_DEFINED = re.compile(r"\\(?:(?:re)?newcommand|providecommand|def|let|DeclareMathOperator)\*?\s*\{?\s*\Z")
_ENDS_IN_NAME = re.compile(r"\\[A-Za-z]+\Z")
_NEAR = 32
MOST, LONGEST = 1_000, 50_000
"""Commands may stand for others without an end, or for more characters than anybody reads."""

_LONGEST_GROUP, _MOST_UNFINISHED = 5_000, 100  # braces may never close


def commands_in(preamble: str) -> tuple[Command, ...]:
    r"""The commands that a preamble defines; of two with the same name, the later. Nothing else in it counts.

    >>> commands_in(r"\newcommand{\norm}[1]{\Vert #1\Vert} \DeclareMathOperator{\lcm}{mcm} % ours")
    (('\\norm', 1, '\\Vert #1\\Vert'), ('\\lcm', 0, '\\operatorname{mcm}'))
    """
    found = dict[str, Command]()
    for name, count, body in _commands(_COMMENT.sub("", preamble)):
        if count == _SAME and body in found:
            _, count, body = found[body]
        found[name] = name, count, body
    return (PHYSICS, *found.values()) if requires_physics(preamble) else tuple(found.values())


def requires_physics(source: str) -> bool:
    """Whether formulas from here on may use that package."""
    return _REQUIRED.search(source) is not None


def _commands(text: str) -> Iterator[Command]:
    unfinished = 0
    for head in _HEAD.finditer(text):
        if unfinished > _MOST_UNFINISHED:
            return
        kind, star, name = head[1], head[2], head[3] or head[4]
        count = int(head[5] or len(head[6] or "") // 2)
        if kind == "let":
            if same := _LET.match(text, head.end()):
                yield name, _SAME, same[1]
        elif (first := group_at(text, head.end())) is None:
            unfinished += 1  # or with an argument that may be left out
        elif kind == "DeclareMathOperator":
            yield name, 0, rf"\operatorname{star}{{{first}}}"
        elif not kind.endswith("environment") and kind != "DeclarePairedDelimiter":
            yield name, count, first
        elif (last := group_at(text, head.end() + len(first) + 2)) is None:
            unfinished += 1
        elif kind == "DeclarePairedDelimiter":
            yield name, 1, f"{first} #1{last}"
            yield f"{name}*", 1, rf"\left{first} #1\right{last}"
        else:
            yield rf"\begin{{{name}}}", count, first
            yield rf"\end{{{name}}}", 0, last


def group_at(text: str, at: int) -> str | None:
    """What stands in the braces that open here, `None` where none do or they do not close."""
    at = past_space(text, at)
    if not text.startswith("{", at):
        return None
    depth = 0
    for brace in _BRACE.finditer(text, at, at + _LONGEST_GROUP):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth == 0:
            return text[at + 1 : brace.start()]
    return None


def expand(source: str, commands: tuple[Command, ...], others: Collection[str] = ()) -> str:
    r"""The formula with what the commands stand for, but for `others`, which the note defines itself.

    >>> expand(r"x_\R \in \norm{v}^2", ((r"\R", 0, r"\mathbb{R}"), (r"\norm", 1, r"\Vert #1\Vert")))
    'x_{\\mathbb{R}} \\in \\Vert v\\Vert^2'
    """
    known, whole, at, steps = _by_name(commands), source, 0, 0
    while found := _NAME.search(source, at):
        name = found[0] if found[0] in known else found[0].removesuffix("*")
        before = source[max(0, found.start() - _NEAR) : found.start()]
        at = found.end()
        if name not in known or name in others or _DEFINED.search(before):
            continue
        count, body = known[name]
        arguments, end = _arguments(source, found.start() + len(name), count)
        if len(arguments) < count:
            continue
        steps += 1
        if steps > MOST or len(source) > LONGEST:
            return whole
        text = _filled(body, arguments, before, source[end : end + 1])
        source = f"{source[: found.start()]}{text}{source[end:]}"
        at = found.start() + (len(text) if count == _SAME else 0)
    return source


@lru_cache(maxsize=8)
def _by_name(commands: tuple[Command, ...]) -> dict[str, tuple[int, str]]:
    return {name: (count, body) for name, count, body in commands}


def _arguments(source: str, at: int, count: int) -> tuple[list[str], int]:
    """As many arguments as there are, and where they end."""
    found: list[str] = []
    while len(found) < count:
        at = past_space(source, at)
        group = group_at(source, at)
        if group is not None:
            found.append(group)
            at += len(group) + 2
        elif token := _TOKEN.match(source, at):
            found.append(token[0])
            at = token.end()
        else:
            break
    return found, at


def past_space(text: str, at: int) -> int:
    """Where what is not space goes on."""
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _filled(body: str, arguments: list[str], before: str, behind: str) -> str:
    """What a command stands for, with its arguments, as it may stand between what is around it."""

    def argument(slot: re.Match[str]) -> str:
        at = int(slot[1]) - 1
        text = arguments[at] if 0 <= at < len(arguments) else ""
        is_one = text[:1].isalpha() and _ENDS_IN_NAME.search(body[: slot.start()])
        return f" {text}" if is_one else text

    text = _SLOT.sub(argument, body)
    if _TAKES_ONE.search(before):
        return f"{{{text}}}"
    return f"{text} " if behind.isalpha() and _ENDS_IN_NAME.search(text) else text
