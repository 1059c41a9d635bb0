"""The command `milepost`, called as a person calls it."""

import contextlib
import io
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unittest import mock

from milepost.cli.main import main

__all__ = ["TODAY", "Outcome", "milepost"]

TODAY = date(2026, 11, 22)
"""The day on which the tests of commands run them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command came to."""

    status: int
    """The exit status."""
    out: str
    err: str


def milepost(folder: Path, *arguments: str) -> Outcome:
    """What `milepost ARGUMENTS`, typed in the folder, comes to; what it does not catch is raised."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    with (
        mock.patch.object(sys, "argv", ["milepost", *arguments]),
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(bool(end.code))
    return Outcome(status, out.getvalue(), err.getvalue())
