"""How large an image is, from the head of its file."""

# imagesize has types and does not say so.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

import struct

import imagesize

from milepost.model.frozen import replace
from milepost.model.vault import IMAGES, Attachment

__all__ = ["measured"]


def measured(attachment: Attachment) -> Attachment:
    """The attachment with width and height, if it is an image that says them; turned as its camera was."""
    if not attachment.path.lower().endswith(IMAGES):
        return attachment
    try:
        width, height = imagesize.get(attachment.file)
    except (OSError, ValueError, ArithmeticError, LookupError, SyntaxError, struct.error):
        return attachment  # damaged, or no image at all: a browser makes of it what it can
    if width <= 0 or height <= 0:
        return attachment
    return replace(attachment, width_px=round(width), height_px=round(height))
