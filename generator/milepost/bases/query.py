"""A view's answer: which files it shows, in which order and groups, and what stands in each cell."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cmp_to_key
from itertools import chain, takewhile
from typing import Any, TypeVar

from msgspec import Struct

from milepost.bases.check import statements_in
from milepost.bases.evaluate import check_formula, evaluate
from milepost.bases.files import Files
from milepost.bases.filters import Judged, asks_for_this, conditions, judge
from milepost.bases.grammar import parse_formula
from milepost.bases.order import compare, identity, is_empty
from milepost.bases.property_id import property_id
from milepost.bases.row import Row
from milepost.bases.summary import SUMMARIES
from milepost.bases.values import FormulaError, Value
from milepost.model.base_file import Base, Filter, Sorting, Statement, View
from milepost.model.frozen import Frozen, field
from milepost.model.path import VaultPath
from milepost.model.problem import Code, Problem

__all__ = ["Answer", "Cell", "Entry", "Group", "Wrong", "ask"]

T = TypeVar("T")


class Wrong(Frozen):
    """Stands for a value that could not be worked out."""

    reason: str


Cell = Value | Wrong


class Entry(Frozen):
    """One file of the answer."""

    path: VaultPath
    cells: tuple[Cell, ...]
    """By column."""
    image: Cell = None
    """A card's."""


class Group(Frozen):
    """Files that have one value in common; all files where a view does not group."""

    value: Cell
    entries: tuple[Entry, ...]
    summaries: Mapping[str, Cell]
    """By column."""


class Answer(Struct):
    """What a view shows."""

    view: View
    groups: tuple[Group, ...] = ()
    total: int = 0
    """How many files there are without the limit."""
    fault: str = ""
    """Why nothing is shown."""
    left_out: str = ""
    """Which files a filter could not be worked out for, in words; "" if none."""
    problems: list[Problem] = field(default_factory=list[Problem])

    @property
    def shown(self) -> int:
        """How many files are shown."""
        return sum(len(group.entries) for group in self.groups)


def ask(files: Files, base: Base, view: View, around: VaultPath) -> Answer:
    """The answer to a view, shown in the file `around`; to be left as it is.

    What a base of the vault shows in other files, and says nothing of these, is worked out once for all.
    """
    if around != base.path and not asks_for_this(base, _formulas_of(base, view)):
        return files.site.once(
            ("answer", base.path, view.anchor), lambda site: _answer(Files(site), base, view, around)
        )
    return _answer(files, base, view, around)


def _answer(files: Files, base: Base, view: View, around: VaultPath) -> Answer:
    answer = Answer(view, fault=base.fault or view.fault or _unsound(base, view))
    if answer.fault:
        return answer
    asking = _Asking(files, base, view, around, answer)
    rows = asking.sorted(asking.matching())
    answer.total = len(rows)
    answer.groups = asking.grouped(rows[: view.limit])
    return answer


def _unsound(base: Base, view: View) -> str:
    """Why the view's files, order or groups cannot be known whatever the notes say; "" if they can.

    The formula is quoted to its author alone: no reader ever sees one, and it may name what is private.
    """
    statements = [*statements_in(base.filters), *statements_in(view.filters)]
    for each in (*view.sort, *filter(None, (view.group,))):
        owner, _, name = each.property.partition(".")
        if owner == "formula":
            if name not in base.formulas:
                return f"there is no formula {name}"
            statements.append(base.formulas[name])
    for each in statements:
        try:
            check_formula(parse_formula(each.text))
        except FormulaError:
            return "one of its formulas cannot be read"
    return ""


def _formulas_of(base: Base, view: View) -> Iterator[str]:
    """Every formula on which it may depend what a view shows; an id such as `file.size` is one, too."""
    filters = chain(statements_in(base.filters), statements_in(view.filters))
    named = chain(base.formulas.values(), base.summaries.values(), view.summaries.values())
    yield from (each.text for each in chain(filters, named))
    yield from (each.property for each in (*view.sort, *filter(None, (view.group,))))
    yield from (*view.columns, *view.summaries, str(view.options.get("image")))


