"""The picture that stands for a note where others link to it: the property `image`, or `cover`."""

import re
from collections.abc import Mapping

from milepost.model.link import Target
from milepost.notes.schema import targets

__all__ = ["COVERS", "cover"]

COVERS = ("image", "cover")
"""The properties that name a note's picture, the first that does so first."""

_REMOTE = re.compile(r"https?://\S+", re.IGNORECASE)


def cover(values: Mapping[str, object], name: str) -> str | Target | None:
    """What one of `COVERS` names: an address on another host, or a file of the vault; `None` if neither.

    Obsidian Publish takes a path from the vault's root or an address; people write links too.
    """
    value = values.get(name)
    if linked := targets(value):
        return linked[0]
    if isinstance(value, str) and (place := value.strip()):
        return place if _REMOTE.fullmatch(place) else Target(f"/{place.lstrip('/')}")
    return None
