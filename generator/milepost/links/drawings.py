"""Drawings to the images that the plugin Excalidraw has exported beside them."""

from collections.abc import Container, Iterable

from milepost.model.note import Note
from milepost.model.path import VaultPath, link_path
from milepost.model.vault import Drawing

__all__ = ["find_drawings"]

# As the plugin names them; with light and dark ones there is none for both.
_LIGHT = (".light.svg", ".svg", ".light.png", ".png")
_DARK = (".dark.svg", ".dark.png")


def find_drawings(notes: Iterable[Note], attachments: Container[VaultPath]) -> dict[VaultPath, Drawing]:
    """Each of the notes, which are drawings, with its images among the attachments."""
    drawings: dict[VaultPath, Drawing] = {}
    for note in notes:
        light, dark = (_exported(note.path, each, attachments) for each in (_LIGHT, _DARK))
        drawings[note.path] = Drawing(light, dark) if light else Drawing(dark, None)
    return drawings


def _exported(note: VaultPath, endings: Iterable[str], attachments: Container[VaultPath]) -> VaultPath | None:
    whole = link_path(note)
    names = (
        VaultPath(f"{base}{end}") for base in (whole, whole.removesuffix(".excalidraw")) for end in endings
    )
    return next((each for each in names if each in attachments), None)
