"""Which day it is: for a build the one that it is told, so that the same sources give the same bytes."""

import os
from datetime import UTC, date, datetime

__all__ = ["stated_day", "today"]


def stated_day() -> date | None:
    """What SOURCE_DATE_EPOCH says, in UTC (https://reproducible-builds.org/specs/source-date-epoch/)."""
    try:
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).date()
    except (KeyError, ValueError, OverflowError, OSError):
        return None


def today() -> date:
    """The day on which a command runs, here: what it writes into the vault bears it."""
    return date.today()
