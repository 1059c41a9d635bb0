"""Functions that stand alone, and those that any value has."""

from datetime import datetime
from html import escape
from random import Random

from milepost.bases.dates import length_of, parse_date, parse_duration
from milepost.bases.frame import Frame, Thunk
from milepost.bases.functions_file import find_file
from milepost.bases.numbers import parse_number
from milepost.bases.order import is_truthy, text_of
from milepost.bases.registry import Shelf
from milepost.bases.values import Date, Duration, FileRef, Html, Icon, Image, Link, Value, kind_of

__all__ = ["GLOBAL"]

GLOBAL = Shelf()
_EPOCH = datetime(1970, 1, 1)
_AT_BUILD = "the moment is that of the build"


@GLOBAL.function("escapeHTML(html: string): string")
def escape_html(html: str) -> str:
    """The text with `&`, `<`, `>` and both quotes as entities."""
    return escape(html)


@GLOBAL.function("date(date: string | date): date")
def date(said: str | Date) -> Date:
    """The date that the text says.

    Raises:
        ValueError: It says none.
    """
    if isinstance(said, Date):
        return said
    if (read := parse_date(said)) is None:
        raise ValueError(f'"{said[:40]}" is no date; write "YYYY-MM-DD" or "YYYY-MM-DD HH:mm:ss"')
    return read


@GLOBAL.function("duration(value: string | duration): duration")
def duration(said: str | Duration) -> Duration:
    """The duration that the text says.

    Raises:
        ValueError: It says none.
    """
    if isinstance(said, Duration):
        return said
    if (read := parse_duration(said)) is None:
        raise ValueError(f'"{said[:40]}" is no duration; write one as "1d" or "2 weeks"')
    return read


@GLOBAL.function("file(path: string | file | url): file", needs_frame=True)
def file(frame: Frame, path: str | Link | FileRef) -> FileRef | None:
    """The file; nothing where there is none."""
    return find_file(frame, path)


@GLOBAL.function("html(html: string): html", deviation="scripts and styles are cleaned away")
def html(source: str) -> Html:
    """Markup to show; whoever shows it cleans it first."""
    return Html(source)


@GLOBAL.function(
    "if(condition: any, trueResult: any, falseResult?: any): any",
    lazy=("trueResult", "falseResult"),
    needs_frame=True,
)
def if_(frame: Frame, condition: Value, then: Thunk, other: Thunk | None = None) -> Value:
    """One of the two; the other is not worked out."""
    if is_truthy(condition):
        return then(frame)
    return None if other is None else other(frame)


@GLOBAL.function("image(path: string | file | url): image")
def image(path: str | Link | FileRef) -> Image:
    """An image to show."""
    return Image(path)


@GLOBAL.function("icon(name: string): icon")
def icon(name: str) -> Icon:
    """An icon to show, by Lucide's name."""
    return Icon(name)


@GLOBAL.function("link(path: string | file, display?: any): link", needs_frame=True)
def link(frame: Frame, path: str | Link | FileRef, display: Value = None) -> Link:
    """A link to a path, a note's name, a wikilink or an address."""
    if isinstance(path, Link):
        return path if display is None else Link(path.target, display, path.path)
    if isinstance(path, FileRef):
        return Link(path.path, display, path.path)
    target, _, alias = (
        path.removeprefix("[[").removesuffix("]]").partition("|") if "[[" in path else (path, "", "")
    )
    resolved = find_file(frame, target)
    return Link(target, display if display is not None else (alias or None), resolved and resolved.path)


@GLOBAL.function("list(element: any): list", deviation="of nothing it is empty")
def list_(element: Value) -> tuple[Value, ...]:
    """A list as it is, anything else as a list of one.

    Of nothing it is a list of none: two notes that both lack a property have nothing in common.
    """
    if element is None:
        return ()
    return element if isinstance(element, tuple) else (element,)


@GLOBAL.function("max(...values: number): number")
def max_(*values: float) -> float | None:
    """The largest; nothing of nothing."""
    return max(values, default=None)


@GLOBAL.function("min(...values: number): number")
def min_(*values: float) -> float | None:
    """The smallest; nothing of nothing."""
    return min(values, default=None)


@GLOBAL.function("now(): date", needs_frame=True, deviation=_AT_BUILD)
def now(frame: Frame) -> Date:
    """The moment that the site is built for."""
    return Date(frame.scope.now(), has_time=True)


@GLOBAL.function("number(input: any): number")
def number(value: Value) -> float | None:
    """A value as a number: dates in milliseconds since 1970, truth as 1 or 0, text as what it says.

    Raises:
        ValueError: The text says no number, or the value has none.
    """
    match value:
        case bool():
            return int(value)
        case int() | float():
            return value
        case Date():
            return (value.at - _EPOCH).total_seconds() * 1000
        case Duration():
            return length_of(value)
        case None:
            return None
        case _:
            if (read := parse_number(text_of(value))) is None:
                raise ValueError(f"{kind_of(value)} {text_of(value)[:40]!r} is no number")
            return read


@GLOBAL.function("today(): date", needs_frame=True, deviation=_AT_BUILD)
def today(frame: Frame) -> Date:
    """The day that the site is built for."""
    return Date(frame.scope.now().replace(hour=0, minute=0, second=0, microsecond=0), has_time=False)


@GLOBAL.function(
    "random(): number", needs_frame=True, deviation="drawn once for each file, and the same in every build"
)
def random(frame: Frame) -> float:
    """A number from 0 to 1 that depends on the row's file and on how many were drawn before."""
    row = frame.scope.file()
    frame.drawn += 1
    return Random(f"{row.path if row else ''}:{frame.drawn}").random()


@GLOBAL.function("any.isTruthy(): boolean")
def is_truthy_(value: Value) -> bool:
    """Whether the value counts as true."""
    return is_truthy(value)


@GLOBAL.function("any.isType(type: string): boolean")
def is_type(value: Value, kind: str) -> bool:
    """Whether the value is of that kind."""
    return kind_of(value) == {"bool": "boolean", "regex": "regexp"}.get(kind.lower(), kind.lower())


@GLOBAL.function("any.toString(): string")
def to_string(value: Value) -> str:
    """The value as text."""
    return text_of(value)
