"""Finds the function that a value has, makes its arguments fit, and calls it."""

from collections.abc import Mapping
from difflib import get_close_matches

from milepost.bases.frame import Frame, Thunk
from milepost.bases.functions import FIELDS, GLOBALS, METHODS
from milepost.bases.order import text_of
from milepost.bases.registry import Function, Parameter
from milepost.bases.values import FormulaError, Link, Value, kind_of

__all__ = ["call", "check_count", "field", "field_of", "function_called", "method_called", "method_of"]

_SAYS_ITSELF = frozenset({"boolean", "number", "date", "duration", "link", "html", "icon"})
"""Kinds that stand for their text where text is asked for."""


def function_called(name: str, column: int) -> Function:
    """The global function of that name.

    Raises:
        FormulaError: There is none.
    """
    if (function := GLOBALS.get(name)) is not None:
        return function
    if name in METHODS:
        raise FormulaError(f"{name}() stands behind a value: write value.{name}()", column)
    raise FormulaError(f"there is no function {name}(){_nearest(name, GLOBALS)}", column)


def method_called(name: str, column: int) -> Mapping[str, Function]:
    """The functions of that name, by the kind of value that has one.

    Raises:
        FormulaError: No kind has any.
    """
    if (methods := METHODS.get(name)) is not None:
        return methods
    if name in FIELDS:
        raise FormulaError(f"{name} is a field: write it without brackets", column)
    if name in GLOBALS:
        raise FormulaError(f"{name}() stands alone: write {name}(value)", column)
    raise FormulaError(f"there is no function {name}(){_nearest(name, METHODS)}", column)


def method_of(methods: Mapping[str, Function], name: str, kind: str) -> Function:
    """The one of `methods` that a value of that kind has; a link is text, too.

    Raises:
        ValueError: It has none.
    """
    if (function := methods.get(kind) or methods.get("any")) is not None:
        return function
    if (kind == "link" or name == "isEmpty") and "string" in methods:
        return methods["string"]
    owners = " or ".join(sorted(methods))
    raise ValueError(f"{name}() is a function of {owners}, not of {kind}{_BRIDGES.get((kind, owners), '')}")


_BRIDGES = {
    ("link", "file"): "; write asFile() before it",
    ("string", "date"): "; make a date of it with date()",
    ("string", "list"): "; make a list of it with list()",
    ("string", "number"): "; make a number of it with number()",
    ("number", "string"): "; make text of it with toString()",
    ("date", "string"): "; make text of it with format()",
}


def field_of(owner: Value, name: str) -> Function | Value:
    """The field of a value, or what it is already: an entry of an object, nothing of nothing.

    Raises:
        ValueError: A value of that kind has no such field.
    """
    if owner is None:
        return None
    if isinstance(owner, Mapping):
        return owner.get(name)
    kind, fields = kind_of(owner), FIELDS.get(name, {})
    if (function := fields.get(kind)) is not None:
        return function
    if kind == "link" and "string" in fields:
        return fields["string"]
    if name in METHODS:
        raise ValueError(f"{name} is a function: write {name}()")
    known = [each for each, owners in FIELDS.items() if kind in owners]
    raise ValueError(f"a {kind} has no field {name!r}{_nearest(name, known)}")


def check_count(function: Function, given: int) -> None:
    """Checks that a function gets as many arguments as it takes.

    Raises:
        ValueError: There are too few or too many.
    """
    takes = function.parameters
    least = sum(not each.is_optional and not each.is_repeated for each in takes)
    most = None if takes and takes[-1].is_repeated else len(takes)
    if given < least or (most is not None and given > most):
        raise ValueError(f"{given} given to {function.title}, which is {function.signature}")


def call(function: Function, frame: Frame, owner: tuple[Value, ...], arguments: tuple[Thunk, ...]) -> Value:
    """What a function makes of its arguments.

    An argument that is missing makes the answer missing, unless any value is taken there; of those that may
    be repeated, it is left out.

    Raises:
        ValueError: Their number or kind does not fit, or the function cannot do it.
    """
    takes = function.parameters
    check_count(function, len(arguments))
    ready: list[Value | Thunk] = []
    for place, argument in enumerate(arguments):
        parameter = takes[min(place, len(takes) - 1)]
        if parameter.is_lazy:
            ready.append(argument)
            continue
        value = argument(frame)
        if value is None and "any" not in parameter.kinds:
            if parameter.is_repeated or parameter.is_optional:
                continue
            return None
        ready.append(_fitted(value, parameter, function))
    return frame.kept(_run(function, frame, *owner, *ready))


def field(function: Function, frame: Frame, owner: Value) -> Value:
    """What a field of a value holds."""
    return _run(function, frame, owner)


def _run(function: Function, frame: Frame, *given: Value | Thunk) -> Value:
    """The function's answer; a link stands for its target where it has text's functions."""
    if function.owner == "string" and isinstance(given[0], Link):
        given = (given[0].target, *given[1:])
    return function.run(frame, *given) if function.needs_frame else function.run(*given)


def _fitted(value: Value, parameter: Parameter, function: Function) -> Value:
    """The value as the kind that a parameter takes."""
    kinds, kind = parameter.kinds, kind_of(value)
    if kind in kinds or "any" in kinds or (isinstance(value, Link) and "file" in kinds):
        return value
    if "string" in kinds and kind in _SAYS_ITSELF:
        return value.target if isinstance(value, Link) else text_of(value)
    wanted = " or ".join(sorted(kinds))
    raise ValueError(f"{function.title} takes {wanted} as {parameter.name}, not {kind}")


def _nearest(name: str, known: "Mapping[str, object] | list[str]") -> str:
    close = get_close_matches(name, list(known), n=1, cutoff=0.7)
    return f'; did you mean "{close[0]}"?' if close else ""
