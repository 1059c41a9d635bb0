"""A base's YAML, understood. What is wrong is named with its line; what hangs on it is not shown."""

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import cast

import yaml
from msgspec import Struct, field

from milepost.bases.check import check_base
from milepost.bases.property_id import property_id
from milepost.model.base_file import Base, Filter, Filters, Option, Sorting, Statement, View
from milepost.model.path import Anchor, VaultPath, slugify, stem
from milepost.model.problem import Code, Problem, Severity
from milepost.model.vault import SourceFile
from milepost.notes.frontmatter import UnreadableError, opened
from milepost.notes.yaml_limits import MOST_CHARACTERS

__all__ = ["SHOWN_TYPES", "parse_base", "read_base"]

SHOWN_TYPES = ("table", "cards", "list")
"""The types of view that are shown, as the app writes them."""

# An alias stands for all it names again: a few lines may come to more than a machine holds.
_MOST_NODES = 20_000
_DEEPEST = 40

_TOP = ("filters", "formulas", "properties", "summaries", "views")
_CONJUNCTIONS = ("and", "or", "not")
_VIEW = frozenset({"type", "name", "filters", "order", "sort", "groupBy", "limit", "summaries", "columnSize"})

Parsed = tuple[Base, tuple[Problem, ...]]
_Construct = Callable[[yaml.Node], object]
_Pairs = Iterator[tuple[str, yaml.Node, int]]


def parse_base(file: SourceFile) -> Parsed:
    """The base in a file, and what is wrong with it."""
    return read_base(file.path, stem(file.path), file.text)


def read_base(path: VaultPath, title: str, text: str, first_line: int = 1) -> Parsed:
    """The base that a text is, which begins on a line of the file at `path`. An empty one has one table."""
    text = text.removeprefix("\ufeff")
    try:
        if len(text) > MOST_CHARACTERS:
            raise UnreadableError(1, f"it is longer than {MOST_CHARACTERS:,} characters")
        with opened(text) as (loader, node):
            construct = cast("_Construct", loader.construct_object)  # pyright: ignore[reportUnknownMemberType]
            reading = _Reading(path, first_line, construct)
            base = reading.base(title, node)
    except UnreadableError as error:
        message = f"the base is not valid YAML ({error.reason}); nothing of it is shown"
        hint = "mend the line, or put quotes around a formula that holds : # [ ] { } or begins with !"
        problem = Problem(path, first_line + error.line - 1, Code.BASE_INVALID, message, hint, Severity.ERROR)
        return Base(path, title, fault=error.reason), (problem,)
    return base, (*reading.problems, *check_base(base))


