"""Which notes of a vault an import has made before, wherever they lie by now."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from milepost.authoring.draft import short_title
from milepost.authoring.page_text import ItemText, PhaseText
from milepost.model.frozen import Frozen
from milepost.model.path import VaultPath, fold, stem
from milepost.notes.frontmatter import split
from milepost.notes.schema import read_properties
from milepost.settings import Settings

__all__ = ["Known", "items_beside", "match_items", "match_phase", "match_roadmap", "read_known"]


class Known(Frozen):
    """What identifies a note that is there already."""

    path: VaultPath
    type: str | None
    """"item", "phase" or "roadmap"; `None` where the properties cannot be read."""
    names: frozenset[str]
    """Its title, aliases and file name, folded."""
    source: object
    """The file that it was imported from."""
    line: object
    """The line of that file."""
    phase: str | None
    """As its property names it."""
    order: int | None


def read_known(notes: Mapping[VaultPath, str]) -> tuple[Known, ...]:
    """Every note that is an item, a phase or a roadmap, or cannot be read, in path order."""
    settings = Settings()
    known: list[Known] = []
    for path, text in sorted(notes.items()):
        front = split(path, text)
        properties, _ = read_properties(path, front, settings)
        names = (properties.title or stem(path), stem(path), *properties.aliases)
        if front.problem is not None or properties.type in ("item", "phase", "roadmap"):
            known.append(
                Known(
                    path=path,
                    type=None if front.problem else properties.type,
                    names=frozenset(map(fold, names)),
                    source=front.values.get("imported_from"),
                    line=front.values.get("imported_line"),
                    phase=properties.phase,
                    order=properties.order,
                )
            )
    return tuple(known)


def match_roadmap(known: Iterable[Known], title: str) -> VaultPath | None:
    """The first roadmap of that title, or else the first: a vault has one, whatever it is called."""
    name = fold(title)
    roadmaps = (each for each in known if each.type == "roadmap")
    found = min(roadmaps, key=lambda each: name not in each.names, default=None)
    return found and found.path


def match_phase(known: Sequence[Known], phase: PhaseText, source: str) -> VaultPath | None:
    """The first phase of which two are the page's: its name, its number, the line of `source` it came from.

    The name counts before the others, and one without a number may have any. One of another name has to hold
    an item of the page: many a page is saved as `page.txt`.
    """
    wanted = {fold(phase.name), fold(f"{phase.number} {phase.name}".rstrip())}
    renamed: VaultPath | None = None
    for each in known:
        if each.type != "phase":
            continue
        comes_from_it = (each.line, each.source) == (phase.line, source)
        if each.names & wanted and (comes_from_it or each.order in (None, phase.number)):
            return each.path
        if renamed is None and comes_from_it and each.order == phase.number:
            renamed = each.path if _holds_one(known, phase, each.path) else None
    return renamed


def match_items(
    known: Iterable[Known], phases: Sequence[tuple[PhaseText, VaultPath]], source: str
) -> Mapping[int, VaultPath]:
    """The notes of items that are there already, by the line of the item in the file `source`.

    A note is the item's if it came from the same line and has the same title; else if it has the same title
    and is in the same phase. No note is two items'.
    """
    by_name: defaultdict[str, list[Known]] = defaultdict(list)
    for each in known:
        for name in each.names if each.type == "item" else ():
            by_name[name].append(each)
    found: dict[int, VaultPath] = {}
    claimed: set[VaultPath] = set()

    def claim(fits: Callable[[Known, ItemText, bool], bool]) -> None:
        for phase, phase_path in phases:
            for item in phase.items:
                if item.line in found:
                    continue
                for each in (note for name in _names(item) for note in by_name[name]):
                    if each.path not in claimed and fits(each, item, _is_in(each, phase, phase_path)):
                        found[item.line] = each.path
                        claimed.add(each.path)
                        break

    claim(lambda note, item, in_phase: note.line == item.line and (in_phase or note.source == source))
    claim(lambda note, item, in_phase: in_phase)
    return found


def items_beside(
    known: Iterable[Known], phase: PhaseText, path: VaultPath, matched: Collection[VaultPath]
) -> tuple[Known, ...]:
    """The items of the phase, whose note is at `path`, that are not on the page; in path order."""
    return tuple(
        each
        for each in known
        if each.type == "item"
        and each.phase is not None
        and each.path not in matched
        and _is_in(each, phase, path)
    )


def _names(item: ItemText) -> tuple[str, ...]:
    return tuple(dict.fromkeys((fold(short_title(item.title)), fold(item.title))))


def _holds_one(known: Iterable[Known], phase: PhaseText, path: VaultPath) -> bool:
    """Whether an item of the page's phase is in the phase whose note is at `path`."""
    names = {name for item in phase.items for name in _names(item)}
    return any(each.type == "item" and each.names & names and _is_in(each, phase, path) for each in known)


def _is_in(note: Known, phase: PhaseText, path: VaultPath) -> bool:
    """Whether the note names the phase, by link, number or title; one that names none may be in any."""
    if note.phase is None:
        return True
    named = fold(note.phase.rpartition("/")[2].removesuffix(".md"))
    return named in (fold(stem(path)), str(phase.number), fold(phase.name))
