"""A vault once more, where somebody knows which notes have been written since."""

from collections.abc import Iterable
from pathlib import Path

from milepost.io.cache import Known
from milepost.io.excluded import excluded_in
from milepost.io.obsidian import read_app, read_preamble
from milepost.io.vault import read_text
from milepost.model.frozen import replace
from milepost.model.path import VaultPath
from milepost.model.problem import Problem
from milepost.model.vault import SourceFile, Vault

__all__ = ["reread"]


def reread(
    vault: Vault, written: Iterable[VaultPath], exclude: tuple[str, ...], known: Known
) -> Vault | None:
    """The vault in which nothing but these notes has changed; it costs reading them, and no look at others.

    `None` where that cannot be: one of them was no note of it, is gone, cannot be read, or has a second name
    in the file system, or the vault's own options have changed. Then `read_vault` has to look at it all.
    """
    top = Path(vault.root)
    is_same = repr(vault.app) == repr(read_app(top)) and vault.preamble == read_preamble(top)  # 1 equals true
    if vault.links or not is_same or vault.excluded != excluded_in(top, exclude):
        return None
    files = dict(vault.files)
    for path in written:
        source = _source(top / files[path].place, path, known) if path in files else None
        if source is None:
            return None
        files[path] = source
    return replace(vault, files=files)


def _source(file: Path, path: VaultPath, known: Known) -> SourceFile | None:
    known.pop(path, None)  # it may have been written twice while the clock of the file system stood still
    problems: list[Problem] = []
    try:
        is_alone = file.is_file() and not file.is_symlink() and file.stat().st_nlink == 1
    except OSError:
        return None
    return read_text(path, file, problems, known) if is_alone else None
