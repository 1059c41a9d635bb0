"""What is left out of a vault: by the option `exclude`, and by the vault's own options."""

import fnmatch
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from milepost.errors import VaultError
from milepost.io.obsidian import APP, app_filters, template_places, unpublished_folders
from milepost.model.path import VaultPath, fold, is_base
from milepost.model.problem import Code, Problem, Severity
from milepost.model.vault import Excluded
from milepost.settings import fault_of, is_expression

__all__ = ["excluded_in", "ignored_in", "is_ignored", "unreadable_filters"]

# Expressions come with the vault, and there are some whose search would never end.
_MOST_SECONDS = 1.0

# The beginning of a named group, as JavaScript writes it.
_GROUP = re.compile(r"\(\?<(?![=!])")


def is_ignored(path: str, excluded: Excluded) -> bool:
    """Whether a path below the vault is no part of it: hidden, or `excluded`.

    A pattern is a folder ("Private" or "Private/"), a glob ("*.tmp"), or, between slashes as Obsidian writes
    it, a regular expression ("/^draft/"). None tells cases apart: not every disk does. Bases in a folder of
    forms are none: the notes that are made from these show them.
    """
    if path.startswith(".") or "/." in path:
        return True
    patterns = excluded.patterns if is_base(VaultPath(path)) else (*excluded.patterns, *excluded.forms)
    return any(_matches(path, pattern) for pattern in patterns)


def ignored_in(root: str, exclude: tuple[str, ...]) -> Callable[[str], bool]:
    """What `read_vault` leaves out of the vault in `root`, as a question about paths."""
    return partial(is_ignored, excluded=excluded_in(Path(root), exclude))


def excluded_in(root: Path, exclude: tuple[str, ...]) -> Excluded:
    """All that `is_ignored` is to leave out of the vault in `root`.

    Beside `exclude` that is templates, by their folder or one by one, what the app itself calls "excluded
    files", and the folders that Obsidian Publish leaves out.

    Raises:
        VaultError: what the app has written of that cannot be read.
    """
    composed = partial(unicodedata.normalize, "NFC")
    folders = map(composed, unpublished_folders(root))
    patterns = (*exclude, *folders, *map(_as_expression, app_filters(root)))
    return Excluded(patterns, tuple(map(composed, template_places(root))))


def unreadable_filters(patterns: tuple[str, ...]) -> Iterator[Problem]:
    """The app's filters that mean nothing to us; `exclude` has been checked with the other options."""
    for pattern in filter(is_expression, patterns):
        if fault := fault_of(pattern):
            message = f"the excluded files {pattern} cannot be read ({fault}), so they are not excluded"
            hint = "name them in the option exclude"
            app = VaultPath(APP)
            yield Problem(app, 1, Code.FILTER_INVALID, message, hint, Severity.ERROR)


def _matches(path: str, pattern: str) -> bool:
    if is_expression(pattern):
        import regex  # takes a while to load, and few vaults leave anything out by such

        try:
            found = regex.search(pattern[1:-1], path, regex.IGNORECASE, timeout=_MOST_SECONDS)
        except regex.error:
            return False  # Obsidian passes over what it cannot read
        except TimeoutError as error:  # whether the file is private cannot be known
            reason = "the expression takes for ever to be held against names of files"
            raise VaultError(
                pattern, f"{reason}; mend it in exclude, or in the app's excluded files"
            ) from error
        return found is not None
    plain, path = fold(pattern).strip("/"), fold(path)
    return path == plain or path.startswith(f"{plain}/") or fnmatch.fnmatchcase(path, plain)


def _as_expression(pattern: str) -> str:
    """One of the app's "excluded files" for `is_ignored`: to the app, a plain one is how a path begins."""
    text = unicodedata.normalize("NFC", pattern)
    return _GROUP.sub("(?P<", text) if is_expression(text) else f"/^{re.escape(text)}/"
