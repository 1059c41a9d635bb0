"""What a preview shows of a note that cannot be read: what is wrong with it, and nothing that it says."""

import dataclasses
from collections.abc import Container, Iterable

from markdown_it import MarkdownIt

from milepost.model.note import Note
from milepost.model.path import VaultPath, stem
from milepost.model.problem import Code, Problem
from milepost.model.vault import SourceFile
from milepost.notes.parse import parse_note
from milepost.settings import Settings

__all__ = ["BROKEN", "stand_ins"]

BROKEN = frozenset({Code.PROPERTIES_INVALID, Code.PUBLISH_UNCLEAR})
"""Problems that keep a whole note from being read."""


def stand_ins(
    parsed: Iterable[tuple[Note, tuple[Problem, ...]]],
    excluded: Container[VaultPath],
    parser: MarkdownIt,
    settings: Settings,
) -> tuple[Note, ...]:
    """A page for each note that is private only because it is broken, for its author alone to see.

    Else somebody who is half-way through typing a property would see their page vanish.
    """
    return tuple(
        _stand_in(note, problem, parser, settings)
        for note, problems in parsed
        if problems and (problem := problems[0]).code in BROKEN and note.path not in excluded
    )


def _stand_in(note: Note, problem: Problem, parser: MarkdownIt, settings: Settings) -> Note:
    text = (
        f"> [!danger] This note cannot be read\n"
        f"> Line {problem.line}:\n>\n>     {problem.sentence}\n>\n"
        "> It is in no build until it is mended, and only this preview shows this page.\n"
    )
    found = parse_note(SourceFile(note.path, text, f"broken {note.digest}"), parser, settings)[0]
    return dataclasses.replace(found, title=f"{stem(note.path)} (cannot be read)")
