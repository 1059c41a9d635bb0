"""What YAML may come to: a few lines of it can nest beyond any stack, or double beyond any memory."""

import re
from typing import cast

import yaml

__all__ = ["MOST_CHARACTERS", "check_depth", "check_size"]

MOST_CHARACTERS = 1_000_000
"""Reading so many takes a second or two."""
_MOST_DEPTH = 100

# A level takes one of these characters, and one makes at most two levels: `- a: b`.
_OPENING = "[{-?\n"
# An escape can write it, which Python's own reader takes, and libyaml does not: no page could be written.
_HALF_A_PAIR = re.compile("[\ud800-\udfff]")


def check_depth(text: str, loader: type[yaml.SafeLoader]) -> None:
    """See that a text nests no deeper than is good: libyaml would overrun the stack, and the process end.

    Raises:
        yaml.MarkedYAMLError: it does, or it cannot be read.
    """
    if 2 * sum(map(text.count, _OPENING)) <= _MOST_DEPTH:
        return
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _MOST_DEPTH:
            raise _error(f"lists are in one another {_MOST_DEPTH} deep", event)


def check_size(node: yaml.Node) -> None:
    """See that a document is of a fair size with each alias written out, as whoever looks at its values does.

    Raises:
        yaml.MarkedYAMLError: it is not, or something in it holds itself, or is no character.
    """
    size, depth = _measured(node, {})
    if depth > _MOST_DEPTH:
        raise _error(f"with its aliases, lists are in one another {_MOST_DEPTH} deep", node)
    if size > MOST_CHARACTERS:
        raise _error(f"with its aliases written out it is longer than {MOST_CHARACTERS:,} characters", node)


def _measured(node: yaml.Node, known: dict[int, tuple[int, int] | None]) -> tuple[int, int]:
    """The characters of a node with all in it, and how deep it nests; `None` is `known` of those it is in."""
    if isinstance(node, yaml.ScalarNode):
        if _HALF_A_PAIR.search(node.value):
            raise _error("found invalid Unicode character escape code", node)
        return len(node.value) + 1, 0
    if id(node) not in known:
        known[id(node)] = None
        parts = [_measured(each, known) for each in _parts(node)]
        known[id(node)] = 1 + sum(size for size, _ in parts), 1 + max((deep for _, deep in parts), default=0)
    found = known[id(node)]
    if found is None:
        raise _error("a value holds itself", node)
    return found


def _parts(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        pairs = cast("list[tuple[yaml.Node, yaml.Node]]", node.value)
        return [each for pair in pairs for each in pair]
    return cast("list[yaml.Node]", node.value)


def _error(problem: str, at: yaml.Node | yaml.Event) -> yaml.MarkedYAMLError:
    # libyaml's marks are of a class of their own, and say the same.
    return yaml.MarkedYAMLError(problem=problem, problem_mark=cast("yaml.Mark", at.start_mark))
