"""The command `milepost`, and what becomes of errors: one message, exit status 2."""

import sys

import click

from milepost import __version__
from milepost.cli.check import check
from milepost.cli.import_ import import_
from milepost.cli.init import init
from milepost.cli.mark import mark
from milepost.cli.model import model
from milepost.cli.new import new
from milepost.cli.render import render
from milepost.cli.run import run
from milepost.cli.status import status
from milepost.errors import MilepostError

__all__ = ["main", "milepost"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="milepost")
def milepost() -> None:
    """Publish an Obsidian vault as a learning journal.

    Exit status: 0 fine, 1 problems found, 2 the request could not be carried out.
    """


for _command in (init, import_, new, mark, status, check, render, run, model):
    milepost.add_command(_command)


def main() -> None:
    """Run the command line; what cannot be carried out ends in one line, not in a traceback."""
    try:
        milepost(prog_name="milepost")
    except MilepostError as error:
        click.echo(f"milepost: {error}", err=True)
        sys.exit(2)
