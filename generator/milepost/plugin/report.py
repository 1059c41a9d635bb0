"""Problems as log lines: warnings, so that MkDocs' strict mode counts them."""

from collections.abc import Container, Iterable

from mkdocs.plugins import get_plugin_logger

from milepost.model.path import VaultPath
from milepost.model.problem import Code, Problem

__all__ = ["report"]

_log = get_plugin_logger("milepost")

# They repeat nothing that stands in the file.
_OF_FILES = frozenset(
    {Code.FILE_COPY, Code.FILE_ENCODING, Code.FILE_TOO_LARGE, Code.FILE_UNREADABLE, Code.FILTER_INVALID}
)


def report(problems: Iterable[Problem], public: Container[VaultPath]) -> None:
    """Log each problem as one warning with its file and line.

    Messages repeat what a note says, and the log of a build is public where the site is built in public: of
    a note that is not, only the place and the code are logged.
    """
    said: set[str] = set()
    for problem in problems:
        if problem.path in public or problem.code in _OF_FILES:
            _log.warning("%s", problem)
            continue
        place = f"{problem.path}:{problem.line}"
        line = f"{place}: is private; milepost check says what is wrong [{problem.code}]"
        if line not in said:
            said.add(line)
            _log.warning("%s", line)