class _Reading(Struct):
    """One text being read, and what was found so far."""

    path: VaultPath
    first_line: int
    construct: _Construct
    """The value of a scalar, by YAML's own rules."""
    problems: list[Problem] = field(default_factory=list[Problem])
    nodes: int = 0

    def base(self, title: str, node: yaml.Node | None) -> Base:
        """The whole. Its own filters in a form that cannot be read take everything with them."""
        parts: dict[str, yaml.Node] = {}
        for name, each, line in () if node is None else self._pairs(node, "the base"):
            if name in _TOP:
                parts[name] = each
            else:
                self._report(line, f'"{name}" is no part of a base', f"it has {', '.join(_TOP)}")
        filters, fault = self._filters(parts.get("filters"))
        views = parts.get("views")
        if not isinstance(views, yaml.SequenceNode) and not self._is_nothing(views):
            fault = "its views are no list"
        return Base(
            self.path,
            title,
            filters,
            self._statements(parts, "formulas"),
            dict(self._names(parts)),
            self._statements(parts, "summaries"),
            self._views(views),
            fault,
        )

    def _names(self, parts: Mapping[str, yaml.Node]) -> Iterator[tuple[str, str]]:
        for name, each, _ in self._entries(parts, "properties"):
            for key, value, _ in self._pairs(each, f"the property {name}"):
                if key == "displayName" and (shown := self._word(value)):
                    yield property_id(name), shown

    def _views(self, node: yaml.Node | None) -> tuple[View, ...]:
        taken: set[str] = set()
        views = tuple(self._view(each, taken) for each in self._items(node, "views"))
        # The app shows a base without views as a table of the files' names.
        return views or (View("table", "Table", Anchor("table"), self.first_line, columns=("file.name",)),)

    def _view(self, node: yaml.Node, taken: set[str]) -> View:
        line = self._line(node)
        parts = {name: each for name, each, _ in self._pairs(node, "a view")}
        kind = self._word(parts.get("type")) or "table"
        name = self._word(parts.get("name")) or kind.capitalize()
        slug = slugify(name)
        anchor = next(each for n in count(1) if (each := slug if n == 1 else f"{slug}-{n}") not in taken)
        taken.add(anchor)
        filters, fault = self._filters(parts.get("filters"))
        if not isinstance(node, yaml.MappingNode):
            fault = "it is not made of names and values"
        if kind not in SHOWN_TYPES:
            fault = f"views of the type {kind} are shown in Obsidian only"
            message = f'the view "{name}" is of the type {kind}, which is not shown on the site'
            hint = f"make it a {', '.join(SHOWN_TYPES[:-1])} or {SHOWN_TYPES[-1]}, or leave it to the app"
            at = self._line(parts["type"])
            self.problems.append(Problem(self.path, at, Code.BASE_UNSUPPORTED, message, hint))
        columns = tuple(
            property_id(w) for e in self._items(parts.get("order"), "order") if (w := self._word(e))
        )
        sort = tuple(filter(None, (self._sorting(e) for e in self._items(parts.get("sort"), "sort"))))
        summaries = {
            property_id(key): Statement(self._word(each), at)
            for key, each, at in self._entries(parts, "summaries")
        }
        widths = {
            property_id(key): int(size)
            for key, each, _ in self._entries(parts, "columnSize")
            if isinstance(size := self._plain(each), (int, float)) and 0 < size < 10_000
        }
        options = {
            key: value
            for key, each in parts.items()
            if key not in _VIEW and isinstance(each, yaml.ScalarNode)
            if (value := self._plain(each)) is not None
        }
        return View(
            kind, name, Anchor(anchor), line, filters, columns or ("file.name",), sort,
            self._sorting(parts["groupBy"]) if "groupBy" in parts else None,
            self._limit(parts.get("limit")), summaries, widths, options, fault,
        )  # fmt: skip

    def _limit(self, node: yaml.Node | None) -> int | None:
        value = None if node is None else self._plain(node)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value or None
        if node is not None and value is not None:
            self._report(self._line(node), "limit is no whole number", "all rows are shown")
        return None

    def _sorting(self, node: yaml.Node) -> Sorting | None:
        line = self._line(node)
        if isinstance(node, yaml.ScalarNode):
            return Sorting(property_id(str(node.value)), False, line)
        parts = {name: self._word(each) for name, each, _ in self._pairs(node, "a sort")}
        name = parts.get("property") or parts.get("column")
        if not name:
            self._report(line, "a sort or group names no property", "give it property: and direction:")
            return None
        direction = (parts.get("direction") or "ASC").upper()
        if direction not in ("ASC", "DESC"):
            self._report(line, f'the direction "{direction}" is neither ASC nor DESC', "ASC is used")
        return Sorting(property_id(name), direction == "DESC", line)

    def _filters(self, node: yaml.Node | None) -> tuple[Filter | None, str]:
        """The filters, and why they cannot be read."""
        if node is None or (not node.tag.startswith("!") and self._is_nothing(node)):
            return None, ""
        try:
            return self._filter(node, 0), ""
        except _FilterError as error:
            self._report(
                error.line, f"the filters cannot be read: {error}", "nothing that they are for is shown"
            )
            return None, f"its filters cannot be read: {error}"

    def _filter(self, node: yaml.Node, depth: int) -> Filter:
        line = self._line(node)
        if depth > _DEEPEST:
            raise _FilterError(line, "they are nested too deep")
        if node.tag.startswith("!"):  # to YAML the name of a type
            raise _FilterError(line, "one that begins with ! needs quotes around it")
        if isinstance(node, yaml.ScalarNode):
            return Statement(str(node.value), line)
        if isinstance(node, yaml.SequenceNode):
            raise _FilterError(line, "a list needs and, or or not before it")
        groups: list[Filter] = []
        for name, each, at in self._pairs(node, "a filter"):
            if name not in _CONJUNCTIONS:
                raise _FilterError(at, f'"{name}" is none of and, or, not')
            entries = each.value if isinstance(each, yaml.SequenceNode) else [each]
            parts = (self._filter(e, depth + 1) for e in cast("list[yaml.Node]", entries))
            groups.append(Filters(name, tuple(parts)))
        return groups[0] if len(groups) == 1 else Filters("and", tuple(groups))

    def _statements(self, parts: Mapping[str, yaml.Node], key: str) -> dict[str, Statement]:
        return {name: Statement(self._word(each), line) for name, each, line in self._entries(parts, key)}

    def _entries(self, parts: Mapping[str, yaml.Node], key: str) -> _Pairs:
        return self._pairs(parts[key], key) if key in parts else iter(())

    def _pairs(self, node: yaml.Node, what: str) -> _Pairs:
        """A mapping's keys, values and lines; what is none is reported.

        Raises:
            UnreadableError: a key stands there twice, as the app will not have it either.
        """
        if self._is_nothing(node):
            return
        if not isinstance(node, yaml.MappingNode):
            self._report(self._line(node), f"{what} is not made of names and values", "it is passed over")
            return
        seen: set[str] = set()
        for key, value in cast("list[tuple[yaml.Node, yaml.Node]]", node.value):
            self._step()
            name = str(key.value)
            if name in seen:
                raise UnreadableError(key.start_mark.line + 1, f"{name} stands there twice")
            seen.add(name)
            yield name, value, self._line(key)

    def _items(self, node: yaml.Node | None, what: str) -> Iterator[yaml.Node]:
        if node is None or self._is_nothing(node):
            return
        if not isinstance(node, yaml.SequenceNode):
            self._report(self._line(node), f"{what} is no list", "it is passed over")
            return
        for each in cast("list[yaml.Node]", node.value):
            self._step()
            yield each

    def _step(self) -> None:
        self.nodes += 1
        if self.nodes > _MOST_NODES:
            raise UnreadableError(1, "its aliases come to more than any base holds")

    def _word(self, node: yaml.Node | None) -> str:
        """A scalar as it is written; "" where there is none."""
        if node is None or self._is_nothing(node):
            return ""
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        self._report(self._line(node), "a list or an object stands where a word should", "it is passed over")
        return ""

    def _is_nothing(self, node: yaml.Node | None) -> bool:
        return node is None or (isinstance(node, yaml.ScalarNode) and self._plain(node) is None)

    def _plain(self, node: yaml.Node) -> Option | None:
        value = self.construct(node) if isinstance(node, yaml.ScalarNode) else None
        return value if value is None or isinstance(value, (str, int, float, bool)) else str(node.value)

    def _line(self, node: yaml.Node) -> int:
        return self.first_line + int(node.start_mark.line)

    def _report(self, line: int, message: str, hint: str) -> None:
        self.problems.append(Problem(self.path, line, Code.BASE_INVALID, message, hint))


class _FilterError(Exception):
    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        super().__init__(reason)
