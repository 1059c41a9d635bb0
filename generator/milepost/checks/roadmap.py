"""Do items, phases and write-ups fit together?"""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from milepost.checks.circle import find_circles
from milepost.links.graph import destination
from milepost.links.resolve import resolve
from milepost.model.link import Hidden
from milepost.model.note import Note
from milepost.model.path import VaultPath, stem
from milepost.model.problem import Code, Problem, Severity
from milepost.model.site import Site
from milepost.notes.schema import targets
from milepost.ofm.target import parse_target
from milepost.roadmap.collect import of_type

__all__ = ["check_roadmap"]


def check_roadmap(site: Site) -> Iterator[Problem]:
    """A problem for each item, phase or write-up that does not fit."""
    for question in (_phases, _orders, _estimates, _cycles, _evidence, _one_roadmap, _served_items):
        yield from question(site)


def _problem(note: Note, name: str, code: Code, message: str, hint: str) -> Problem:
    return Problem(note.path, note.properties.lines.get(name, 1), code, message, hint, Severity.ERROR)


def _phases(site: Site) -> Iterator[Problem]:
    names = {stem(phase.path): phase for phase in site.roadmap.phases}
    for item in site.roadmap.unplaced:
        note = site.notes[item.path]
        named = note.properties.phase
        if named is None:
            hint = f'write phase: "[[{next(iter(names))}]]"' if names else "write a note with type: phase"
            yield _problem(note, "phase", Code.PHASE_MISSING, "the item names no phase", hint)
            continue
        if isinstance(resolve(site.index, item.path, parse_target(named)), Hidden):
            continue  # a phase that is private: not even that may be told
        near = get_close_matches(named, names, n=1, cutoff=0.5)
        hint = f'did you mean "[[{near[0]}]]"?' if near else "write a note with type: phase and that name"
        yield _problem(note, "phase", Code.PHASE_MISSING, f"there is no phase {named!r}", hint)


def _orders(site: Site) -> Iterator[Problem]:
    for phase in site.roadmap.phases:
        yield from _repeated(site, [item.path for item in phase.items])
    yield from _repeated(site, [phase.path for phase in site.roadmap.phases])


def _repeated(site: Site, paths: Sequence[VaultPath]) -> Iterator[Problem]:
    first: dict[int, VaultPath] = {}
    taken = {site.notes[path].properties.order for path in paths}
    free = next(n for n in range(1, len(paths) + 2) if n not in taken)
    for path in paths:
        note = site.notes[path]
        order = note.properties.order
        if order is None:
            continue
        if order in first:
            message = f"order {order} is that of {first[order]} too"
            yield _problem(note, "order", Code.ORDER_REPEATED, message, f"the next free one is {free}")
        first.setdefault(order, path)


def _estimates(site: Site) -> Iterator[Problem]:
    for item in site.roadmap.items:
        if item.status.counts and item.estimate and item.minutes is None:
            message = f'estimate "{item.estimate}" is in no unit that is known, so it adds no hours'
            hint = "write it as 2 hours, 1 afternoon or 1 weekend, or name the unit in estimate_hours"
            yield _problem(site.notes[item.path], "estimate", Code.ESTIMATE_UNCLEAR, message, hint)


def _cycles(site: Site) -> Iterator[Problem]:
    """Items that come after one another in a circle, by their property `after`."""
    items = {item.path: item for item in site.roadmap.items}
    for circle in find_circles({path: item.after for path, item in items.items()}):
        names = " → ".join(items[path].title for path in circle)
        message = f"items wait for one another: {names}"
        yield _problem(site.notes[circle[0]], "after", Code.ITEM_CYCLE, message, "drop one of them")


def _evidence(site: Site) -> Iterator[Problem]:
    for item in site.roadmap.items if site.needs_evidence else ():
        if item.is_unproven:
            message = "the item is done, but no write-up and no experiment mentions it"
            hint = "link to it from one that shows it"
            yield _problem(site.notes[item.path], "status", Code.EVIDENCE_MISSING, message, hint)


def _one_roadmap(site: Site) -> Iterator[Problem]:
    for note in of_type(site.notes.values(), "roadmap"):
        if note.path != site.roadmap.path:
            message = f"{site.roadmap.path} is the roadmap already"
            yield _problem(note, "type", Code.ROADMAP_REPEATED, message, "give one of them another type")


def _served_items(site: Site) -> Iterator[Problem]:
    """What names items names such as exist; links that lead nowhere at all are reported as such."""
    items = {item.path for item in site.roadmap.items}
    for kind, name in (("writeup", "items"), ("run", "serves"), ("item", "after")):
        for note in of_type(site.notes.values(), kind):
            for target in targets(note.properties.values.get(name)):
                goal = destination(site.index, note.path, target)
                if goal is not None and goal not in items:
                    yield _problem(
                        note,
                        name,
                        Code.ITEM_MISSING,
                        f"[[{target}]] is no item",
                        "write type: item in that note",
                    )
