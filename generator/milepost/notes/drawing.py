"""Drawings of the plugin Excalidraw: notes that hold a few words, and then a drawing as data.

The plugin writes a warning, "# Excalidraw Data" with the drawing's texts, and "## Drawing" with its JSON.
Older files begin with "# Text Elements" or "# Drawing". What stands before is the author's own.
"""

import re
from collections.abc import Mapping

__all__ = ["is_drawing", "words_of_drawing"]

_DATA = re.compile(
    r"^(?:%%[ \t]*\n+)?(?:# Excalidraw Data|##? Text Elements|##? Drawing|```compressed-json)[ \t]*$",
    re.MULTILINE,
)
_WARNING = re.compile(r"^==⚠.*==[^\n]*$", re.MULTILINE)


def is_drawing(properties: Mapping[str, object]) -> bool:
    """Whether a note with these properties is a drawing."""
    return "excalidraw-plugin" in properties


def words_of_drawing(body: str) -> str:
    """The author's own words, each on its line; nothing of the plugin's."""
    data = _DATA.search(body)
    return _WARNING.sub("", body[: data.start()] if data else body)
