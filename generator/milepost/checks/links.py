"""Does every link and embed lead somewhere, and to one place only?"""

from collections.abc import Iterator, Mapping, MutableMapping

from msgspec import Struct, field

from milepost.links.folders import linked_folder
from milepost.links.resolve import is_fine, place_of, resolve
from milepost.links.suggest import Suggestions
from milepost.model.folder import Folder
from milepost.model.frozen import replace
from milepost.model.link import Ambiguous, Embed, Found, Hidden, Link, Missing, Resolution, Target
from milepost.model.note import Note
from milepost.model.path import VaultPath, is_base, link_path
from milepost.model.problem import Code, Problem
from milepost.model.site import Site
from milepost.model.vault import IMAGES

__all__ = ["Fault", "Faults", "check_links", "find_faults"]

Fault = tuple[Problem, str | None]
"""What is wrong with a link; with a name that leads nowhere, for which a hint is still to be found."""
Faults = Mapping[VaultPath, tuple[Note, tuple[Fault, ...]]]
"""Those in each note, as the note is."""

_MOST_SUGGESTIONS = 100
_NO_NOTE = "create the note, or mend the name"
_FOLDER = "it is a folder; link to a note in it"
_NO_PICTURE = "add the picture, or mend the name"


def find_faults(site: Site, before: Faults) -> Faults:
    """What is wrong with the links of each note; it is known of notes that were the same `before`.

    What was before must have been found with the same index of links.
    """
    return {path: _faults_of(site, note, before.get(path)) for path, note in site.notes.items()}


def _faults_of(
    site: Site, note: Note, before: tuple[Note, tuple[Fault, ...]] | None
) -> tuple[Note, tuple[Fault, ...]]:
    if before is not None and before[0] is note:
        return before
    goals = site.graph.goals[note.path]
    links = ((each, goals[each.target.key]) for each in (*note.links, *note.embeds))
    return note, tuple(
        fault
        for each, goal in links
        if not is_fine(goal, each.target)  # as hardly any is
        for fault in _check(site, place_of(site.index, goal, each.target), note.path, each)
    )


def check_links(site: Site, faults: Faults, near: MutableMapping[str, VaultPath | None]) -> Iterator[Problem]:
    """A problem for each link or embed without a goal, with two goals, or into a place that is not there.

    Only the first hundred names that lead nowhere get a suggestion, each of which takes a look at many names;
    what is found stands in `near` afterwards, and nothing else; it holds for any site with the same names.
    """
    hints = _Hints(Suggestions(site.index), site.folders, near)
    found = [fault for _, each in faults.values() for fault in each]
    for canvas in site.canvases.values():
        for each in (*canvas.files, *canvas.words):
            found += _check(site, resolve(site.index, canvas.path, each.target), canvas.path, each)
    for problem, name in found:
        yield problem if name is None else replace(problem, hint=hints.hint(name))
    for name in near.keys() - hints.asked:
        del near[name]


def _check(site: Site, found: Resolution, origin: VaultPath, each: Link | Embed) -> Iterator[Fault]:
    written = f"{'!' if isinstance(each, Embed) else ''}[[{each.target}]]"

    def problem(code: Code, message: str, hint: str, name: str | None = None) -> Fault:
        return Problem(origin, each.line, code, message, hint), name

    def lacking(path: VaultPath, lacks: str | None) -> Iterator[Fault]:
        if lacks is not None:
            message = f"{written}: {path} has no {_kind_of_place(path, each.target)} {lacks!r}"
            hint = f"mend it, or link to the {'base' if is_base(path) else 'note'}"
            yield problem(Code.SECTION_MISSING, message, hint)

    match found:
        case Missing() if isinstance(each, Link) and each.style == "uri":
            return  # a file of another vault, perhaps
        case Missing() if isinstance(each, Link) and linked_folder(
            site.folders, site.spelt, origin, each.target.name
        ):
            return
        case Missing():
            yield problem(Code.LINK_MISSING, f"{written} leads nowhere", "", each.target.name)
        case Ambiguous(fitting=fitting, lacks=lacks):
            path, other = fitting[:2]
            message = f"{written} fits {len(fitting)} files; {path} is used"
            yield problem(Code.LINK_AMBIGUOUS, message, f"write the folder to mean {other}")
            yield from lacking(path, lacks)
        case Found(path=path, lacks=lacks):
            yield from lacking(path, lacks)
        case Hidden():
            return


def _kind_of_place(path: VaultPath, target: Target) -> str:
    if target.block:
        return "block"
    if target.footnote:
        return "footnote"
    return "view" if is_base(path) else "heading"


class _Hints(Struct):
    """What to do about names that lead nowhere."""

    suggestions: Suggestions
    folders: Mapping[str, Folder]
    near: MutableMapping[str, VaultPath | None]
    asked: set[str] = field(default_factory=set[str])
    """Of which a suggestion was sought."""
    _known: dict[str, str] = field(default_factory=dict[str, str])

    def hint(self, name: str) -> str:
        if name in self.folders:
            return _FOLDER
        if name not in self._known:
            near = self._nearest(name) if len(self._known) < _MOST_SUGGESTIONS else None
            lacking = _NO_PICTURE if name.lower().endswith(IMAGES) else _NO_NOTE
            self._known[name] = f"did you mean [[{link_path(near).rpartition('/')[2]}]]?" if near else lacking
        return self._known[name]

    def _nearest(self, name: str) -> VaultPath | None:
        self.asked.add(name)
        if name not in self.near:
            self.near[name] = self.suggestions.nearest(name)
        return self.near[name]
