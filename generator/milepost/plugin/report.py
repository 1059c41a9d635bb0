"""Problems as log lines: warnings, so that MkDocs' strict mode counts them."""

from collections.abc import Iterable

from mkdocs.plugins import get_plugin_logger

from milepost.model.problem import Problem

__all__ = ["report"]

_log = get_plugin_logger("milepost")


def report(problems: Iterable[Problem]) -> None:
    """Log each problem as one warning with its file and line."""
    for problem in problems:
        _log.warning("%s", problem)
