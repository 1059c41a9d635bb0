"""A property's value as words in a sentence."""

import datetime
import re
from collections.abc import Callable
from functools import partial
from typing import cast

from milepost.links.resolve import resolve
from milepost.model.link import Ambiguous, Found, Hidden, Missing
from milepost.ofm.target import parse_target
from milepost.ofm.wikilink import BRACKETS, split_target
from milepost.render.figure import number_text
from milepost.render.scene import Scene

__all__ = ["property_text"]


def property_text(scene: Scene, note: str, name: str) -> str | None:
    """The value of a public note's property, `None` where there is none; "" of a private one.

    Args:
        scene: Where the sentence is shown.
        note: As a link would name it, "" for the note that the sentence is in.
        name: The property's.
    """
    path = scene.origin
    if note:
        match resolve(scene.site.index, scene.origin, parse_target(note)):
            case Found(path=path) | Ambiguous(chosen=path):
                pass
            case Hidden():
                return ""
            case Missing():
                return None
    if path not in scene.site.notes:
        return None

    def without_names(found: re.Match[str]) -> str:
        """A link as written; a private note leaves the words that stand for it, as in other properties."""
        target, words = split_target(found[1])
        return words if isinstance(resolve(scene.site.index, path, target), Hidden) else found[0]

    value = scene.site.notes[path].properties.values.get(name.lower())
    return _text(value, partial(BRACKETS.sub, without_names))


def _text(value: object, shown: Callable[[str], str]) -> str | None:
    """The value, of which each text is as it is `shown`."""
    match value:
        case None:
            return None
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return number_text(value)
        case datetime.date():
            return value.isoformat()
        case [[str() as name]]:  # `[[Note]]` without quotes, which YAML takes for lists
            return shown(f"[[{name}]]")
        case list():
            return ", ".join(text for each in cast("list[object]", value) if (text := _text(each, shown)))
        case _:
            return shown(str(value))
