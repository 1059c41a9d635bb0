"""Does every link and embed lead somewhere, and to one place only?"""

from collections.abc import Iterable, Iterator

from milepost.links.resolve import Resolver, resolve
from milepost.links.suggest import nearest
from milepost.model.link import Ambiguous, Embed, Found, Hidden, Link, LinkIndex, Missing
from milepost.model.path import VaultPath, is_base, stem
from milepost.model.problem import Code, Problem
from milepost.model.site import Site

__all__ = ["check_links"]

_MOST_SUGGESTIONS = 100
_NO_SUGGESTION = "create the note, or mend the name"


def check_links(site: Site, among: Iterable[VaultPath] | None = None) -> Iterator[Problem]:
    """A problem for each link or embed without a goal, with two goals, or into a place that is not there.

    With `among`, in these notes alone, and in canvases.
    Only the first hundred names that lead nowhere get a suggestion, each of which takes a look at all names.
    """
    hints: dict[str, str] = {}
    resolver = Resolver(site.index)
    paths = site.notes if among is None else (path for path in among if path in site.notes)
    for note in map(site.notes.__getitem__, paths):
        for each in (*note.links, *note.embeds):
            if not resolver.is_fine(note.path, each.target):  # as hardly any is
                yield from _check(site.index, note.path, each, hints)
    for canvas in site.canvases.values():
        for each in (*canvas.files, *canvas.words):
            yield from _check(site.index, canvas.path, each, hints)


def _check(
    index: LinkIndex, origin: VaultPath, each: Link | Embed, hints: dict[str, str]
) -> Iterator[Problem]:
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

    match resolve(index, origin, each.target):
        case Missing() if isinstance(each, Link) and each.style == "uri":
            return  # a file of another vault, perhaps
        case Missing():
            hint = _hint(index, each.target.name, hints)
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


def _hint(index: LinkIndex, name: str, known: dict[str, str]) -> str:
    """What to do about a name that leads nowhere; `known` holds the hints so far."""
    if name not in known:
        near = nearest(index, name) if len(known) < _MOST_SUGGESTIONS else None
        known[name] = f"did you mean [[{_shown(near)}]]?" if near else _NO_SUGGESTION
    return known[name]


def _shown(path: VaultPath) -> str:
    """The name as a link would write it."""
    return stem(path) if path.endswith(".md") else path.rpartition("/")[2]
