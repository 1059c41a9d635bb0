"""The colours of a canvas, each in a light and a dark form that stands out from the page."""

__all__ = ["color_style", "contrast", "legible"]

_LIGHT, _DARK = "#ffffff", "#1e2129"
"""The grounds of the theme's two schemes."""

# What a line or a frame needs to be told from its ground (WCAG 2.2, 1.4.11). Words never take these colours.
_LEAST_CONTRAST = 3.0

_STEPS = 20

# The app's own six, on light and on dark ground.
_PRESETS = {
    "1": ("#e93147", "#fb464c"),
    "2": ("#ec7500", "#e9973f"),
    "3": ("#e0ac00", "#e0de71"),
    "4": ("#08b94e", "#44cf6e"),
    "5": ("#00bfbc", "#53dfdd"),
    "6": ("#7852ee", "#a882ff"),
}


def color_style(color: str | None) -> str:
    """What the style sheet paints with: "--mp-light:#…;--mp-dark:#…;"; "" for no colour."""
    if color is None:
        return ""
    light, dark = _PRESETS.get(color, (color, color))
    return f"--mp-light:{legible(light, _LIGHT)};--mp-dark:{legible(dark, _DARK)};"


def legible(color: str, ground: str, least: float = _LEAST_CONTRAST) -> str:
    """The colour, as much nearer to black or to white as it takes to have that contrast to the ground.

    >>> legible("#e93147", "#ffffff"), legible("#ffff00", "#ffffff")
    ('#e93147', '#999900')
    """
    towards = 0 if _luminance(ground) > 0.5 else 255
    parts = _parts(color)
    mixes = (
        "#" + "".join(f"{round(part + (towards - part) * step / _STEPS):02x}" for part in parts)
        for step in range(_STEPS + 1)
    )
    return next(mixed for mixed in mixes if contrast(mixed, ground) >= least)


def contrast(color: str, ground: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(color), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in _parts(color)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(color: str) -> tuple[int, ...]:
    return tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))
