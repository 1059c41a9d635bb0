"""Works formulas out: a tree becomes nested functions once, which then run for each row."""

from functools import lru_cache

from milepost.bases.calls import call, check_count, field, field_of, function_called, method_called, method_of
from milepost.bases.frame import Frame, Thunk
from milepost.bases.names import bound_in, hyphenated, is_lazy
from milepost.bases.numbers import is_number
from milepost.bases.operators import OPERATORS, negated
from milepost.bases.order import is_truthy, text_of
from milepost.bases.regexes import compile_regex
from milepost.bases.registry import Function
from milepost.bases.scope import Scope
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
from milepost.bases.values import FileRef, FormulaError, Regex, Value, kind_of

__all__ = ["check_formula", "evaluate"]

_Bound = frozenset[str]


def evaluate(formula: Formula, scope: Scope) -> Value:
    """What a formula is for one row.

    Raises:
        FormulaError: It names something unknown, joins what does not fit, or asks for too much.
    """
    try:
        return _compiled(formula)(Frame(scope))
    except RecursionError as error:
        raise FormulaError("formulas ask for one another too deep", 1) from error


def check_formula(formula: Formula) -> None:
    """Checks what can be known before there is a row: functions, how many arguments they take, patterns.

    Raises:
        FormulaError: The first that is wrong.
    """
    _compiled(formula)


@lru_cache(maxsize=1024)
def _compiled(formula: Formula) -> Thunk:
    return _compile(formula.root, frozenset())


def _compile(node: Node, bound: _Bound) -> Thunk:
    """The part of a formula as a function; `bound` holds the names that are variables here."""
    match node:
        case Literal(value):
            return lambda frame: value
        case RegexOf():
            return _regex(node)
        case Name():
            return _name(node, bound)
        case Member():
            return _member(node.owner, node.name, node.column, bound)
        case Key(owner, Literal(str() as name), column):
            return _member(owner, name, column, bound)
        case Key():
            return _key(node, bound)
        case Call(None):
            return _global_call(node, bound)
        case Call():
            return _method_call(node, bound)
        case Unary():
            return _unary(node, bound)
        case Binary(operator="&&" | "||"):
            return _choice(node, bound)
        case Binary():
            return _binary(node, bound)
        case ListOf():
            items = tuple(_compile(each, bound) for each in node.items)
            return _made(lambda frame: tuple(item(frame) for item in items), node.column)
        case ObjectOf():
            pairs = tuple((key, _compile(each, bound)) for key, each in node.items)
            return _made(lambda frame: {key: item(frame) for key, item in pairs}, node.column)


def _regex(node: RegexOf) -> Thunk:
    regex = Regex(node.source, node.flags)
    try:
        compile_regex(regex)
    except ValueError as error:
        raise FormulaError(str(error), node.column) from error
    return lambda frame: regex


def _name(node: Name, bound: _Bound) -> Thunk:
    name = node.name
    match name:
        case "value" if name in bound:
            return lambda frame: frame.value
        case "index" if name in bound:
            return lambda frame: frame.index
        case "acc" if name in bound:
            return lambda frame: frame.acc
        case "file":
            return lambda frame: frame.scope.file()
        case "this":
            return lambda frame: frame.scope.this()
        case "note":
            return _row_properties
        case "formula":
            raise FormulaError("formula is followed by a name: write formula.name", node.column)
        case _:
            return lambda frame: frame.scope.note(name)


def _row_properties(frame: Frame) -> Value:
    row = frame.scope.file()
    facts = frame.scope.about(row) if row else None
    return facts.properties if facts else None


def _member(owner: Node, name: str, column: int, bound: _Bound) -> Thunk:
    match owner:
        case Name("note") if "note" not in bound:
            return lambda frame: frame.scope.note(name)
        case Name("formula"):
            return lambda frame: frame.scope.formula(name)
        case Name("this"):
            return _of_this(name)
        case _:
            return _field(_compile(owner, bound), name, column)


def _of_this(name: str) -> Thunk:
    """`this.file`, or a property of the note that embeds the base."""

    def property_of(frame: Frame) -> Value:
        this = frame.scope.this()
        facts = frame.scope.about(this) if this else None
        return facts.properties.get(name) if facts else None

    return (lambda frame: frame.scope.this()) if name == "file" else property_of


