"""A roadmap page's text to notes: what to write, and what to leave as it is."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import count

from milepost.authoring.draft import (
    Draft,
    draft_item,
    draft_phase,
    draft_roadmap,
    short_title,
    with_status,
    write,
)
from milepost.authoring.file_name import free_path, safe_name
from milepost.authoring.fill import fill_empty
from milepost.authoring.match import Known, items_beside, match_items, match_phase, match_roadmap, read_known
from milepost.authoring.page_text import PhaseText, RoadmapText
from milepost.authoring.scaffold import is_example
from milepost.errors import EditError
from milepost.model.edit import Edit
from milepost.model.frozen import Frozen
from milepost.model.path import VaultPath, fold, link_path, stem
from milepost.model.roadmap import Status

__all__ = ["ImportPlan", "plan_import"]

_FOLDER = "Roadmap"


class ImportPlan(Frozen):
    """What an import changes in a vault."""

    edits: tuple[Edit, ...]
    kept: tuple[VaultPath, ...]
    """Notes that are there already and stay as they are."""
    unreadable: tuple[VaultPath, ...]
    """Those of them whose properties cannot be read, and which stand where a note would be written."""
    unfilled: tuple[str, ...]
    """Why others of them were to be filled and cannot be, a sentence each."""
    beside: tuple[tuple[int, tuple[VaultPath, ...]], ...]
    """The number of each phase that has items which are not on the page, and their notes."""
    examples: tuple[VaultPath, ...]
    """Notes that `milepost init` has written, that nobody has touched, and that have nothing of the page."""


def plan_import(
    parsed: RoadmapText,
    existing: Mapping[VaultPath, str],
    today: date,
    *,
    shut_status: Status | None = None,
    update: bool = False,
) -> ImportPlan:
    """The edits that bring the page into a vault; none where it is there already.

    What `milepost init` has written as the roadmap and its phase, and nobody has touched, gives way.

    Args:
        parsed: What the page says.
        existing: The text of every note in the vault. A note that an import has made is known by its
            properties, wherever it lies and whatever it is called by now.
        today: The date of the figures that the page reports.
        shut_status: The status of items whose card is shut; the page itself says none, so else they are todo.
            Notes of theirs that an earlier import has written, and nobody has touched, get it too.
        update: Whether notes that are there already get the properties and sections that they lack.
    """
    known = read_known(existing)
    desk = _Desk(existing, known, update)
    roadmap_path = desk.seat(match_roadmap(known, parsed.title), _FOLDER, parsed.title)
    desk.put(roadmap_path, draft_roadmap(parsed, roadmap_path, today))

    phases: list[tuple[PhaseText, VaultPath]] = []
    for phase in parsed.phases:
        path = desk.seat(match_phase(known, phase, parsed.file), _folder(phase), _numbered(phase))
        desk.put(path, draft_phase(phase, path, desk.link(roadmap_path), parsed.file))
        phases.append((phase, path))

    matches = match_items(known, phases, parsed.file)
    matched = set(matches.values())
    orders = {each.path: each.order for each in known}
    beside: list[tuple[int, tuple[VaultPath, ...]]] = []
    for phase, phase_path in phases:
        others = items_beside(known, phase, phase_path, matched)
        if others:
            beside.append((phase.number, tuple(each.path for each in others)))
        after = max((0, *(each.order or 0 for each in others)))
        places = _places(phase, after, {line: orders[path] for line, path in matches.items()})
        for item in phase.items:
            path = desk.seat(matches.get(item.line), _folder(phase), short_title(item.title))
            draft = draft_item(item, path, desk.link(phase_path), parsed.file, places[item.line])
            if item.is_shut and shut_status:
                desk.put(path, with_status(draft, shut_status), untouched=write(draft))
            else:
                desk.put(path, draft)
    of_page = {*(edit.path for edit in desk.edits), *desk.kept}
    return ImportPlan(
        tuple(desk.edits),
        tuple(desk.kept),
        tuple(desk.unreadable),
        tuple(desk.unfilled),
        tuple(beside),
        tuple(path for path in sorted(existing) if path not in of_page and is_example(path, existing[path])),
    )


def _places(phase: PhaseText, after: int, known: Mapping[int, int | None]) -> Mapping[int, int]:
    """The order of each item, by its line: as on the page, `after` the items beside it.

    An item keeps the order that is `known` of it; one whose place another has comes behind all.
    """
    kept = {item.line: known.get(item.line) for item in phase.items}
    taken = set(kept.values())
    free = {item.line: after + item.number for item in phase.items if after + item.number not in taken}
    places = free | {line: order for line, order in kept.items() if order is not None}
    behind = count(max((after, *places.values())) + 1)
    return {line: places[line] if line in places else next(behind) for line in kept}


def _numbered(phase: PhaseText) -> str:
    return f"{phase.number} {phase.name}".rstrip()


def _folder(phase: PhaseText) -> str:
    return f"{_FOLDER}/{safe_name(_numbered(phase))}"


class _Desk:
    """Gives each note its place, and plans the edit that fills it."""

    def __init__(self, existing: Mapping[VaultPath, str], known: Iterable[Known], update: bool) -> None:
        self.existing, self.update = existing, update
        self.taken = {fold(path) for path in existing}
        self.stems = Counter(fold(stem(path)) for path in existing)
        self.broken = {fold(each.path): each.path for each in known if each.type is None}
        self.edits: list[Edit] = []
        self.kept: list[VaultPath] = []
        self.unreadable: list[VaultPath] = []
        self.unfilled: list[str] = []

    def seat(self, found: VaultPath | None, folder: str, title: str) -> VaultPath:
        """Where the note lies, or else a free place for it."""
        if found is not None:
            return found
        name = safe_name(title)
        broken = self.broken.pop(fold(f"{folder}/{name}.md"), None)
        if broken is not None:
            self.unreadable.append(broken)
            return broken
        path = free_path(folder, name, self.taken)
        self.taken.add(fold(path))
        self.stems[fold(stem(path))] += 1
        return path

    def put(self, path: VaultPath, draft: Draft, untouched: str | None = None) -> None:
        """Plan to write the note, or to fill it, or to leave it alone.

        One that is still `untouched`, as an earlier import has written it, is written again.
        """
        before = self.existing.get(path)
        if before is None:
            self.edits.append(Edit(path, None, write(draft)))
            return
        after = before
        gives_way = is_example(path, before)
        if before == untouched:
            after = write(draft)
        elif (self.update or gives_way) and path not in self.unreadable:
            try:
                after = fill_empty(path, before, draft, overrule=gives_way)
            except EditError as error:
                self.unfilled.append(str(error))
        if after == before:
            self.kept.append(path)
        else:
            self.edits.append(Edit(path, before, after))

    def link(self, path: VaultPath) -> str:
        """What a link to the note names: its name, or its path where another note has that name too."""
        return stem(path) if self.stems[fold(stem(path))] == 1 else link_path(path)
