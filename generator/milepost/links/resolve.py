"""A link's target to the place it means, by the rules of the app.

The order of the rules is that of Obsidian (its help, "Internal links"; verified ports agree):

    1. no name                  the note itself
    2. a file of exactly that name, else of that name plus ".md"
    3. "./" or "../" first      joined with the note's folder, exactly that path
    4. "/" first                exactly that path from the vault's root
    5. the full path            wins over every other
    6. a path that ends so      below the note's own folder first, then the shortest, then by path
    7. an alias                 our courtesy: the app leaves it unresolved, and any file beats it
"""

import posixpath
from collections.abc import Sequence

from milepost.links.index import fold, strip_heading
from milepost.model.link import Ambiguous, Found, Hidden, LinkIndex, Missing, Resolution, Target
from milepost.model.path import Anchor, VaultPath, folder, is_note

__all__ = ["resolve"]


def resolve(index: LinkIndex, origin: VaultPath, target: Target) -> Resolution:
    """The place that `target` means in a link of the note `origin`. Never raises."""
    if not target.name:
        return _at(index, origin, (), target)
    wanted = target.name.strip()
    for spelling in (wanted, f"{wanted}.md"):
        fitting = _candidates(index, origin, spelling)
        if fitting:
            return _at(index, fitting[0], tuple(fitting[1:]), target)
        if fold(posixpath.basename(spelling)) in index.private:  # the name alone: in doubt nothing is shown
            return Hidden()
    by_alias = index.by_alias.get(fold(wanted), ())
    if by_alias:
        return _at(index, by_alias[0], by_alias[1:], target)
    return Missing()


def _candidates(index: LinkIndex, origin: VaultPath, wanted: str) -> Sequence[VaultPath]:
    """The files that fit best, in path order; the app opens the first."""
    exact = _exact_path(origin, wanted)
    tail = fold(wanted) if exact is None else exact
    anywhere = index.by_tail.get(("", tail), ())
    if anywhere and fold(anywhere[0]) == tail:  # no path that only ends so is as short
        return anywhere
    if exact is not None:
        return ()
    return index.by_tail.get((fold(folder(origin)), tail), anywhere)


def _exact_path(origin: VaultPath, wanted: str) -> str | None:
    """The one path that a relative or rooted link can mean, folded; `None` for any other link."""
    if wanted.startswith("/"):
        return fold(posixpath.normpath(wanted.lstrip("/")))
    if wanted.startswith(("./", "../")):
        return fold(posixpath.normpath(posixpath.join(folder(origin), wanted)))
    return None


def _at(
    index: LinkIndex, path: VaultPath, others: tuple[VaultPath, ...], target: Target
) -> Found | Ambiguous:
    """The place inside a file; the top where the heading or block does not exist."""
    anchor: Anchor | None = None
    lacks: str | None = None
    if is_note(path):
        if target.block is not None:
            anchor = index.blocks.get(path, {}).get(target.block.lower())
            lacks = None if anchor else f"^{target.block}"
        elif target.sections:
            anchor = _section(index.sections.get(path, ()), target.sections)
            lacks = None if anchor else "#".join(target.sections)
    elif path.lower().endswith(".pdf") and target.sections:  # for the viewer: "page=3", "height=400"
        anchor = Anchor("&".join(target.sections))
    return Ambiguous(path, others, anchor, lacks) if others else Found(path, anchor, lacks)


def _section(headings: Sequence[tuple[str, int, Anchor]], wanted: Sequence[str]) -> Anchor | None:
    """The heading that a chain of headings leads to: each is sought below the one before it."""
    start, end, found = 0, len(headings), None
    for text in map(strip_heading, wanted):
        at = next((n for n in range(start, end) if headings[n][0] == text), None)
        if at is None:
            return None
        level, found = headings[at][1], headings[at][2]
        start = at + 1
        end = next((n for n in range(start, end) if headings[n][1] <= level), end)
    return found
