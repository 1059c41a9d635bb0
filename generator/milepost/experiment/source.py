"""What a script's or a module's text means, as digests that comments and layout do not change."""

import ast
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from milepost.experiment.declare import is_declaration

__all__ = ["Meaning", "file_digest", "imported_names", "meaning"]

_DIGITS = 16
_SCOPES = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
_CANVAS = {"Figure", "Axes"}
_DRAWS_WITH = "matplotlib"


@dataclass(frozen=True, slots=True)
class Meaning:
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
    one by one. A file that is no Python counts by its bytes.
    """
    try:
        module = ast.parse(source)
    except (SyntaxError, ValueError):
        return Meaning(_digest(source), _digest(b""))
    for node in ast.walk(module):
        if isinstance(node, _SCOPES) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:]
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = [each for each in node.decorator_list if not is_declaration(each)]
    halves: tuple[list[str], list[str]] = ([], [])
    for statement in module.body:
        halves[_only_draws(statement)].append("".join(_outline(statement)))
    code, drawing = (_digest("\n".join(half).encode()) for half in halves)
    return Meaning(code, drawing)


def file_digest(file: Path) -> str:
    """Of a file's bytes.

    Raises:
        OSError: it cannot be read.
    """
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:_DIGITS]


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


def _outline(value: object) -> Iterator[str]:
    """The tree as text. `ast.dump` and `ast.unparse` differ between versions of Python; this does not."""
    if isinstance(value, ast.AST):
        yield f"({type(value).__name__}"
        for name, child in ast.iter_fields(value):
            if child is None or child == [] or name in ("ctx", "kind", "type_comment"):
                continue
            yield f" {name}="
            yield from _outline(child)
        yield ")"
    elif isinstance(value, list):
        for child in cast("list[object]", value):
            yield from _outline(child)
    else:
        yield repr(value)


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:_DIGITS]
