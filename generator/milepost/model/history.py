"""When things changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from milepost.model.path import VaultPath

__all__ = ["History"]


@dataclass(frozen=True, slots=True)
class History:
    """What git knows of a vault's files, and of files that were in it."""

    changed: Mapping[VaultPath, datetime] = field(default_factory=dict[VaultPath, datetime])
    """When each file was last written, by its author's clock and zone; a new name alone does not count."""
    is_whole: bool = True
    """Whether all commits are there; a shallow clone lacks the older ones, and so the dates of most files."""
