"""Where everything stands on the site."""

from milepost.model.frozen import Frozen
from milepost.model.path import PagePath, VaultPath
from milepost.model.problem import Problem

__all__ = ["Addresses"]


class Addresses(Frozen):
    """Who stands where."""

    files: dict[VaultPath, PagePath]
    """Notes, canvases, bases and attachments."""
    redirects: dict[PagePath, VaultPath]
    """Addresses that lead on to a note: its path's where it has a permalink, and its aliases'."""
    dashboard: PagePath
    """The roadmap's note, or the page that stands in for it."""
    journal: PagePath
    """May be that of an ordinary note, which then holds the journal's own words."""
    tags: PagePath
    tag_pages: dict[str, PagePath]
    """By the tags' keys."""
    kind_pages: dict[str, PagePath]
    """By the kinds of item."""
    recent: PagePath
    graph: PagePath | None
    """`None` where there shall be none."""
    folders: dict[str, tuple[PagePath, ...]]
    """The page of each folder, and those that go on with its list."""
    problems: tuple[Problem, ...]
    """Who had to move, and which aliases are those of two notes."""
