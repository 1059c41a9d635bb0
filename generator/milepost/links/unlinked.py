"""Where a note's text has the name of another and no link to it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from milepost.model.cjk import CJK
from milepost.model.frozen import Frozen
from milepost.model.link import LinkGraph, Mentions, Passage, Passages
from milepost.model.note import Note
from milepost.model.path import VaultPath, fold, is_index, stem
from milepost.ofm.packed import unpack
from milepost.ofm.passage import Saying, passage, sayings

__all__ = ["find_unlinked"]

# A character of a script without spaces is a word of its own.
_WORD = re.compile(f"[{CJK}]|[^\\W{CJK}]+")
# Longer ones are not said in passing, and would make a text of the same few words expensive.
_MOST_WORDS = 12
_LEAST_LETTERS = 2
_MOST_PASSAGES = 3


class _Name(Frozen):
    """A name that one note alone has."""

    note: VaultPath
    text: str
    """Folded."""
    before: int
    """How many characters stand before its first word, as in ".NET"."""
    after: int
    """And behind its last one, as in "C++"."""


class _Node(Struct):
    """What may follow the words so far, and the names that end with them."""

    next: dict[str, "_Node"] = field(default_factory=dict[str, "_Node"])
    names: list[_Name] = field(default_factory=list[_Name])


def find_unlinked(notes: Iterable[Note], graph: LinkGraph) -> Mapping[VaultPath, Mentions]:
    """For each note, those that say its name or an alias outside of links and code, and do not link to it.

    A name that several notes have names none of them, nor does a single letter. Where one name is the
    beginning of another, the longer counts. The cost is that of the text.
    """
    notes = tuple(notes)
    root = _tree(notes)
    found: defaultdict[VaultPath, dict[VaultPath, Passages]] = defaultdict(dict)
    for note in notes:
        linked = {*graph.targets.get(note.path, ()), note.path}
        places: dict[VaultPath, list[Passage]] = {}
        for saying in sayings(unpack(note.packed)):
            for goal, start, end in _mentions(root, saying):
                if goal not in linked:
                    passages = places.setdefault(goal, [])
                    if len(passages) < _MOST_PASSAGES:
                        words = passage(saying.text, saying.spans, start, end)
                        passages += (words,) if words else ()
        for goal, passages in places.items():
            found[goal][note.path] = tuple(passages)
    return {goal: Mentions.of(passages) for goal, passages in found.items()}


def _tree(notes: Iterable[Note]) -> _Node:
    """The names of all notes, word by word."""
    owners: defaultdict[str, set[VaultPath]] = defaultdict(set)
    for note in notes:
        own = () if is_index(note.path) else (stem(note.path),)
        for name in (*own, *note.properties.aliases):
            owners[fold(name).strip()].add(note.path)
    root = _Node()
    for text, paths in owners.items():
        words = list(_WORD.finditer(text))
        letters = sum(len(word[0]) for word in words)
        if len(paths) > 1 or len(words) > _MOST_WORDS or letters < _LEAST_LETTERS:
            continue
        node = root
        for word in words:
            node = node.next.setdefault(word[0], _Node())
        node.names.append(_Name(paths.pop(), text, words[0].start(), len(text) - words[-1].end()))
    return root


def _mentions(root: _Node, saying: Saying) -> Iterable[tuple[VaultPath, int, int]]:
    """Each name in the text, with where it begins and ends; none within another."""
    words = list(_WORD.finditer(saying.plain))
    at = 0
    while at < len(words):
        node, ahead, best = root, at, None
        while ahead < len(words) and (following := node.next.get(fold(words[ahead][0]))):
            node, ahead = following, ahead + 1
            for name in node.names:
                start, end = words[at].start() - name.before, words[ahead - 1].end() + name.after
                if start >= 0 and fold(saying.plain[start:end]) == name.text:
                    best = name.note, start, end, ahead
        if best:
            yield best[:3]
        at = best[3] if best else at + 1
