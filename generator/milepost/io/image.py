"""How large an image is, from the head of its file."""

# imagesize has types and does not say so.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

import io
import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import imagesize

from milepost.disk import open_regular
from milepost.model.frozen import replace
from milepost.model.vault import IMAGES, Attachment

__all__ = ["measured"]

_MOST_HEAD = 100_000  # bytes in which an SVG's first element ends; before it may stand a licence
_LENGTH = re.compile(r"\s*\+?(\d+\.?\d*|\.\d+)(px|pt|pc|in|cm|mm|r?em)?\s*")
_PIXELS = {"pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "em": 16, "rem": 16}
_MOST_PIXELS = 1_000_000
# What browsers give a drawing that says nothing, and what only states a shape.
_USUAL_WIDTH, _USUAL_HEIGHT, _FLUID_WIDTH = 300, 150, 1000


def measured(attachment: Attachment) -> Attachment:
    """The attachment with width and height, if it is an image that says them; turned as its camera was."""
    name = attachment.path.lower()
    if not name.endswith(IMAGES):
        return attachment
    is_fluid = False
    try:
        if name.endswith(".svg"):
            width, height, is_fluid = _drawing(Path(attachment.file))
        else:
            width, height = imagesize.get(attachment.file)
    except (OSError, ValueError, ArithmeticError, LookupError, SyntaxError, struct.error):
        return attachment  # damaged, or no image at all: a browser makes of it what it can
    if not (0 < width < _MOST_PIXELS and 0 < height < _MOST_PIXELS):
        return attachment
    width_px, height_px = (max(1, round(each)) for each in (width, height))
    return replace(attachment, width_px=width_px, height_px=height_px, is_fluid=is_fluid)


def _drawing(file: Path) -> tuple[float, float, bool]:
    """Width and height of an SVG as browsers take it, and whether only their proportion is meant.

    imagesize takes the first numbers it sees, which in a drawing without a size are some rectangle's.
    """
    root = _root(file)
    width, height = (_length(root.get(each, "")) for each in ("width", "height"))
    box = [float(each) for each in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if each]
    if len(box) != 4 or min(box[2:]) <= 0 or root.get("preserveAspectRatio", "").strip() == "none":
        return _USUAL_WIDTH if width is None else width, _USUAL_HEIGHT if height is None else height, False
    slope = box[3] / box[2]
    if width is not None:
        return width, width * slope if height is None else height, False
    if height is not None:
        return height / slope, height, False
    return _FLUID_WIDTH, _FLUID_WIDTH * slope, True


def _root(file: Path) -> ElementTree.Element:
    with open_regular(file) as stream:
        head = io.BytesIO(stream.read(_MOST_HEAD))
    _, root = next(iter(ElementTree.iterparse(head, ("start",))))
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise ValueError("no drawing")
    return root


def _length(written: str) -> float | None:
    """The pixels of a length; `None` for a share of the page, and for what is no length."""
    found = _LENGTH.fullmatch(written)
    return float(found[1]) * _PIXELS.get(found[2], 1) if found else None
