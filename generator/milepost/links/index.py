"""Names to files: everything that a link may be resolved by."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product

from milepost.links.outline import make_outline
from milepost.model.base_file import Base
from milepost.model.link import LinkIndex
from milepost.model.note import Note
from milepost.model.path import VaultPath, fold, name

__all__ = ["build_index"]


def build_index(
    notes: Iterable[Note],
    files: Iterable[VaultPath],
    private: Iterable[Note] = (),
    left_out: Iterable[VaultPath] = (),
    bases: Iterable[Base] = (),
) -> LinkIndex:
    """The index over public notes and other files.

    Of `private` notes it keeps names and aliases only, of files that are `left_out` the names. Of `bases`,
    which are among the files, the views can be linked as a note's headings are.
    """
    public, hidden = list(notes), list(private)
    by_name: defaultdict[str, list[VaultPath]] = defaultdict(list)
    by_alias: defaultdict[str, list[VaultPath]] = defaultdict(list)
    for path in sorted((*(note.path for note in public), *files)):
        by_name[fold(name(path))].append(path)
    for note in public:
        for alias in dict.fromkeys(map(fold, note.properties.aliases)):
            by_alias[alias].append(note.path)
    return LinkIndex(
        by_name={key: tuple(paths) for key, paths in by_name.items()},
        by_tail=_by_tail(by_name.values()),
        by_alias={key: tuple(paths) for key, paths in by_alias.items()},
        outlines={note.path: make_outline(note.headings) for note in (*public, *bases) if note.headings},
        blocks={note.path: {block.id.lower(): block.anchor for block in note.blocks} for note in public},
        footnotes={note.path: note.footnotes for note in public if note.footnotes},
        private=frozenset(
            (
                *(fold(f"{alias}.md") for note in hidden for alias in note.properties.aliases),
                *(fold(name(path)) for path in (*left_out, *(note.path for note in hidden))),
            )
        ),
    )


def _by_tail(namesakes: Iterable[Sequence[VaultPath]]) -> dict[tuple[str, str], tuple[VaultPath, ...]]:
    """The shortest paths by folder and tail, of files that share their name, group by group."""
    shortest: dict[tuple[str, str], tuple[int, list[VaultPath]]] = {}
    for paths in namesakes:
        for path in paths:
            whole = fold(path)
            parts, length = whole.split("/"), len(whole)
            tails = ["/".join(parts[at:]) for at in range(len(parts))]
            folders = ["/".join(parts[:at]) for at in range(len(parts) if len(paths) > 1 else 1)]
            for place in product(folders, tails):
                known = shortest.get(place)
                if known is None or length < known[0]:
                    shortest[place] = length, [path]
                elif length == known[0]:
                    known[1].append(path)
    return {place: tuple(paths) for place, (_, paths) in shortest.items()}
