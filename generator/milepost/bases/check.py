"""What is wrong with the formulas of a base, before there is any row."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from milepost.bases.evaluate import check_formula
from milepost.bases.grammar import parse_formula
from milepost.bases.names import names_used
from milepost.bases.summary import SUMMARIES
from milepost.bases.values import FormulaError
from milepost.model.base_file import Base, Filter, Statement
from milepost.model.problem import Code, Problem

__all__ = ["check_base", "statements_in"]


def check_base(base: Base) -> Iterator[Problem]:
    """A problem for each formula that cannot be read or asks for what there is not, and for a circle."""

    def problem(line: int, message: str, hint: str = "") -> Problem:
        return Problem(base.path, line, Code.BASE_INVALID, message, hint)

    for what, statement in _statements(base):
        try:
            formula = parse_formula(statement.text)
            check_formula(formula)
        except FormulaError as error:
            yield problem(statement.line, f"{what} {statement.text!r}: {error}")
            continue
        for name in sorted(names_used(formula)):
            owner, _, rest = name.partition(".")
            if owner == "formula" and rest not in base.formulas:
                yield problem(statement.line, f"{what} {statement.text!r}: there is no formula {rest!r}")
    for view in base.views:
        asked = [(each, view.line) for each in view.columns]
        asked += [(each.property, each.line) for each in (*view.sort, *filter(None, (view.group,)))]
        for name, line in asked:
            owner, _, rest = name.partition(".")
            if owner == "formula" and rest not in base.formulas:
                yield problem(line, f'the view "{view.name}" asks for {name}, which the base does not have')
        for name, summary in view.summaries.items():
            if summary.text not in SUMMARIES and summary.text not in base.summaries:
                message = f'the view "{view.name}" asks for the summary {summary.text!r} of {name}'
                yield problem(summary.line, message, f"there are {', '.join(SUMMARIES)}")
    if trail := _circle(base):
        line = base.formulas[trail[0]].line
        yield problem(line, f"formulas ask for one another: {' → '.join(trail)}", "break the circle")


def statements_in(filters: Filter | None) -> Iterator[Statement]:
    """Every statement of filters, in order."""
    if isinstance(filters, Statement):
        yield filters
    elif filters is not None:
        for each in filters.parts:
            yield from statements_in(each)


def _statements(base: Base) -> Iterator[tuple[str, Statement]]:
    for filters in (base.filters, *(view.filters for view in base.views)):
        yield from (("the filter", each) for each in statements_in(filters))
    yield from ((f"the formula {name}", each) for name, each in base.formulas.items())
    yield from ((f"the summary {name}", each) for name, each in base.summaries.items())


def _circle(base: Base) -> tuple[str, ...]:
    """The formulas that ask for one another, the first of them last again; none if all is well."""
    asks: dict[str, list[str]] = {}
    for name, each in base.formulas.items():
        try:
            used = names_used(parse_formula(each.text))
        except FormulaError:
            continue
        asks[name] = sorted(one.removeprefix("formula.") for one in used if one.startswith("formula."))
    try:
        TopologicalSorter(asks).prepare()
    except CycleError as error:
        return tuple(reversed([each for each in error.args[1] if each in base.formulas]))
    return ()
