"""Who may see a note or a canvas. Every later stage gets only what this one lets through."""

from collections.abc import Container, Iterable
from typing import Literal

from milepost.model.canvas import Canvas
from milepost.model.note import Note
from milepost.model.path import VaultPath

__all__ = ["goes_out", "is_published", "public_canvases", "split_public"]


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
    notes: Iterable[Note], mode: Literal["all", "explicit"], excluded: Container[VaultPath] = ()
) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
    """The public notes and the private ones, each in the order given; what is `excluded` is private."""
    public: list[Note] = []
    private: list[Note] = []
    for note in notes:
        goes_out = is_published(note, mode) and note.path not in excluded
        (public if goes_out else private).append(note)
    return tuple(public), tuple(private)


def public_canvases(
    canvases: Iterable[Canvas],
    mode: Literal["all", "explicit"],
    mentioned: Container[VaultPath],
    excluded: Container[VaultPath] = (),
) -> tuple[Canvas, ...]:
    """The canvases that go out, in the order given; what is `excluded` does not.

    A canvas has no properties to say so: in mode "explicit" those do that a public note mentions.
    """
    return tuple(
        canvas
        for canvas in canvases
        if canvas.path not in excluded and (mode == "all" or canvas.path in mentioned)
    )
