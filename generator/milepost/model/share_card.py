"""The picture that stands for a page where its address is shared: what it says, and where it says it."""

from collections.abc import Mapping
from enum import StrEnum

from milepost.model.frozen import Frozen
from milepost.model.path import PagePath
from milepost.model.roadmap import Progress

__all__ = [
    "CARD_HEIGHT_PX",
    "CARD_WIDTH_PX",
    "SHARE_CARDS",
    "Bar",
    "Face",
    "Faces",
    "Line",
    "ShareCard",
    "Sketch",
    "Tone",
]

SHARE_CARDS = PagePath("assets/cards/")
"""The folder on the site in which they stand."""

CARD_WIDTH_PX, CARD_HEIGHT_PX = 1200, 630
"""The size at which everybody shows such pictures large and whole."""


class ShareCard(Frozen):
    """What a card says; plain text."""

    site: str
    """The site's name."""
    title: str
    above: str = ""
    """A few words above the title: "Phase 2 of 6"."""
    below: tuple[str, ...] = ()
    """Facts at the foot, the weightiest first: a day, tags."""
    progress: Progress | None = None
    """Shown as a percentage, counts and a bar; `None` where there is none to show."""


class Tone(StrEnum):
    """What a part of the card is painted in."""

    INK = "ink"
    """What is read first."""
    QUIET = "quiet"
    """What is read after it."""
    ACCENT = "accent"
    """The site's own colour."""


class Face(Frozen):
    """The measures of one cut of the font."""

    name: str
    """Of its file, without the ending."""
    em: int
    """Units to the font's size; all other measures are in these units."""
    advances: Mapping[str, int]
    """How wide each character is that the font has; it has no others."""
    kerning: Mapping[str, Mapping[str, int]]
    """How much farther apart than their widths say two characters stand, by the first, then the second."""


class Faces(Frozen):
    """The two cuts of which a card makes use: one for what is large, one for all else."""

    strong: Face
    plain: Face


class Line(Frozen):
    """Words side by side."""

    text: str
    places_px: tuple[float, ...]
    """Where each character begins, from the card's left edge."""
    baseline_px: int
    """From the card's upper edge."""
    size_px: int
    face: str
    tone: Tone


class Bar(Frozen):
    """A bar in three parts: done is solid, partial striped, to do pale."""

    left_px: int
    top_px: int
    width_px: int
    height_px: int
    done_px: int
    partial_px: int
    """The rest of the width is to do."""


class Sketch(Frozen):
    """A card to be painted: nothing is left to decide but the colours."""

    lines: tuple[Line, ...]
    bar: Bar | None = None
