"""A formula's tree: frozen nodes, each with the column where it shows its face."""

from dataclasses import dataclass, field
from typing import TypeAlias

__all__ = [
    "Binary", "Call", "Formula", "Key", "ListOf", "Literal", "Member", "Name", "Node", "ObjectOf", "RegexOf",
    "Unary",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a text, `true`, `false` or `null`."""

    value: float | str | bool | None
    column: int


@dataclass(frozen=True, slots=True)
class RegexOf:
    """`/source/flags`."""

    source: str
    flags: str
    column: int


@dataclass(frozen=True, slots=True)
class Name:
    """A bare name: `file`, `this`, `note`, `formula`, a variable of `map()`, or a property."""

    name: str
    column: int


@dataclass(frozen=True, slots=True)
class Member:
    """`owner.name`."""

    owner: "Node"
    name: str
    column: int
    """Where the name starts."""


@dataclass(frozen=True, slots=True)
class Key:
    """`owner[key]`."""

    owner: "Node"
    key: "Node"
    column: int
    """Where the bracket opens."""


@dataclass(frozen=True, slots=True)
class Call:
    """`name(arguments)`, or `owner.name(arguments)`."""

    owner: "Node | None"
    name: str
    arguments: "tuple[Node, ...]"
    column: int
    """Where the name starts."""


@dataclass(frozen=True, slots=True)
class Unary:
    """`!value` or `-value`."""

    sign: str
    value: "Node"
    column: int


@dataclass(frozen=True, slots=True)
class Binary:
    """`left sign right`."""

    sign: str
    left: "Node"
    right: "Node"
    column: int
    """Where the sign stands."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """`[items]`."""

    items: "tuple[Node, ...]"
    column: int


@dataclass(frozen=True, slots=True)
class ObjectOf:
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
