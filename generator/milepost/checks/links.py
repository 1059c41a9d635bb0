"""Does every link and embed lead somewhere, and to one place only?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from milepost.links.resolve import is_fine, place_of, resolve
from milepost.links.suggest import Suggestions
from milepost.model.link import Ambiguous, Embed, Found, Hidden, Link, Missing, Resolution
from milepost.model.path import VaultPath, is_base, stem
from milepost.model.problem import Code, Problem
from milepost.model.site import Site

__all__ = ["check_links"]

_MOST_SUGGESTIONS = 100
_NO_SUGGESTION = "create the note, or mend the name"


def check_links(site: Site, among: Iterable[VaultPath] | None = None) -> Iterator[Problem]:
    """A problem for each link or embed without a goal, with two goals, or into a place that is not there.

    With `among`, in these notes alone, and in canvases.
    Only the first hundred names that lead nowhere get a suggestion, each of which takes a look at many names.
    """
    index, hints = site.index, _Hints(Suggestions(site.index))
    paths = site.notes if among is None else (path for path in among if path in site.notes)
    for note in map(site.notes.__getitem__, paths):
        goals = site.graph.goals[note.path]
        for each in (*note.links, *note.embeds):
            goal = goals[each.target.name]
            if not is_fine(goal, each.target):  # as hardly any is
                yield from _check(place_of(index, goal, each.target), note.path, each, hints)
    for canvas in site.canvases.values():
        for each in (*canvas.files, *canvas.words):
            yield from _check(resolve(index, canvas.path, each.target), canvas.path, each, hints)


def _check(found: Resolution, origin: VaultPath, each: Link | Embed, hints: "_Hints") -> Iterator[Problem]:
    written = f"{'!' if isinstance(each, Embed) else ''}[[{each.target}]]"

    def problem(code: Code, message: str, hint: str) -> Problem:
        return Problem(origin, each.line, code, message, hint)

    def lacking(path: VaultPath, lacks: str | None) -> Iterator[Problem]:
        if lacks is not None:
            kind = (
                "block"
                if each.target.block
                else "footnote"
                if each.target.footnote
                else "view"
                if is_base(path)
                else "heading"
            )
            message = f"{written}: {path} has no {kind} {lacks!r}"
            yield problem(
                Code.SECTION_MISSING,
                message,
                f"mend it, or link to the {'base' if is_base(path) else 'note'}",
            )

    match found:
        case Missing() if isinstance(each, Link) and each.style == "uri":
            return  # a file of another vault, perhaps
        case Missing():
            hint = hints.hint(each.target.name)
            yield problem(Code.LINK_MISSING, f"{written} leads nowhere", hint)
        case Ambiguous(fitting=fitting, lacks=lacks):
            path, other = fitting[:2]
            message = f"{written} fits {len(fitting)} files; {path} is used"
            yield problem(Code.LINK_AMBIGUOUS, message, f"write the folder to mean {other}")
            yield from lacking(path, lacks)
        case Found(path=path, lacks=lacks):
            yield from lacking(path, lacks)
        case Hidden():
            return


@dataclass(slots=True)
class _Hints:
    """What to do about names that lead nowhere."""

    suggestions: Suggestions
    _known: dict[str, str] = field(default_factory=dict[str, str])

    def hint(self, name: str) -> str:
        if name not in self._known:
            near = self.suggestions.nearest(name) if len(self._known) < _MOST_SUGGESTIONS else None
            self._known[name] = f"did you mean [[{_shown(near)}]]?" if near else _NO_SUGGESTION
        return self._known[name]


def _shown(path: VaultPath) -> str:
    """The name as a link would write it."""
    return stem(path) if path.endswith(".md") else path.rpartition("/")[2]
