"""What a script's or a module's text means, as digests that comments and layout do not change."""

import ast
import hashlib
import os
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from milepost.disk import open_regular
from milepost.experiment.declare import is_declaration, tree_of
from milepost.model.frozen import Frozen

__all__ = ["Meaning", "file_digest", "imported_names", "meaning", "text_digest"]

_DIGITS = 16
_CHUNK = 2**18
_MOST_DIGESTED = 2**30  # a file with a hole in it may be longer than anyone can read
_SCOPES = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
_NOT_TOLD = frozenset({"ctx", "kind", "type_comment"})
_CANVAS = {"Figure", "Axes"}
_DRAWS_WITH = "matplotlib"


class Meaning(Frozen):
    """One Python file, in two halves."""

    code: str
    """A digest of what computes."""
    drawing: str
    """A digest of what only draws: functions whose first parameter is a `Figure` or `Axes`, and imports of
    Matplotlib. When nothing but this changes, figures are drawn again and nothing is computed."""


@lru_cache(maxsize=1024)  # experiments share modules, and each is asked for both halves
def meaning(source: bytes) -> Meaning:
    """The two digests of a file; the same under every version of Python.

    Docstrings do not count, nor does the decorator that declares an experiment: its values are compared
    one by one. A file that is no Python, or is nested too deeply, counts by its bytes.
    """
    halves: tuple[list[str], list[str]] = ([], [])
    try:
        for statement in _counting(tree_of(source), "body"):
            parts: list[str] = []
            _outline(statement, parts)
            halves[_only_draws(statement)].append("".join(parts))
    except (SyntaxError, ValueError, RecursionError):  # a sum of a thousand terms is a thousand deep
        return Meaning(_digest(source), _digest(b""))
    code, drawing = (_digest("\n".join(half).encode()) for half in halves)
    return Meaning(code, drawing)


def text_digest(source: bytes) -> str:
    """SHA-256 of a text file, whichever line ends git has given it."""
    return hashlib.sha256(source.replace(b"\r\n", b"\n")).hexdigest()


def file_digest(file: Path) -> str:
    """Of a file's bytes; of a very long one's first gigabyte and its length.

    Raises:
        OSError: it cannot be read, or is no regular file.
    """
    digest = hashlib.sha256()
    with open_regular(file) as stream:
        while (at := stream.tell()) < _MOST_DIGESTED and (chunk := stream.read(_CHUNK)):
            digest.update(chunk)
        if at >= _MOST_DIGESTED:
            digest.update(f"{stream.seek(0, os.SEEK_END)} bytes".encode())
    return digest.hexdigest()[:_DIGITS]


def imported_names(source: bytes) -> set[str]:
    """The top-level packages that a Python file imports anywhere in it."""
    names = set[str]()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import():
                names.update(each.name.partition(".")[0] for each in node.names)
            case ast.ImportFrom(module=str(module), level=0):
                names.add(module.partition(".")[0])
            case _:
                pass
    return names


def _only_draws(statement: ast.stmt) -> bool:
    match statement:
        case ast.FunctionDef(args=ast.arguments(posonlyargs=[first, *_])):
            return _is_canvas(first.annotation)
        case ast.FunctionDef(args=ast.arguments(args=[first, *_])):
            return _is_canvas(first.annotation)
        case ast.Import(names=names):
            return all(each.name.partition(".")[0] == _DRAWS_WITH for each in names)
        case ast.ImportFrom(module=str(module), level=0):
            return module.partition(".")[0] == _DRAWS_WITH
        case _:
            return False


def _is_canvas(annotation: ast.expr | None) -> bool:
    match annotation:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in _CANVAS
        case ast.Constant(value=str(name)):
            return name.rpartition(".")[2] in _CANVAS
        case _:
            return False


def _outline(value: object, parts: list[str]) -> None:
    """The tree as text. `ast.dump` and `ast.unparse` differ between versions of Python; this does not."""
    if isinstance(value, ast.AST):
        parts.append(f"({type(value).__name__}")
        for name in value._fields:
            if name not in _NOT_TOLD and (child := _counting(value, name)) not in (None, []):
                parts.append(f" {name}=")
                _outline(child, parts)
        parts.append(")")
    elif isinstance(value, list):
        for child in cast("list[object]", value):
            _outline(child, parts)
    else:
        parts.append(repr(value))


def _counting(node: ast.AST, name: str) -> Any:
    """What of a node's field counts: no docstring, and no decorator that declares an experiment."""
    child: Any = getattr(node, name, None)
    if name == "body" and isinstance(node, _SCOPES) and ast.get_docstring(node, clean=False) is not None:
        return child[1:]
    if name == "decorator_list" and isinstance(node, ast.FunctionDef):
        return [each for each in child if not is_declaration(each)]
    return child


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:_DIGITS]
