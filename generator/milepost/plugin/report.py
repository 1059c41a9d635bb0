"""Problems as log lines: warnings, which strict mode counts; other news as such; what stops a build."""

import errno
import sys
from collections.abc import Container, Iterable
from pathlib import Path

from jinja2 import TemplateSyntaxError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.plugins import get_plugin_logger

from milepost.errors import MilepostError
from milepost.model.outlook import Outlook
from milepost.model.path import VaultPath
from milepost.model.problem import Code, Problem

__all__ = ["report", "report_past", "sentence_of", "unwritable"]

_log = get_plugin_logger("milepost")

# They repeat nothing that stands in the file.
_OF_FILES = frozenset(
    {Code.FILE_COPY, Code.FILE_ENCODING, Code.FILE_TOO_LARGE, Code.FILE_UNREADABLE, Code.FILTER_INVALID}
)

# Of a write that fails halfway the system names no file.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS})
# Of a path of Windows, if nobody has allowed more.
_MOST_LETTERS = 259


def report(problems: Iterable[Problem], public: Container[VaultPath]) -> None:
    """Log each problem as one warning with its file and line.

    Messages repeat what a note says, and the log of a build is public where the site is built in public: of
    a note that is not, only the place and the code are logged.
    """
    for problem in problems:
        if problem.path in public or problem.code in _OF_FILES:
            _log.warning("%s", problem)
        else:
            place = f"{problem.path}:{problem.line}"
            _log.warning("%s: is private; milepost check says what is wrong [%s]", place, problem.code)


def sentence_of(error: Exception, config: MkDocsConfig | None) -> str | None:
    """What to say of what has stopped a rebuild, else a traceback; `None` of what nobody foresees."""
    match error:
        case MilepostError():
            return str(error)
        case TemplateSyntaxError():  # half typed, as the next may be
            return f"{error.filename}:{error.lineno}: {error.message}"
        case ConfigurationError():
            return " ".join(str(error).split())
        case OSError() if config is not None:  # the disk is full
            return unwritable(error, config)
        case _:
            return None


def unwritable(error: OSError, config: MkDocsConfig) -> str | None:
    """What to say of a file of the site or the vault that cannot be written or read, `None` of another.

    A missing template, a host that does not answer and what another plugin cannot open are such errors, too.
    """
    if error.filename is None:
        is_ours = error.errno in _FULL
    else:
        place = Path(str(error.filename))
        is_ours = any(place.is_relative_to(folder) for folder in (config.site_dir, config.docs_dir))
    named = f"{error.filename}: " if error.filename else ""
    reason = error.strerror or str(error)
    if sys.platform == "win32" and error.errno == errno.ENOENT and len(str(error.filename)) > _MOST_LETTERS:
        reason = "the path is too long; allow long paths in Windows, or move the project up"
    return f"{named}the site cannot be written: {reason}; it is not whole" if is_ours else None


def report_past(outlook: Outlook) -> None:
    """Say that there is more of the past than was to be had here, where a roadmap's pages lack it."""
    if outlook.witness == "part of git" and outlook.burn_up.points:
        _log.info(
            "the repository is a shallow clone, of which the burn-up and the forecast show only the end; "
            "`fetch-depth: 0` in the workflow's checkout, or git fetch --unshallow, brings the rest"
        )
