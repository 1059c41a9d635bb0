"""The command `milepost`, and what becomes of errors: one message, and status 2 or, to be tried again, 1."""

import importlib
import io
import os
import sys

import click

from milepost import __version__
from milepost.errors import ChangedError, MilepostError

__all__ = ["main", "milepost"]

# Each command's module and function; only the one that is called is loaded, so that it begins at once.
_COMMANDS = {
    "init": ("init", "init"),
    "import": ("import_", "import_"),
    "new": ("new", "new"),
    "mark": ("mark", "mark"),
    "review": ("review", "review"),
    "bases": ("bases", "bases"),
    "status": ("status", "status"),
    "check": ("check", "check"),
    "render": ("render", "render"),
    "run": ("run", "run"),
    "redraw": ("redraw", "redraw"),
    "list": ("list_", "list_"),
    "model": ("model", "model"),
}


class _Commands(click.Group):
    """The group whose commands load when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _COMMANDS:
            module, function = _COMMANDS[cmd_name]
            return getattr(importlib.import_module(f"milepost.cli.{module}"), function)
        if ctx.resilient_parsing:
            return None
        # The group would look for what was meant among the commands that are loaded.
        raise click.exceptions.NoSuchCommand(cmd_name, possibilities=_COMMANDS, ctx=ctx)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="milepost")
def milepost() -> None:
    """Publish an Obsidian vault as a learning journal.

    Exit status: 0 fine, 1 problems found, 2 the request could not be carried out.
    """


def main() -> None:
    """Run the command line; what cannot be carried out ends in one line, not in a traceback."""
    _have_all_letters()
    try:
        milepost(prog_name="milepost")
    except MilepostError as error:
        click.echo(f"milepost: {error}", err=True)
        sys.exit(1 if isinstance(error, ChangedError) else 2)


def _have_all_letters() -> None:
    """See to it that notes' letters can be written, and JSON as all programs read it.

    Windows gives a pipe or a file the letters of one language, unless it is told otherwise.
    """
    is_poor = sys.platform == "win32" and not os.environ.get("PYTHONIOENCODING")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # The type of its buffer, which Pyright misses, does not matter.
            stream.reconfigure(  # pyright: ignore[reportUnknownMemberType]
                encoding="utf-8" if is_poor else None, errors="backslashreplace"
            )
