"""The day that a build is told it is, so that the same sources give the same bytes."""

import os
from datetime import UTC, date, datetime

__all__ = ["stated_day"]


def stated_day() -> date | None:
    """What SOURCE_DATE_EPOCH says, in UTC (https://reproducible-builds.org/specs/source-date-epoch/)."""
    try:
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).date()
    except (KeyError, ValueError, OverflowError, OSError):
        return None
