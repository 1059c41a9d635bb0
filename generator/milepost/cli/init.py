"""`milepost init`: a project that builds, from nothing."""

import os
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from subprocess import list2cmdline

import click

from milepost.authoring.scaffold import is_scaffold, scaffold_edits
from milepost.errors import EditError
from milepost.io.clock import today
from milepost.io.edits import apply_edits
from milepost.model.edit import Edit

__all__ = ["init"]


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--dry-run", is_flag=True, help="List the files without writing them.")
def init(folder: Path, dry_run: bool) -> None:
    """Write a small journal into DIR.

    It is a vault to open in Obsidian, and what publishes it. No file is ever overwritten, and none is written
    if another file has the place of one.
    """
    if (folder / ".obsidian").exists():
        reason = "is a vault itself; choose a folder beside it, and put the vault in the place of its vault/"
        raise EditError(str(folder), reason)
    edits = scaffold_edits(today())
    missing = _missing(folder, edits)
    if not missing:
        click.echo(f"{folder}: all {len(edits)} files are there already; nothing to do")
        return
    if not dry_run:
        _make(folder)
    if folder.is_dir():
        apply_edits(str(folder), missing, dry_run=dry_run)
    for edit in missing:
        click.echo(f"{'would write' if dry_run else 'wrote'} {folder / edit.path}")
    if not dry_run:
        click.echo("\n".join(("", "Next:", *(f"  {command}" for command in _next_commands(folder)))))


def _missing(folder: Path, edits: Iterable[Edit]) -> list[Edit]:
    """The edits whose file is not there yet.

    Raises:
        EditError: some are there and hold something else.
    """
    edits = list(edits)
    there = [edit for edit in edits if os.path.lexists(folder / edit.path)]
    differing = [edit.path for edit in there if not _is_written(folder, edit)]
    if differing:
        reason = f"holds other files of these names: {', '.join(differing)}"
        raise EditError(str(folder), f"{reason}; move them away, or choose an empty folder")
    return [edit for edit in edits if edit not in there]


def _is_written(folder: Path, edit: Edit) -> bool:
    try:
        return is_scaffold(edit.path, (folder / edit.path).read_bytes().decode())
    except (OSError, UnicodeDecodeError):
        return False


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EditError(str(folder), f"cannot be made: {error.strerror}") from error


def _next_commands(folder: Path) -> tuple[str, str, str]:
    is_here = folder.resolve() == Path.cwd()
    return (
        "milepost status" if is_here else f"cd {_in_shell(folder)}",
        'milepost new item "What I want to understand next"',
        "mkdocs serve",
    )


def _in_shell(folder: Path) -> str:
    """The folder as a shell reads it; Windows' know no quotes but the double ones."""
    return list2cmdline([str(folder)]) if sys.platform == "win32" else shlex.quote(str(folder))