def _field(owner: Thunk, name: str, column: int) -> Thunk:
    def told(frame: Frame) -> Value:
        value = owner(frame)
        try:
            found = field_of(value, name)
            if not isinstance(found, Function):
                return found
            return field(found, frame, value)
        except ValueError as error:
            raise FormulaError(str(error), column) from error

    return told


def _key(node: Key, bound: _Bound) -> Thunk:
    column = node.column
    key = _compile(node.key, bound)
    match node.owner:
        case Name("note"):
            return lambda frame: frame.scope.note(text_of(key(frame)))
        case Name("formula"):
            return lambda frame: frame.scope.formula(text_of(key(frame)))
        case _:
            owner = _compile(node.owner, bound)

    def entry(frame: Frame) -> Value:
        value, at = owner(frame), key(frame)
        if value is None or at is None:
            return None
        if isinstance(at, str):
            return _field(lambda _: value, at, column)(frame)
        if isinstance(value, (tuple, str)) and is_number(at):
            whole = int(at) if at == at and abs(at) < len(value) else -1
            return value[whole] if 0 <= whole == at else None
        if isinstance(value, (tuple, str, FileRef)):
            raise FormulaError(f"a {kind_of(value)} has no entry of a {kind_of(at)}", column)
        return _field(lambda _: value, text_of(at), column)(frame)

    return entry


def _global_call(node: Call, bound: _Bound) -> Thunk:
    function = function_called(node.name, node.column)
    arguments = _arguments(node, bound)
    _checked(function, node)
    return _made(lambda frame: call(function, frame, (), arguments), node.column)


def _method_call(node: Call, bound: _Bound) -> Thunk:
    assert node.owner is not None
    name = node.name
    methods = method_called(name, node.column)
    owner, arguments = _compile(node.owner, bound), _arguments(node, bound)
    if len(methods) == 1:
        _checked(next(iter(methods.values())), node)

    def method(frame: Frame) -> Value:
        value = owner(frame)
        if value is None and name != "isEmpty" and "any" not in methods:
            return None
        return call(method_of(methods, name, kind_of(value)), frame, (value,), arguments)

    return _made(method, node.column)


def _checked(function: Function, node: Call) -> None:
    try:
        check_count(function, len(node.arguments))
    except ValueError as error:
        raise FormulaError(str(error), node.column) from error


def _arguments(node: Call, bound: _Bound) -> tuple[Thunk, ...]:
    inside = bound | bound_in(node)
    return tuple(
        _compile(each, inside if is_lazy(node, place) else bound) for place, each in enumerate(node.arguments)
    )


def _unary(node: Unary, bound: _Bound) -> Thunk:
    value = _compile(node.value, bound)
    if node.operator == "!":
        return lambda frame: not is_truthy(value(frame))
    if node.operator == "+":
        return value
    return _made(lambda frame: negated(value(frame)), node.column)


def _choice(node: Binary, bound: _Bound) -> Thunk:
    left, right = _compile(node.left, bound), _compile(node.right, bound)
    if node.operator == "&&":
        return lambda frame: is_truthy(left(frame)) and is_truthy(right(frame))
    return lambda frame: is_truthy(left(frame)) or is_truthy(right(frame))


def _binary(node: Binary, bound: _Bound) -> Thunk:
    run = OPERATORS[node.operator]
    left, right = _compile(node.left, bound), _compile(node.right, bound)
    difference = _made(lambda frame: run(left(frame), right(frame)), node.column)
    if (name := hyphenated(node)) is None:
        return difference

    def either(frame: Frame) -> Value:
        value = difference(frame)
        return frame.scope.note(name) if value is None else value

    return either


def _made(thunk: Thunk, column: int) -> Thunk:
    """The part with its column put to what goes wrong in it, and its size spent."""

    def made(frame: Frame) -> Value:
        try:
            value = thunk(frame)
            return frame.kept(value) if isinstance(value, (str, tuple, dict)) else value
        except ValueError as error:
            raise FormulaError(str(error), column) from error

    return made
