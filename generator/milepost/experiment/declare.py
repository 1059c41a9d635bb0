"""What scripts say of themselves, read from their source: neither they nor what they import is loaded."""

import ast
import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from milepost.disk import read_regular
from milepost.errors import ExperimentError
from milepost.model.frozen import Frozen

__all__ = [
    "Declaration",
    "Profile",
    "are_parameters",
    "find_declarations",
    "is_declaration",
    "read_declaration",
    "tree_of",
]

Profile = Literal["small", "full"]

# The longest script that is read: its syntax tree takes hundreds of times as much memory, and for some texts
# the time of Python's parser grows with the square of their length.
_MOST_BYTES = 250_000

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Declaration(Frozen):
    """One experiment, as the arguments of its decorator and its docstring state it."""

    id: str
    title: str
    question: str
    """The first line of the script's docstring."""
    serves: tuple[str, ...]
    """Items that it is evidence for, named as links would name them."""
    needs: tuple[str, ...]
    """What must be there beside the packages: "model", a language model that mlx-lm loads, or
    "text", its answers, which a server may give."""
    small: Mapping[str, object]
    """Parameters of the profile that runs within a minute anywhere."""
    full: Mapping[str, object]
    """Parameters of the profile for a capable machine."""
    timeout_seconds: float
    """Wall time after which a run is ended."""
    memory_gib: float
    """Memory after which a run of the small profile is ended."""
    is_timing: bool
    """Whether it measures time: it then runs alone, and no two runs are alike."""
    seed: int
    file: Path
    function: str
    """The name of the decorated function."""

    def params(self, profile: Profile) -> Mapping[str, object]:
        """The arguments that the function gets beside its `Run`."""
        return self.small if profile == "small" else self.full


def find_declarations(folder: Path) -> tuple[tuple[Declaration, ...], tuple[ExperimentError, ...]]:
    """Every experiment declared in the folder's scripts, by file name, and what is wrong with other scripts.

    Those that declare none are passed over. Of two with the same id the second is wrong.

    Raises:
        ExperimentError: the folder is not there.
    """
    if not folder.is_dir():
        raise ExperimentError(str(folder), "there is no such folder; give it with --experiments DIR")
    found: dict[str, Declaration] = {}
    wrong: list[ExperimentError] = []
    for file in sorted(folder.glob("*.py")):
        try:
            declaration = _read(file)
        except ExperimentError as error:
            wrong.append(error)
            continue
        if declaration and (first := found.setdefault(declaration.id, declaration)) is not declaration:
            reason = f"the id {declaration.id!r} belongs to {first.file.name}; choose another"
            wrong.append(ExperimentError(str(file), reason))
    return tuple(found.values()), tuple(wrong)


def read_declaration(file: Path) -> Declaration:
    """The one experiment that the script declares.

    Raises:
        ExperimentError: there is none, there are two, or one is declared wrongly; the text names the line.
    """
    if (declaration := _read(file)) is None:
        raise ExperimentError(str(file), "declares no experiment; put @experiment(…) above its function")
    return declaration


@lru_cache(maxsize=8)  # what a script declares and what it means are asked for one after the other
def tree_of(source: bytes) -> ast.Module:
    """The syntax of a Python file, which nobody may change.

    Raises:
        SyntaxError: it is no Python, or none that can be parsed here.
        ValueError: it holds null bytes, or is longer than a person writes.
    """
    if len(source) > _MOST_BYTES:
        raise ValueError(f"it is longer than {_MOST_BYTES // 1000} kB")
    try:
        return ast.parse(source)
    except (MemoryError, RecursionError) as error:  # how Python says that its parser's stack is full
        raise SyntaxError("too much is nested in it") from error


def is_declaration(decorator: ast.expr) -> bool:
    """Whether a decorator is `@experiment(…)` or `@milepost.experiment.experiment(…)`."""
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return (isinstance(called, ast.Name) and called.id == "experiment") or (
        isinstance(called, ast.Attribute) and called.attr == "experiment"
    )


def are_parameters(value: object) -> bool:
    """Whether the value is a dict of parameters by name that a record can hold: JSON, without infinity."""
    if not isinstance(value, dict):
        return False
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError):
        return False
    return all(isinstance(name, str) for name in cast("dict[object, object]", value))


