"""Which files the filters of a base let through, and what of that is the same wherever the base is shown."""

from collections.abc import Iterable, Iterator, Sequence

from milepost.bases.evaluate import evaluate
from milepost.bases.grammar import parse_formula
from milepost.bases.order import is_truthy
from milepost.bases.row import Row
from milepost.bases.values import FormulaError
from milepost.model.base_file import Base, Filter, Filters, Statement

__all__ = ["Doubt", "Judged", "asks_for_this", "conditions", "judge"]

Doubt = tuple[Statement, str]
"""Why nobody can tell whether a file is shown: a statement, and what is wrong with it."""

Judged = tuple[Row, Doubt | None]
"""A file that may be shown, or one that nobody can judge."""


def asks_for_this(base: Base, texts: Iterable[str]) -> bool:
    """Whether a formula may ask for the file that shows the base; told by its letters, so rather yes."""
    texts = [*texts]
    if any("formula" in text for text in texts):
        texts += [each.text for each in base.formulas.values()]
    return any("this" in text for text in texts)


def conditions(filters: Filter | None) -> Iterator[Filter]:
    """What all has to hold, in the order in which it is asked."""
    if isinstance(filters, Filters) and filters.how == "and":
        for each in filters.parts:
            yield from conditions(each)
    elif filters is not None:
        yield filters


def judge(rows: Iterable[Judged], asked: Sequence[Filter]) -> Iterator[Judged]:
    """The rows but those for which one of the conditions that are asked does not hold."""
    for row, doubt in rows:
        if doubt is None:
            try:
                if not all(_holds(each, row) for each in asked):
                    continue
            except _UnclearError as error:
                yield row, (error.statement, str(error))
                continue
        yield row, doubt


class _UnclearError(Exception):
    def __init__(self, statement: Statement, error: FormulaError) -> None:
        self.statement = statement
        super().__init__(str(error))


def _holds(filters: Filter, row: Row) -> bool:
    if isinstance(filters, Statement):
        try:
            return is_truthy(evaluate(parse_formula(filters.text), row))
        except FormulaError as error:
            raise _UnclearError(filters, error) from error
    parts = (_holds(each, row) for each in filters.parts)
    match filters.how:
        case "and":
            return all(parts)
        case "or":
            return any(parts)
        case "not":
            return not any(parts)
