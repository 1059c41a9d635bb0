"""Everything that pages are made from."""

from collections.abc import Mapping
from dataclasses import dataclass

from milepost.model.link import LinkGraph, LinkIndex
from milepost.model.note import Note
from milepost.model.path import PagePath, VaultPath
from milepost.model.problem import Problem
from milepost.model.roadmap import Roadmap
from milepost.model.run import Run
from milepost.model.vault import Attachment

__all__ = ["Site"]


@dataclass(frozen=True, slots=True)
class Site:
    """The published part of a vault, understood. Private notes are not in it at all."""

    notes: Mapping[VaultPath, Note]
    """Public notes, in path order."""
    attachments: Mapping[VaultPath, Attachment]
    """Every attachment that a public note uses, in path order."""
    addresses: Mapping[VaultPath, PagePath]
    """Where each note and each attachment stands on the site."""
    index: LinkIndex
    graph: LinkGraph
    roadmap: Roadmap
    runs: Mapping[str, Run]
    """By experiment id."""
    strict_line_breaks: bool
    """Whether a single newline is only a space, as the vault's own option says."""
    problems: tuple[Problem, ...] = ()
    """Everything found so far, sorted."""
