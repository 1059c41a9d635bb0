"""Every command says what it does."""

from collections.abc import Iterator

import click
import pytest

from milepost.cli.main import milepost


def _commands() -> Iterator[click.Command]:
    pending: list[click.Command] = [milepost]
    while pending:
        command = pending.pop()
        yield command
        if isinstance(command, click.Group):
            context = click.Context(command)
            found = (command.get_command(context, name) for name in command.list_commands(context))
            pending.extend(each for each in found if each is not None)


_COMMANDS = sorted(_commands(), key=lambda command: command.name or "")


@pytest.mark.parametrize("command", _COMMANDS, ids=lambda command: command.name)
def test_a_command_has_help(command: click.Command) -> None:
    assert command.help
    assert command.help.strip().endswith(".")


@pytest.mark.parametrize("command", _COMMANDS, ids=lambda command: command.name)
def test_every_option_has_help(command: click.Command) -> None:
    options = [each for each in command.params if isinstance(each, click.Option)]
    assert [option.name for option in options if not (option.help or "").strip().endswith(".")] == []
