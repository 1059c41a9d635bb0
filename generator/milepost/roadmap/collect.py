"""Notes that are items, phases or the roadmap, grouped and ordered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from milepost.links.graph import backlinks, destination
from milepost.model.frozen import replace
from milepost.model.link import LinkGraph, LinkIndex
from milepost.model.note import Note
from milepost.model.path import VaultPath, fold, natural
from milepost.model.roadmap import Item, Phase, Roadmap, Status
from milepost.model.run import Run
from milepost.notes.schema import targets
from milepost.ofm.target import parse_target
from milepost.roadmap.estimate import minutes
from milepost.roadmap.progress import count, count_by_kind
from milepost.settings import Settings

__all__ = ["collect_roadmap", "find_phase", "in_order", "items_named", "of_type", "write_ups"]


def collect_roadmap(
    notes: Mapping[VaultPath, Note],
    index: LinkIndex,
    graph: LinkGraph,
    runs: Mapping[str, Run],
    settings: Settings,
) -> Roadmap:
    """The roadmap that the notes make up; empty where no note is an item or a phase."""
    phase_notes = in_order(of_type(notes.values(), "phase"))
    run_of_note = {run.note: run.experiment for run in runs.values()}
    by_phase: defaultdict[VaultPath | None, list[Item]] = defaultdict(list)
    item_notes = {note.path: note for note in in_order(of_type(notes.values(), "item"))}
    for note in item_notes.values():
        item = _item(note, find_phase(note, phase_notes, index), notes, graph, run_of_note, settings)
        goals = (destination(index, note.path, each) for each in targets(note.properties.values.get("after")))
        after = tuple(goal for goal in goals if goal in item_notes)
        withheld = int(settings.evidence == "half" and item.is_unproven)
        by_phase[item.phase].append(replace(item, after=after, withheld=withheld))
    items = [item for each in by_phase.values() for item in each]
    kinds = (*settings.kinds, *sorted({i.kind for i in items if i.kind} - set(settings.kinds)))
    roadmap_note = next(iter(of_type(notes.values(), "roadmap")), None)
    return Roadmap(
        path=roadmap_note.path if roadmap_note else None,
        title=roadmap_note.title if roadmap_note else "Roadmap",
        phases=tuple(
            Phase(
                path=note.path,
                title=note.title,
                tagline=note.properties.tagline or "",
                number=place if note.properties.order is None else note.properties.order,
                items=tuple(by_phase[note.path]),
                progress=count(by_phase[note.path]),
                by_kind=count_by_kind(by_phase[note.path], kinds),
            )
            for place, note in enumerate(phase_notes, start=1)
        ),
        phase_count=_phase_count(roadmap_note, phase_notes),
        unplaced=tuple(by_phase[None]),
        progress=count(items),
        by_kind=count_by_kind(items, kinds),
        kinds=tuple(kind for kind in kinds if any(item.kind == kind for item in items)),
    )


def of_type(notes: Iterable[Note], type: str) -> list[Note]:  # noqa: A002  # the property's own name
    """The notes of a type, as they come."""
    return [note for note in notes if note.properties.type == type]


def in_order(notes: Iterable[Note]) -> list[Note]:
    """The items or phases by `order`, those without one last, then by path, as the app sorts paths."""

    def place(note: Note) -> tuple[bool, int, tuple[tuple[int, int, str], ...], str]:
        order = note.properties.order
        return (order is None, order or 0, natural(note.path), note.path)

    return sorted(notes, key=place)


def find_phase(note: Note, phases: Iterable[Note], index: LinkIndex) -> VaultPath | None:
    """The phase that an item's note names: by link, by number (the phase's `order`), or by title."""
    named = note.properties.phase
    if named is None:
        return None
    phases = tuple(phases)
    linked = destination(index, note.path, parse_target(named))
    for phase in phases:
        if phase.path == linked:
            return phase.path
    if named.isdecimal():
        return next((each.path for each in phases if each.properties.order == int(named)), None)
    return next((each.path for each in phases if fold(each.title) == fold(named)), None)


def write_ups(notes: Mapping[VaultPath, Note]) -> tuple[Note, ...]:
    """The notes with `type: writeup`, newest first, those without a date last, then by title and path."""
    found = sorted(of_type(notes.values(), "writeup"), key=lambda note: (natural(note.title), note.path))
    return tuple(sorted(found, key=lambda note: note.properties.date or date.min, reverse=True))


def items_named(note: Note, notes: Mapping[VaultPath, Note], index: LinkIndex) -> list[Note]:
    """The items that a write-up says it is about; of any other note none."""
    if note.properties.type != "writeup":
        return []
    named = targets(note.properties.values.get("items"))
    goals = (destination(index, note.path, each) for each in named)
    return [notes[goal] for goal in goals if goal is not None and goal in notes]


def _phase_count(roadmap: Note | None, phases: Sequence[Note]) -> int:
    """What the roadmap's property `phases` says, unless there are more."""
    said = roadmap.properties.phases if roadmap else None
    known = [note.properties.order or 0 for note in phases]
    return max(said or 0, len(phases), *known, 0)


def _item(
    note: Note,
    phase: VaultPath | None,
    notes: Mapping[VaultPath, Note],
    graph: LinkGraph,
    run_of_note: Mapping[VaultPath, str],
    settings: Settings,
) -> Item:
    properties = note.properties
    mentions = set(backlinks(graph, note.path))
    uses = set(graph.targets.get(note.path, ()))
    mentioning = {path: notes[path] for path in mentions if path in notes}
    estimate = properties.estimate
    return Item(
        path=note.path,
        title=note.title,
        phase=phase,
        kind=properties.kind,
        status=properties.status or Status.TODO,
        order=properties.order,
        estimate=estimate,
        minutes=minutes(estimate, settings.estimate_hours) if estimate else None,
        is_milestone=properties.milestone,
        started=properties.started,
        done=properties.done,
        review=properties.review,
        reviewed=properties.reviewed,
        write_ups=tuple(each.path for each in write_ups(mentioning)),
        runs=tuple(sorted(run_of_note[path] for path in mentions | uses if path in run_of_note)),
    )
