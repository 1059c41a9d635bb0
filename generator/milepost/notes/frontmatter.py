"""The block of properties at the head of a note: found, split off, read as YAML."""

import re
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import cast

import yaml

from milepost.model.frozen import Frozen, field
from milepost.model.path import VaultPath
from milepost.model.problem import Code, Problem, Severity
from milepost.notes.marks import MARKS, damaged_name, hides, lost_mark, lost_mark_below
from milepost.notes.yaml_core import Loader
from milepost.notes.yaml_limits import MOST_CHARACTERS, check_depth, check_size

__all__ = ["Frontmatter", "UnreadableError", "lines_of", "opened", "split"]

_FENCE = "---"
# What YAML calls names with values; a set is a mapping by its form, too, and has another tag.
_PAIRS = "tag:yaml.org,2002:map"
_QUOTE = "mend the line, or put quotes around a value that holds : # [ ] { } or begins with @ % * ! `"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_PROPERTY = re.compile(r"\w[\w -]*:(\s|$)")


class Frontmatter(Frozen):
    """A note's text in two parts."""

    body: str
    """What follows the properties, line ends as "\\n"."""
    first_line: int
    """The line of the file on which `body` begins, counted from 1."""
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    """By name in lower case: to Obsidian, `Status` and `status` are one property."""
    lines: Mapping[str, int] = field(default_factory=dict[str, int])
    """The line of the file on which each property begins, counted from 1."""
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    """Each property's name as written."""
    problem: Problem | None = None
    """Why the properties cannot be read; `values` is then empty."""


class UnreadableError(Exception):
    """A text is no YAML; `line` is counted from 1, from the text's first."""

    def __init__(self, line: int, reason: str, hint: str = _QUOTE) -> None:
        self.line, self.reason, self.hint = line, reason, hint
        super().__init__(reason)


@contextmanager
def opened(text: str) -> Generator[tuple[Loader, yaml.Node | None]]:
    """A text of a fair size and depth, to be read as YAML: its loader, and the node of all of it, if any.

    Raises:
        UnreadableError: it cannot be, as what reads it within the context has found out.
    """
    loader = Loader(text)
    try:
        check_depth(text, Loader)
        node = loader.get_single_node()
        if node is not None:
            check_size(node)
        yield loader, node
    except yaml.MarkedYAMLError as error:
        raise UnreadableError(_place(error, text), error.problem or "cannot be read") from error
    # A control character, a number beyond all bounds, lists in lists without end, `!!bool maybe`.
    except (yaml.YAMLError, ValueError, LookupError, RecursionError) as error:
        raise UnreadableError(1, " ".join(str(error).split())) from error
    finally:
        loader.dispose()


def _place(error: yaml.MarkedYAMLError, text: str) -> int:
    """The line to mend: where a quote or bracket was opened, as its end is missed further down only."""
    is_open = (error.context or "").startswith(("while scanning a quoted", "while parsing a flow"))
    mark = error.context_mark if is_open else error.problem_mark or error.context_mark
    return min(mark.line + 1, len(text.splitlines())) if mark else 1


def split(path: VaultPath, text: str) -> Frontmatter:
    """The properties and the body of a note's text.

    Properties stand between two lines `---`, the first of which is the note's first line; any other such line
    is a rule. A byte order mark and any kind of line end are fine.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = plain.split("\n")
    fenced = lines[0].rstrip() == _FENCE
    end = next((n for n, line in enumerate(lines) if n and line.rstrip() == _FENCE), None) if fenced else None
    if end is None:
        return Frontmatter(plain, 1, problem=_damage(path, lines, fenced=fenced))
    body, first_line = "\n".join(lines[end + 1 :]), end + 2
    if sum(map(len, lines[1:end])) > MOST_CHARACTERS:
        problem = _invalid(path, 1, f"they are longer than {MOST_CHARACTERS:,} characters", "shorten them")
        return Frontmatter(body, first_line, problem=problem)
    try:
        values, key_lines, names = _read("".join(f"{line}\n" for line in lines[1:end]))
    except UnreadableError as error:
        problem = _invalid(path, error.line + 1, error.reason, error.hint)
        return Frontmatter(body, first_line, problem=problem)
    if not any(mark in values for mark in MARKS) and (problem := _below(path, lines[end + 1 :], first_line)):
        return Frontmatter(body, first_line, problem=problem)
    return Frontmatter(body, first_line, values, key_lines, names)


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends, as `split` and an editor count them."""
    return _LINE.findall(text)


def _damage(path: VaultPath, lines: Sequence[str], *, fenced: bool) -> Problem | None:
    """What is wrong with properties that have no end or no beginning; `fenced` if they begin with `---`."""
    if fenced and len(lines) > 1 and _PROPERTY.match(lines[1]) is not None:  # else it is just a rule
        return _invalid(path, 1, "they have no end", "write --- below them")
    if (lost := lost_mark(lines)) is None:
        return None
    line, name = lost
    hint = "write --- on the note's first line and below the properties, with nothing else on these lines"
    return _invalid(path, line, f"{name} does not stand between two lines ---", hint)


def _below(path: VaultPath, lines: Sequence[str], first_line: int) -> Problem | None:
    """That a mark stands below the properties, where it does not count; `lines` begin on the `first_line`."""
    if (lost := lost_mark_below(lines)) is None:
        return None
    line, name = lost
    return _invalid(path, first_line + line - 1, f"{name} stands below them", "move it up to the others")


def _read(text: str) -> tuple[dict[str, object], dict[str, int], dict[str, str]]:
    """The values, line and name of each key; `text` begins on the file's second line.

    Raises:
        UnreadableError: it is no YAML, or leaves in doubt what was meant.
    """
    with opened(text) as (loader, node):
        if node is None:
            return {}, {}, {}
        if not isinstance(node, yaml.MappingNode) or node.tag != _PAIRS:
            raise UnreadableError(1, "properties are not pairs of a name and a value")
        lines: dict[str, int] = {}
        names: dict[str, str] = {}
        for key, said in cast("list[tuple[yaml.Node, yaml.Node]]", node.value):
            name, line = str(key.value).lower(), key.start_mark.line + 1
            if name in lines:  # YAML takes the last; but if it is `publish`, which one is meant?
                raise UnreadableError(line, f"{name} stands there twice", "delete one of them")
            if (mark := damaged_name(name)) is not None:
                hint = f"write {mark}: and a space after it"
                raise UnreadableError(line, f"{key.value!a} is nearly {mark}", hint)
            if (inner := _inner_mark(said)) is not None:
                reason = f"{inner.value} stands below {name}, as a part of it"
                hint = "begin its line where the other properties begin"
                raise UnreadableError(inner.start_mark.line + 1, reason, hint)
            lines[name], names[name] = line + 1, str(key.value)
        value = cast("dict[object, object]", loader.construct_document(node))  # pyright: ignore[reportUnknownMemberType]
    return {str(name).lower(): each for name, each in value.items()}, lines, names


def _inner_mark(value: yaml.Node) -> yaml.Node | None:
    """The name of a mark that hides a note, but is part of the value: a blank before it is enough."""
    if not isinstance(value, yaml.MappingNode):
        return None
    pairs = cast("list[tuple[yaml.Node, yaml.Node]]", value.value)
    return next((key for key, said in pairs if hides(str(key.value), said.value)), None)


def _invalid(path: VaultPath, line: int, reason: str, hint: str) -> Problem:
    message = f"properties are not valid YAML ({reason}); the note is kept private"
    return Problem(path, line, Code.PROPERTIES_INVALID, message, hint, Severity.ERROR)
