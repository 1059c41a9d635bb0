"""Which properties and formulas a formula asks for, known before any row is."""

from collections.abc import Iterator

from milepost.bases.functions import GLOBALS, METHODS
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

__all__ = ["bound_in", "hyphenated", "is_lazy", "names_used"]


def names_used(formula: Formula) -> frozenset[str]:
    """What a formula names, each as `note.price`, `formula.ppu` or `file.tags`, whichever way it writes it.

    What only a row can tell is not among them: `note[key]` with a key worked out, and properties of `this`.
    """
    return frozenset(_names(formula.root, frozenset()))


def bound_in(call: Call) -> frozenset[str]:
    """The names that stand for variables inside the lazy arguments of a call: `value`, `index`, `acc`."""
    if call.owner is None:
        return frozenset()
    return frozenset(name for each in METHODS.get(call.name, {}).values() for name in each.binds)


def is_lazy(call: Call, place: int) -> bool:
    """Whether a call works out the argument at `place` itself."""
    known = METHODS.get(call.name, {}).values() if call.owner else filter(None, [GLOBALS.get(call.name)])
    return any(place < len(each.parameters) and each.parameters[place].is_lazy for each in known)


def hyphenated(node: Node) -> str | None:
    """`image-property` without blanks: a difference, or the property that Obsidian's page means."""
    found = _pieced(node)
    return found[1] if found and "-" in found[1] else None


def _pieced(node: Node) -> tuple[int, str] | None:
    """Where a name of such pieces starts, and the name."""
    match node:
        case Name(name, column):
            return column, name
        case Binary("-", left, Name(name, column), place) if (found := _pieced(left)) is not None:
            start, before = found
            return (start, f"{before}-{name}") if start + len(before) == place == column - 1 else None
        case _:
            return None


def _names(node: Node, bound: frozenset[str]) -> Iterator[str]:
    match node:
        case Member(Name("note" | "formula" | "file" as room), name):
            yield f"{room}.{name}"
        case Key(Name("note" | "formula" | "file" as room), Literal(str() as name)):
            yield f"{room}.{name}"
        case Name(name):
            if name not in bound and name not in {"note", "file", "formula", "this"}:
                yield f"note.{name}"
        case Literal() | RegexOf():
            pass
        case Call():
            if node.owner is not None:
                yield from _names(node.owner, bound)
            for place, each in enumerate(node.arguments):
                yield from _names(each, bound | bound_in(node) if is_lazy(node, place) else bound)
        case _:
            if (name := hyphenated(node)) is not None:
                yield f"note.{name}"
            for each in _parts(node):
                yield from _names(each, bound)


def _parts(node: Member | Key | Unary | Binary | ListOf | ObjectOf) -> tuple[Node, ...]:
    match node:
        case Member():
            return (node.owner,)
        case Key():
            return (node.owner, node.key)
        case Unary():
            return (node.value,)
        case Binary():
            return (node.left, node.right)
        case ListOf():
            return node.items
        case ObjectOf():
            return tuple(each for _, each in node.items)
