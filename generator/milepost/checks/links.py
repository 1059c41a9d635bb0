"""Does every link and embed lead somewhere, and to one place only?"""

from collections.abc import Iterator

from milepost.links.resolve import resolve
from milepost.links.suggest import nearest
from milepost.model.link import Ambiguous, Embed, Found, Hidden, Link, LinkIndex, Missing
from milepost.model.note import Note
from milepost.model.path import VaultPath, stem
from milepost.model.problem import Code, Problem
from milepost.model.site import Site

__all__ = ["check_links"]


def check_links(site: Site) -> Iterator[Problem]:
    """A problem for each link or embed without a goal, with two goals, or into a place that is not there."""
    for note in site.notes.values():
        for each in (*note.links, *note.embeds):
            problem = _check(site.index, note, each)
            if problem is not None:
                yield problem


def _check(index: LinkIndex, note: Note, each: Link | Embed) -> Problem | None:
    written = f"{'!' if isinstance(each, Embed) else ''}[[{each.target}]]"
    match resolve(index, note.path, each.target):
        case Missing():
            near = nearest(index, each.target.name)
            hint = f"did you mean [[{_shown(near[0])}]]?" if near else "create the note, or mend the name"
            return Problem(note.path, each.line, Code.LINK_MISSING, f"{written} leads nowhere", hint)
        case Ambiguous(chosen=chosen, others=others):
            message = f"{written} fits {len(others) + 1} files; {chosen} is used"
            return Problem(
                note.path, each.line, Code.LINK_AMBIGUOUS, message, f"write the folder to mean {others[0]}"
            )
        case Found(path=path, lacks=str() as lacks):
            kind = "block" if each.target.block else "heading"
            message = f"{written}: {path} has no {kind} {lacks!r}"
            return Problem(
                note.path, each.line, Code.SECTION_MISSING, message, "mend it, or link to the note"
            )
        case Found() | Hidden():
            return None


def _shown(path: VaultPath) -> str:
    """The name as a link would write it."""
    return stem(path) if path.endswith(".md") else path.rpartition("/")[2]