def _read(file: Path) -> Declaration | None:
    try:
        module = tree_of(read_regular(file))
    except SyntaxError as error:
        raise ExperimentError(f"{file}:{error.lineno or 1}", f"is not Python: {error.msg}") from error
    except OSError as error:
        raise ExperimentError(str(file), f"cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ExperimentError(str(file), f"cannot be read: {error}") from error
    found = [
        (node, decorator)
        for node in module.body
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
        if is_declaration(decorator)
    ]
    if not found:
        return None
    if len(found) > 1:
        raise _error(file, found[1][1], "declares a second experiment; give it a script of its own")
    function, decorator = found[0]
    values = _arguments(file, decorator)
    for profile in ("small", "full"):
        _check_parameters(file, decorator, function, profile, values[profile])
    docstring = ast.get_docstring(module)
    if not docstring:
        raise _error(file, decorator, "has no docstring; its first line is the question it answers")
    return Declaration(
        id=cast("str", values["id"]),
        title=cast("str", values["title"]),
        question=docstring.splitlines()[0],
        serves=tuple(cast("list[str]", values["serves"])),
        needs=tuple(cast("list[str]", values["needs"])),
        small=cast("dict[str, object]", values["small"]),
        full=cast("dict[str, object]", values["full"]),
        timeout_seconds=cast("float", values["timeout"]),
        memory_gib=cast("float", values["memory"]),
        is_timing=cast("bool", values["timing"]),
        seed=cast("int", values["seed"]),
        file=file,
        function=function.name,
    )


def _arguments(file: Path, decorator: ast.expr) -> dict[str, object]:
    """The decorator's arguments, complete and each of its kind."""
    if not isinstance(decorator, ast.Call):
        raise _error(file, decorator, "needs arguments: @experiment(id=…, title=…, …)")
    if decorator.args:
        raise _error(file, decorator.args[0], "every argument is given by name, such as id=…")
    values: dict[str, object] = {"needs": [], "memory": 4, "timing": False}
    for keyword in decorator.keywords:
        if keyword.arg is None or keyword.arg not in _ARGUMENTS:
            known = ", ".join(_ARGUMENTS)
            raise _error(
                file, keyword.value, f"there is no argument {keyword.arg or '**'!r}; known are {known}"
            )
        try:
            values[keyword.arg] = ast.literal_eval(keyword.value)
        except (ValueError, TypeError, MemoryError, RecursionError):
            reason = f"{keyword.arg} must be a literal, so that it can be read without running the script"
            raise _error(file, keyword.value, reason) from None
        fits, wanted = _ARGUMENTS[keyword.arg]
        if not fits(values[keyword.arg]):
            raise _error(file, keyword.value, f"{keyword.arg} must be {wanted}")
    if missing := [name for name in _ARGUMENTS if name not in values]:
        raise _error(file, decorator, f"lacks {', '.join(missing)}")
    return values


def _check_parameters(
    file: Path, decorator: ast.expr, function: ast.FunctionDef, profile: str, values: object
) -> None:
    """A profile gives the function what it takes, so that a long run does not end at a misspelt name."""
    signature = function.args
    takes = [each.arg for each in (*signature.posonlyargs, *signature.args)][1:]  # without the Run
    takes += [each.arg for each in signature.kwonlyargs]
    given = set(cast("dict[str, object]", values))
    if given != set(takes):
        odd = ", ".join(sorted(given ^ set(takes)))
        raise _error(file, decorator, f"{profile} and the parameters of {function.name}() differ in: {odd}")


def _error(file: Path, node: ast.expr, reason: str) -> ExperimentError:
    return ExperimentError(f"{file}:{node.lineno}", reason)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(_is_text(each) for each in cast("list[object]", value))


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0


# Every argument of the decorator: what it has to be, as a test and in words.
_ARGUMENTS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "id": (lambda value: isinstance(value, str) and bool(_ID.fullmatch(value)), 'a name such as "kv-cache"'),
    "title": (_is_text, "a text"),
    "serves": (_are_texts, "a list of the items' names"),
    "needs": (_are_texts, "a list of names"),
    "small": (are_parameters, "a dict of plain values by parameter name"),
    "full": (are_parameters, "a dict of plain values by parameter name"),
    "timeout": (_is_number, "a number of seconds above 0"),
    "memory": (_is_number, "a number of GiB above 0"),
    "timing": (lambda value: isinstance(value, bool), "True or False"),
    "seed": (lambda value: isinstance(value, int) and not isinstance(value, bool), "a whole number"),
}