class _Asking(Struct):
    files: Files
    base: Base
    view: View
    around: VaultPath
    answer: Answer

    def matching(self) -> list[Row]:
        """The rows that the filters let through; one that they cannot judge is left out, and said to be."""
        asked = [*conditions(self.base.filters), *conditions(self.view.filters)]
        alike = list(takewhile(self._is_alike, asked)) if self.around != self.base.path else []
        unclear: list[VaultPath | None] = []
        rows: list[Row] = []
        for row, doubt in judge(self._left_by(alike), asked[len(alike) :]):
            if doubt is None:
                rows.append(row)
                continue
            statement, reason = doubt
            if not unclear:
                self._report(statement.line, f"the filter {statement.text!r}: {reason}", row.path)
            unclear.append(row.path)
        if unclear:
            more = f" and {len(unclear) - 1} more" if len(unclear) > 1 else ""
            self.answer.left_out = f"A filter cannot be worked out for {unclear[0]}{more}"
        return rows

    def _is_alike(self, condition: Filter) -> bool:
        """Whether a condition says the same of a file whatever shows the base."""
        return not asks_for_this(self.base, (each.text for each in statements_in(condition)))

    def _left_by(self, alike: Sequence[Filter]) -> Iterator[Judged]:
        """The rows that are left by the conditions that say the same whatever shows the base."""
        if not alike:
            yield from self._rows(self.files)
            return
        judged = self.files.site.once(
            ("judged", self.base.path, self.view.anchor),
            lambda site: [(row.path, doubt) for row, doubt in judge(self._rows(Files(site)), alike)],
        )
        for path, doubt in judged:
            yield Row(self.files, self.base, self.around, path), doubt

    def _rows(self, files: Files) -> Iterator[Judged]:
        return ((Row(files, self.base, self.around, path), None) for path in files.paths())

    def sorted(self, rows: list[Row]) -> list[Row]:
        """The rows by what the view sorts by, else by name; what is empty comes last in either direction."""
        by_name = sorted(rows, key=cmp_to_key(_by_name))
        for each in reversed(self.view.sort):
            values = [(self._cell(row, each.property), row) for row in by_name]
            by_name = [row for _, row in _in_order(values, each)]
        return by_name

    def grouped(self, rows: Sequence[Row]) -> tuple[Group, ...]:
        """The rows in their groups; one group where the view has none."""
        by = self.view.group
        if by is None:
            return (self._group(None, rows),)
        groups: dict[object, tuple[Cell, list[Row]]] = {}
        for row in rows:
            value = self._cell(row, by.property)
            key = value if isinstance(value, Wrong) else None if is_empty(value) else identity(value)
            groups.setdefault(key, (None if key is None else value, []))[1].append(row)
        return tuple(self._group(value, members) for value, members in _in_order(groups.values(), by))

    def _group(self, value: Cell, rows: Sequence[Row]) -> Group:
        view = self.view
        image = view.options.get("image") if view.type == "cards" else None
        entries = tuple(
            Entry(
                row.path,
                tuple(self._cell(row, column) for column in view.columns),
                self._cell(row, property_id(str(image))) if image else None,
            )
            for row in rows
            if row.path is not None
        )
        summaries = {
            name: self._summary(name, statement, rows)
            for name, statement in view.summaries.items()
            if name in view.columns
        }
        return Group(value, entries, summaries)

    def _summary(self, name: str, asked: Statement, rows: Sequence[Row]) -> Cell:
        cells = (self._cell(row, name) for row in rows)
        values = tuple(each for each in cells if not isinstance(each, Wrong))
        if asked.text in self.base.summaries:
            scope = Row(self.files, self.base, self.around, None, {"values": values})
            statement = self.base.summaries[asked.text]
            try:
                return evaluate(parse_formula(statement.text), scope)
            except FormulaError as error:
                self._report(statement.line, f"the summary {asked.text}: {error}", None)
                return Wrong(str(error))
        run = SUMMARIES.get(asked.text)
        return Wrong(f"there is no summary {asked.text}") if run is None else run(values)

    def _cell(self, row: Row, name: str) -> Cell:
        try:
            return row.value(name)
        except FormulaError as error:
            statement = self.base.formulas.get(name.removeprefix("formula."))
            line = statement.line if statement else self.view.line
            self._report(line, f"{name}: {error}", row.path)
            return Wrong(str(error))

    def _report(self, line: int, message: str, path: VaultPath | None) -> None:
        """Keep a problem, once for each place in the base, whatever the file."""
        if all(each.line != line for each in self.answer.problems):
            found = f"{message}, as for {path}" if path else message
            hint = 'mend the formula, or ask for the value\'s type first: if(x.isType("number"), …)'
            self.answer.problems.append(Problem(self.base.path, line, Code.BASE_INVALID, found, hint))


def _by_name(one: Row, other: Row) -> int:
    def name(row: Row) -> str:
        return (row.path or "").rpartition("/")[2]

    return compare(name(one), name(other)) or compare(one.path, other.path)


def _in_order(values: Iterable[tuple[Cell, T]], by: Sorting) -> list[tuple[Cell, T]]:
    """The values with what they belong to; what is empty or wrong comes last in either direction."""
    full: list[tuple[Value, T]] = []
    rest: list[tuple[Cell, T]] = []
    for value, belonging in values:
        if isinstance(value, Wrong) or is_empty(value):
            rest.append((value, belonging))
        else:
            full.append((value, belonging))
    full.sort(key=lambda each: _key(each[0]), reverse=by.is_descending)
    return [*full, *rest]


_key: Callable[[Value], Any] = cmp_to_key(compare)
