"""Every command says what it does."""

import re
from collections.abc import Iterator

import click
import pytest
import yaml

from milepost.authoring.bases import base_text
from milepost.cli.main import milepost
from milepost.settings import Settings
from support.project import ROOT

_README = (ROOT / "README.md").read_text(encoding="utf-8")


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


@pytest.mark.parametrize("group", [each for each in _COMMANDS if isinstance(each, click.Group)])
def test_the_list_of_commands_says_whole_sentences(group: click.Group) -> None:
    context = click.Context(group, terminal_width=80, max_content_width=80)
    listed = group.get_help(context).partition("\nCommands:\n")[2].splitlines()
    assert [line for line in listed if not line.endswith(".") or line.endswith("...")] == []


@pytest.mark.parametrize("command", _COMMANDS, ids=lambda command: command.name)
def test_every_option_has_help(command: click.Command) -> None:
    options = [each for each in command.params if isinstance(each, click.Option)]
    assert [option.name for option in options if not (option.help or "").strip().endswith(".")] == []


def test_the_readme_says_which_commands_take_what() -> None:
    (said,) = re.findall(r"All but (.*) take `--vault DIR`; .*; (.*) take `--json`", _README)
    leaves = [command for command in _COMMANDS if not isinstance(command, click.Group)]
    takers = {
        option: {each.name for each in leaves if any(option in param.opts for param in each.params)}
        for option in ("--vault", "--json")
    }
    without_vault, with_json = (set(re.findall(r"`(\w+)`", names)) for names in said)
    assert {each.name for each in leaves} - takers["--vault"] == without_vault
    assert takers["--json"] == with_json


def test_the_help_of_bases_names_every_list() -> None:
    (command,) = (each for each in _COMMANDS if each.name == "bases")
    views = yaml.safe_load(base_text(Settings()))["views"]
    words = " ".join((command.help or "").split())
    assert [view["name"] for view in views if view["name"].lower() not in words] == []
