"""A link's target to the place it means, by the rules of the app.

The order of the rules is that of Obsidian (its help, "Internal links"; verified ports agree):

    1. no name                  the note itself
    -  a Markdown link          the path from the note's folder, if a file is there; else as any other
    2. a file of exactly that name, else of that name plus ".md"; where there is one, it must fit the path
    3. "./" or "../" first      joined with the note's folder, exactly that path; nothing lies above the vault
    4. "/" first                exactly that path from the vault's root
    5. the full path            wins over every other
    6. a path that ends so      below the note's own folder first, then the shortest, then by path
    7. an alias                 our courtesy: the app leaves it unresolved, and any file beats it

Inside a note a heading is sought as the app does, and then as a slug (`outline`): our courtesy to links that
were written for GitHub or MkDocs.
"""

import posixpath

from milepost.links.outline import find_section
from milepost.model.frozen import Frozen, field
from milepost.model.link import Ambiguous, Found, Goal, Hidden, LinkIndex, Missing, Resolution, Target
from milepost.model.path import Anchor, VaultPath, fold, folder, is_base, is_note

__all__ = ["NOBODY", "Resolver", "is_fine", "place_of", "resolve"]

NOBODY = "private-note/"
"""What a link names where a private note's name has been taken out: no file can be called so."""


def resolve(index: LinkIndex, origin: VaultPath, target: Target) -> Resolution:
    """The place that `target` means in a link of the note `origin`. Never raises."""
    return place_of(index, _goal(index, origin, target), target)


def place_of(index: LinkIndex, goal: Goal, target: Target) -> Resolution:
    """The place that `target` means, whose name means `goal`."""
    return _at(index, goal, target) if isinstance(goal, tuple) else goal


def is_fine(goal: Goal, target: Target) -> bool:
    """Whether `target`, whose name means `goal`, is one file that is there; else `place_of` says more."""
    return isinstance(goal, tuple) and len(goal) == 1 and not target.places


class Resolver(Frozen):
    """Finds the goals of many links: what a name means is looked up once, not for each that has it."""

    index: LinkIndex
    _known: dict[object, Goal] = field(default_factory=dict[object, Goal])

    def goal(self, origin: VaultPath, target: Target) -> Goal:
        """The file or files that `target` means in a link of the note `origin`, whatever place it names."""
        name, key = target.name, target.key
        known = self._known.get(key)
        if known is not None:  # most names mean one file, wherever the link stands
            return known
        depends = _depends_on_origin(self.index, name)
        here = (folder(origin) if name else origin, key) if depends else key
        known = self._known.get(here)
        if known is None:
            known = self._known[here] = _goal(self.index, origin, target)
        return known

    def file(self, origin: VaultPath, target: Target) -> VaultPath | None:
        """The file that a link leads to, `None` where it leads nowhere that may be shown."""
        goal = self.goal(origin, target)
        return goal[0] if isinstance(goal, tuple) else None


def _goal(index: LinkIndex, origin: VaultPath, target: Target) -> Goal:
    if not target.name:
        return (origin,)
    wanted = target.name.strip()
    if wanted == NOBODY:
        return Hidden()
    if target.is_address and (near := _from_here(index, origin, wanted)):
        return near
    for spelling in _spellings(wanted):
        fitting = _candidates(index, origin, spelling)
        if fitting:
            return fitting
        filename = fold(posixpath.basename(spelling))
        # The name alone: in doubt nothing is shown. An alias may be a whole path, where the note once stood.
        if filename in index.private or fold(spelling) in index.private:
            return Hidden()
        if filename in index.by_name:  # elsewhere than the path says
            return Missing()
    return index.by_alias.get(fold(wanted), ()) or Missing()


def _from_here(index: LinkIndex, origin: VaultPath, wanted: str) -> tuple[VaultPath, ...]:
    """The files at the end of a path that begins in the note's own folder."""
    if wanted.startswith("/"):
        return ()
    tries = (_candidates(index, origin, f"./{spelling}") for spelling in _spellings(wanted))
    return next(filter(None, tries), ())


def _spellings(wanted: str) -> tuple[str, str]:
    return wanted, f"{wanted}.md"


def _depends_on_origin(index: LinkIndex, name: str) -> bool:
    """Whether a name may mean something else in another folder, or another note."""
    wanted = name.strip()
    if not wanted or wanted.startswith(".") or posixpath.normpath(wanted) != wanted:
        return True
    filenames = (fold(posixpath.basename(each)) for each in _spellings(wanted))
    return sum(len(index.by_name.get(each, ())) for each in filenames) > 1


def _candidates(index: LinkIndex, origin: VaultPath, wanted: str) -> tuple[VaultPath, ...]:
    """The files that fit best, in path order; the app opens the first."""
    exact = _exact_path(origin, wanted)
    tail = fold(wanted) if exact is None else exact
    namesakes = index.by_name.get(posixpath.basename(tail), ())
    if not namesakes:  # so it is for most links, which leave out ".md"
        return ()
    anywhere = index.by_tail.get(("", tail), ())
    if not anywhere or fold(anywhere[0]) == tail:  # or it is the whole path, and so the shortest
        return anywhere
    if exact is not None:
        return ()
    if len(namesakes) == 1:  # one file is the nearest from every folder
        return anywhere
    return index.by_tail.get((fold(folder(origin)), tail), anywhere)


def _exact_path(origin: VaultPath, wanted: str) -> str | None:
    """The one path that a relative or rooted link can mean, folded; `None` for any other link."""
    if wanted.startswith("/"):
        return fold(posixpath.normpath(wanted.lstrip("/")))
    if wanted.startswith(("./", "../")):
        return fold(posixpath.normpath(f"/{folder(origin)}/{wanted}").lstrip("/"))
    return None


def _at(index: LinkIndex, fitting: tuple[VaultPath, ...], target: Target) -> Found | Ambiguous:
    """The place inside a file; the top where the heading, block or footnote does not exist."""
    path = fitting[0]
    anchor: Anchor | None = None
    lacks: str | None = None
    if is_note(path) or is_base(path):
        if target.places:
            anchor = _place(index, path, target)
            lacks = None if anchor else "#".join(target.places)
    elif path.lower().endswith(".pdf") and target.sections:  # for the viewer: "page=3", "height=400"
        anchor = Anchor("&".join(target.sections))
    return Ambiguous(fitting, anchor, lacks) if len(fitting) > 1 else Found(path, anchor, lacks)


def _place(index: LinkIndex, path: VaultPath, target: Target) -> Anchor | None:
    if target.block is not None:
        return index.blocks.get(path, {}).get(target.block.lower())
    if target.footnote is not None:
        return index.footnotes.get(path, {}).get(fold(target.footnote))
    outline = index.outlines.get(path)
    return find_section(outline, target.sections) if outline else None
