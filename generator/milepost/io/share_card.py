"""Share cards as PNG: the bundled font's measures, and the brush, which is Pillow and need not be there."""

import importlib.util
import json
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

from milepost.model.share_card import CARD_HEIGHT_PX, CARD_WIDTH_PX, Bar, Face, Faces, Line, Sketch, Tone

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

__all__ = ["PAPER", "can_paint", "paint", "painter", "read_faces"]

PAPER, _INK = "#ffffff", "#161a1f"

_FONTS = files("milepost.io").joinpath("fonts")

# A card has 16 colours, to be small and soon packed: paper, 8 from there to ink, 7 from there to the accent.
_INKS, _ACCENTS = 8, 7
_DEPTHS = {Tone.INK: _INKS, Tone.QUIET: 6, Tone.ACCENT: _ACCENTS}
"""How far along its row a tone lies."""
_PALE = 1
_STRIPE, _FINE = 10, 4
"""A stripe's width in pixels, and how many fine dots a pixel is long where edges shall be smooth."""
_QUARTERS = 4
"""Parts of a pixel by which characters are moved."""
_EDGE_PX = 20
"""The width of the band of accent at the card's left edge."""


def can_paint() -> bool:
    """Whether Pillow is installed, which the extra "cards" brings."""
    return importlib.util.find_spec("PIL") is not None


def painter() -> str:
    """Who paints: other versions may give other bytes."""
    return f"Pillow {version('pillow')}"


@cache
def read_faces() -> Faces:
    """The measures of the bundled font."""
    return Faces(strong=_read_face("Inter-Bold"), plain=_read_face("Inter-Medium"))


def _read_face(name: str) -> Face:
    known = json.loads(_FONTS.joinpath(f"{name}.json").read_text(encoding="utf-8"))
    return Face(name, known["em"], known["advances"], known["kerning"])


def paint(sketch: Sketch, accent: str) -> bytes:
    """The card as PNG, in an accent such as "#1a7f5a": the same bytes each time, by one version of Pillow."""
    from PIL import Image, ImageDraw

    size = CARD_WIDTH_PX, CARD_HEIGHT_PX
    plain, coloured = Image.new("L", size), Image.new("L", size)
    ImageDraw.Draw(coloured).rectangle((0, 0, _EDGE_PX - 1, CARD_HEIGHT_PX), fill=_ACCENTS)
    for line in sketch.lines:
        _write(coloured if line.tone is Tone.ACCENT else plain, line)
    if sketch.bar is not None:
        _paint_bar(plain, coloured, sketch.bar)
    shifted = coloured.point([_INKS + min(each, _ACCENTS) for each in range(256)])
    plain.paste(shifted, mask=coloured.point([0, *[255] * 255]))
    plain.putpalette(_palette(accent))
    data = BytesIO()
    plain.save(data, "PNG", bits=4, compress_level=4)
    return data.getvalue()


def _write(page: "Image", line: Line) -> None:
    depth = _DEPTHS[line.tone]
    for char, place in zip(line.text, line.places_px, strict=True):
        if char != " ":
            quarters = round(place * _QUARTERS)
            glyph, left, top = _glyph(line.face, line.size_px, char, quarters % _QUARTERS)
            page.paste(depth, (quarters // _QUARTERS + left, line.baseline_px + top), glyph)


@lru_cache(4096)
def _glyph(face: str, size: int, char: str, quarters: int) -> "tuple[Image, int, int]":
    """A character so many quarters of a pixel to the right, and how far it is from there to its corner."""
    from PIL import Image, ImageDraw

    font = _font(face, size)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(char, anchor="ls"))
    glyph = Image.new("L", (right - left + 2, bottom - top + 1))
    ImageDraw.Draw(glyph).text((quarters / _QUARTERS - left, -top), char, 255, font, "ls")
    return glyph, left, top


def _paint_bar(plain: "Image", coloured: "Image", bar: Bar) -> None:
    """The bar, painted in fine dots so that its ends and its stripes are smooth."""
    from PIL import Image, ImageChops, ImageDraw

    width, height = bar.width_px * _FINE, bar.height_px * _FINE
    done, begun = bar.done_px * _FINE, (bar.done_px + bar.partial_px) * _FINE
    shape, fill = Image.new("L", (width, height)), Image.new("L", (width, height))
    ImageDraw.Draw(shape).rounded_rectangle((0, 0, width - 1, height - 1), height // 2, 255)
    draw = ImageDraw.Draw(fill)
    step = _STRIPE * _FINE
    for left in range(done - height, begun, 2 * step):
        foot, head = (left, height), (left + height, 0)
        draw.polygon((foot, (left + step, height), (left + step + height, 0), head), 255)
    if done:
        draw.rectangle((0, 0, done - 1, height), 255)
    draw.rectangle((begun, 0, width, height), 0)
    place = bar.left_px, bar.top_px
    plain.paste(_PALE, place, shape.reduce(_FINE))
    coloured.paste(_ACCENTS, place, ImageChops.darker(shape, fill).reduce(_FINE))


@cache
def _font(name: str, size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    data = BytesIO(_FONTS.joinpath(f"{name}.ttf").read_bytes())
    return ImageFont.truetype(data, size, layout_engine=ImageFont.Layout.BASIC)


def _palette(accent: str) -> list[int]:
    paper, ink, bright = (bytes.fromhex(colour[1:]) for colour in (PAPER, _INK, accent))
    mixes = [(ink, step / _INKS) for step in range(_INKS + 1)]
    mixes += [(bright, step / _ACCENTS) for step in range(1, _ACCENTS + 1)]
    return [
        round(part + (goal_part - part) * share)
        for goal, share in mixes
        for part, goal_part in zip(paper, goal, strict=True)
    ]
