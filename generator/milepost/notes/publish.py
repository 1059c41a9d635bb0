"""Who may see a note, a canvas or a base. Every later stage gets only what this one lets through.

of a note that                          `publish: all`  `publish: explicit`
says nothing                            public          private
says `publish: true`                    public          public
says `publish: false`                   private         private
says `draft: true`                      private         private; a preview may show it, marked
says either in words that mean neither, private         private
or leaves it empty
has properties that cannot be read      private         private
is excluded, whatever it says           private         private; public with `publish_excluded: true`
                                                        if it says `publish: true`
"""

import dataclasses
from collections.abc import Container, Iterable
from typing import Literal

from milepost.model.base_file import Base
from milepost.model.canvas import Canvas
from milepost.model.note import Note
from milepost.model.path import VaultPath

__all__ = [
    "goes_out",
    "is_published",
    "public_bases",
    "public_canvases",
    "released",
    "shown_drafts",
    "split_public",
]


def is_published(note: Note, mode: Literal["all", "explicit"]) -> bool:
    """Whether the note goes out: `publish: false` and `draft: true` always hide it.

    In mode "all" the rest is public; in mode "explicit" only what says `publish: true`. A note whose marks
    cannot be read says no.
    """
    return goes_out(note.properties.is_public, mode)


def goes_out(said: bool | None, mode: Literal["all", "explicit"]) -> bool:
    """What a note's own word on being published comes to, `None` being silence."""
    return said is True or (said is None and mode == "all")


def split_public(
    notes: Iterable[Note], mode: Literal["all", "explicit"], excluded: Container[VaultPath]
) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
    """The public notes and the private ones, each in the order given; what is `excluded` is private."""
    public: list[Note] = []
    private: list[Note] = []
    for note in notes:
        is_public = is_published(note, mode) and note.path not in excluded
        (public if is_public else private).append(note)
    return tuple(public), tuple(private)


def released(set_aside: Iterable[Note]) -> tuple[Note, ...]:
    """Of the notes that are excluded, those that go out where the author lets `publish: true` win."""
    return tuple(note for note in set_aside if note.properties.is_public is True)


def shown_drafts(
    private: Iterable[Note], excluded: Container[VaultPath]
) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
    """Of the private notes, the drafts as a preview shows them, and all others.

    A draft's title says what it is, wherever the title stands.
    """
    drafts: list[Note] = []
    others: list[Note] = []
    for note in private:
        if note.properties.is_draft and note.path not in excluded:
            drafts.append(dataclasses.replace(note, title=f"{note.title} (draft)"))
        else:
            others.append(note)
    return tuple(drafts), tuple(others)


def public_canvases(
    canvases: Iterable[Canvas],
    mode: Literal["all", "explicit"],
    mentioned: Container[VaultPath],
    excluded: Container[VaultPath],
) -> tuple[Canvas, ...]:
    """The canvases that go out, in the order given; what is `excluded` does not.

    A canvas has no properties to say so: in mode "explicit" those do that a public note mentions.
    """
    return tuple(
        canvas
        for canvas in canvases
        if canvas.path not in excluded and (mode == "all" or canvas.path in mentioned)
    )


def public_bases(
    bases: Iterable[Base], mentioned: Container[VaultPath], excluded: Container[VaultPath]
) -> tuple[Base, ...]:
    """The bases that go out, in the order given: as attachments, those that a public page mentions.

    One that lies beside a private note may be its own.
    """
    return tuple(each for each in bases if each.path in mentioned and each.path not in excluded)
