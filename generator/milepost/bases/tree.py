"""A formula's tree: frozen nodes, each with the column where it shows its face."""

from dataclasses import dataclass, field
from typing import TypeAlias

from milepost.model.frozen import Frozen

__all__ = [
    "Binary", "Call", "Formula", "Key", "ListOf", "Literal", "Member", "Name", "Node", "ObjectOf", "RegexOf",
    "Unary",
]  # fmt: skip


class Literal(Frozen):
    """A number, a text, `true`, `false` or `null`."""

    value: float | str | bool | None
    column: int


class RegexOf(Frozen):
    """`/source/flags`."""

    source: str
    flags: str
    column: int


class Name(Frozen):
    """A bare name: `file`, `this`, `note`, `formula`, a variable of `map()`, or a property."""

    name: str
    column: int


class Member(Frozen):
    """`owner.name`."""

    owner: "Node"
    name: str
    column: int
    """Where the name starts."""


class Key(Frozen):
    """`owner[key]`."""

    owner: "Node"
    key: "Node"
    column: int
    """Where the bracket opens."""


class Call(Frozen):
    """`name(arguments)`, or `owner.name(arguments)`."""

    owner: "Node | None"
    name: str
    arguments: "tuple[Node, ...]"
    column: int
    """Where the name starts."""


class Unary(Frozen):
    """`!value` or `-value`."""

    operator: str
    value: "Node"
    column: int


class Binary(Frozen):
    """`left operator right`."""

    operator: str
    left: "Node"
    right: "Node"
    column: int
    """Where the operator stands."""


class ListOf(Frozen):
    """`[items]`."""

    items: "tuple[Node, ...]"
    column: int


class ObjectOf(Frozen):
    """`{"key": value}`."""

    items: "tuple[tuple[str, Node], ...]"
    column: int


Node: TypeAlias = Literal | RegexOf | Name | Member | Key | Call | Unary | Binary | ListOf | ObjectOf
"""One part of a formula."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that can be worked out; two of the same text are the same."""

    text: str
    root: Node = field(compare=False, repr=False)
