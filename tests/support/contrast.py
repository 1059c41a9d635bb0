"""How well words can be read, measured on what a browser paints."""

from io import BytesIO

from PIL import Image
from playwright.sync_api import Locator

__all__ = ["colours", "luminance", "worst_contrast"]

Colour = tuple[float, ...]


def luminance(colour: Colour) -> float:
    """Relative luminance as WCAG 2.2 defines it; channels from 0 to 255."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def colours(image: Image.Image) -> set[Colour]:
    """Every colour in a picture, channels from 0 to 255."""
    pixels = image.convert("RGB").tobytes()
    return set(zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True))


def worst_contrast(area: Locator, words: Locator) -> tuple[float, str]:
    """The least contrast of all words, from the lightest to the darkest pixel about each, and the word."""
    picture = Image.open(BytesIO(area.screenshot()))
    corner = area.evaluate("area => area.getBoundingClientRect().toJSON()")
    scale = picture.width / corner["width"]
    found: list[tuple[float, str]] = []
    for word in words.all():
        box = word.evaluate("word => word.getBoundingClientRect().toJSON()")
        x, y = (box["x"] - corner["x"]) * scale, (box["y"] - corner["y"]) * scale
        part = picture.crop((x, y, x + box["width"] * scale, y + box["height"] * scale))
        light = sorted(luminance(colour) for colour in colours(part))
        found.append(((light[-1] + 0.05) / (light[0] + 0.05), word.text_content() or ""))
    return min(found)
