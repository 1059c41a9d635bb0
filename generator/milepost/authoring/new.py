"""New items and write-ups, made from a template."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from milepost.authoring.file_name import safe_name
from milepost.authoring.find import find_note
from milepost.authoring.property import set_property
from milepost.authoring.template import fill_template
from milepost.errors import AmbiguousNameError, EditError, NoteNotFoundError, PhaseUnclearError
from milepost.links.graph import destination
from milepost.links.index import build_index
from milepost.model.edit import Edit
from milepost.model.link import LinkIndex
from milepost.model.note import Note
from milepost.model.path import VaultPath, fold, folder, link_path, stem, vault_path
from milepost.model.vault import SourceFile
from milepost.notes.frontmatter import split
from milepost.ofm.target import parse_target
from milepost.roadmap.collect import find_phase, in_order, of_type

__all__ = ["choose_phase", "plan_item", "plan_write_up"]

_JOURNAL = "Journal"


def choose_phase(notes: Sequence[Note], name: str | None) -> Note:
    """The phase of that name or number, or without a name the only phase.

    Raises:
        PhaseUnclearError: no phase fits the name; or none is given, and there is not exactly one phase.
        AmbiguousNameError: several do.
    """
    phases = in_order(of_type(notes, "phase"))
    names = tuple(stem(each.path) for each in phases)
    if name is None:
        if len(phases) != 1:
            raise PhaseUnclearError(names)
        return phases[0]
    numbered = [each for each in phases if str(each.properties.order) == name.strip()]
    if len(numbered) > 1:
        raise AmbiguousNameError(name, tuple(each.path for each in numbered))
    try:
        return numbered[0] if numbered else find_note(phases, "phase", name)
    except NoteNotFoundError:
        raise PhaseUnclearError(names, name) from None


def plan_item(
    notes: Sequence[Note],
    template: SourceFile,
    title: str,
    phase: Note,
    today: date,
    *,
    kind: str | None = None,
    kinds: Sequence[str] = (),
    estimate: str | None = None,
) -> Edit:
    """A new item, last in its phase and in the folder of the phase's note.

    Args:
        notes: Every note of the vault, private ones too.
        template: What the note begins as.
        title: Kept exactly; the file's name says it as well as file names can.
        phase: The note of its phase, one of `notes`.
        today: The day that the template's `{{date}}` becomes.
        kind: Without one, the template's stays if it is one of `kinds`; else the first of these is.
        kinds: Those of the roadmap.
        estimate: Without one, the template's stays.

    Raises:
        EditError: a note of that name is there already, or the template cannot be filled.
    """
    path = _new_path(notes, folder(phase.path), title)
    index = build_index(notes, ())
    phases = of_type(notes, "phase")
    siblings = [each for each in of_type(notes, "item") if find_phase(each, phases, index) == phase.path]
    last = max((each.properties.order or 0 for each in siblings), default=0)
    properties = {
        "type": "item",
        "kind": kind or _kind_instead(template, kinds),
        "phase": _link(index, path, phase),
        "order": last + 1,
        "estimate": estimate,
    }
    return _plan(path, template, title, today, properties)


def _kind_instead(template: SourceFile, kinds: Sequence[str]) -> str | None:
    """The kind to write where the template says one that the roadmap does not have, else `None`."""
    said = split(template.path, template.text).values.get("kind")
    return kinds[0] if kinds and isinstance(said, str) and said.strip().lower() not in kinds else None


def plan_write_up(
    notes: Sequence[Note], template: SourceFile, title: str, items: Sequence[Note], today: date
) -> Edit:
    """A new write-up of today about the items, in the folder where most write-ups are.

    Args:
        notes: Every note of the vault, private ones too.
        template: What the note begins as.
        title: Kept exactly; the file's name says it as well as file names can.
        items: What it is about, some of `notes`; without any, the template's stay.
        today: Its date.

    Raises:
        EditError: a note of that name is there already, or the template cannot be filled.
    """
    folders = Counter(folder(each.path) for each in of_type(notes, "writeup"))
    path = _new_path(notes, max(folders, key=lambda each: folders[each], default=_JOURNAL), title)
    index = build_index(notes, ())
    linked = [_link(index, path, each) for each in items]
    return _plan(path, template, title, today, {"type": "writeup", "date": today, "items": linked or None})


def _plan(
    path: VaultPath, template: SourceFile, title: str, today: date, properties: Mapping[str, object]
) -> Edit:
    """The note from its template, with those of the properties that are not `None`."""
    text = fill_template(template, stem(path), today)
    if "title" in split(path, text).values or title != stem(path):
        properties = {**properties, "title": title}
    for name, value in properties.items():
        if value is not None:
            text = set_property(template.path, text, name, value)
    return Edit(path, None, text)


def _new_path(notes: Sequence[Note], parent: str, title: str) -> VaultPath:
    path = vault_path(f"{parent}/{safe_name(title)}.md" if parent else f"{safe_name(title)}.md")
    # Disks that do not tell upper from lower case would take the one for the other.
    same = next((note.path for note in notes if fold(note.path) == fold(path)), None)
    if same is not None:
        raise EditError(same, "is there already; choose another title")
    return path


def _link(index: LinkIndex, origin: VaultPath, goal: Note) -> str:
    """A link to the note: by name where Obsidian finds it so, else by path."""
    name = stem(goal.path)
    if destination(index, origin, parse_target(name)) != goal.path:
        name = link_path(goal.path)
    return f"[[{name}]]"
