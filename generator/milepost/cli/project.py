"""What every command needs to know of where it works."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from milepost.io.config import Project, find_project
from milepost.settings import Settings

__all__ = ["called", "model_option", "open_project", "vault_option"]


def model_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option `--model`, as `model: str | None`."""
    return click.option(
        "--model",
        metavar="MODEL",
        help='The language model: "embedded", a folder that mlx-lm loads, an id of the Hugging Face hub, '
        "or for experiments that need only text the address of a server, http://localhost:11434/v1#name. "
        "Default: $MILEPOST_MODEL, else Gemma 3 4B on Apple silicon and the embedded model elsewhere.",
    )(command)


def vault_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option `--vault`, as `vault: Path | None`."""
    return click.option(
        "--vault",
        type=click.Path(path_type=Path, file_okay=False),
        help="The vault. Default: the docs_dir of the nearest mkdocs.yml.",
    )(command)


def open_project(vault: Path | None) -> tuple[Project, Settings]:
    """The project around the working directory, or around `vault`, with its settings.

    Raises:
        VaultError: there is no vault.
        ProjectError: mkdocs.yml cannot be read.
        SettingsError: an option in mkdocs.yml is wrong.
    """
    project = find_project(Path.cwd(), vault)
    options = {name: value for name, value in project.options.items() if name != "enabled"}
    return project, Settings.from_options(options)


def called(name: str, vault: Path) -> str:
    """What a person calls a note; its path in the vault where that is a file's, as a shell completes it."""
    file = Path(name)
    with suppress(OSError, ValueError):  # many a title is no name that a file could have
        if file.is_file():
            return (file.parent.resolve() / file.name).relative_to(vault.resolve()).as_posix()
    return name
