"""What the commands for experiments need to know of where they work."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from milepost.errors import ExperimentError
from milepost.experiment.declare import Declaration, find_declarations
from milepost.experiment.models import choose_model
from milepost.experiment.standing import Standing, standing_of
from milepost.io.config import Project, find_project
from milepost.model.frozen import Frozen

__all__ = ["Laboratory", "choose", "experiments_option", "find_laboratory", "standings_of", "tell_wrong"]


class Laboratory(Frozen):
    """A project with its experiments."""

    root: Path
    vault: Path
    declared: tuple[Declaration, ...]
    wrong: tuple[ExperimentError, ...]
    """What is wrong with scripts that cannot be read, as one that is being written: they stop no other."""


def experiments_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option `--experiments`, as `experiments: Path | None`."""
    return click.option(
        "--experiments",
        type=click.Path(path_type=Path, file_okay=False),
        help="Where the scripts are. Default: experiments/ beside mkdocs.yml.",
    )(command)


def find_laboratory(vault: Path | None, experiments: Path | None) -> Laboratory:
    """The project around the working directory, or around `vault`, and what its scripts declare.

    Raises:
        VaultError: there is no vault.
        ProjectError: mkdocs.yml cannot be read.
        ExperimentError: the folder of the scripts is not there.
    """
    project = find_project(Path.cwd(), vault)
    return Laboratory(
        project.root, project.vault, *find_declarations(experiments or project.root / "experiments")
    )


def choose(ids: tuple[str, ...], lab: Laboratory) -> tuple[Declaration, ...]:
    """The experiments of these ids, each once; all of them where none is named.

    Raises:
        ExperimentError: no script declares one of them, or the one that might cannot be read.
    """
    if not ids:
        return lab.declared
    by_id = {each.id: each for each in lab.declared}
    for each in ids:
        if each not in by_id:
            if lab.wrong:
                raise ExperimentError(each, f"no script that can be read declares it; {lab.wrong[0]}")
            near = get_close_matches(each, by_id, n=1)
            known = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(by_id)}"
            hint = known if by_id else "there is no experiment yet"
            raise ExperimentError(each, f"no script declares it; {hint}")
    return tuple(by_id[each] for each in dict.fromkeys(ids))


def tell_wrong(wrong: Iterable[ExperimentError]) -> int:
    """Say what is wrong with scripts that were passed over; the exit status, 0 if it is nothing."""
    status = 0
    for error in wrong:
        click.echo(f"milepost: {error}", err=True)
        status = 2
    return status


def standings_of(project: Project) -> tuple[tuple[Standing, ...], tuple[ExperimentError, ...]]:
    """How the project's experiments stand, on this machine and with its model; none where it has no scripts.

    And what is wrong with scripts that cannot be read.
    """
    folder = project.root / "experiments"
    declared, wrong = find_declarations(folder) if folder.is_dir() else ((), ())
    choice = choose_model(None)
    return tuple(standing_of(each, project.vault, project.root, choice) for each in declared), wrong
