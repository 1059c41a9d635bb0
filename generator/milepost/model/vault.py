"""What lies in a vault on disk, before anybody has understood it."""

from collections.abc import Mapping
from datetime import datetime

from milepost.model.frozen import Frozen, field
from milepost.model.path import VaultPath
from milepost.model.problem import Problem

__all__ = ["IMAGES", "Attachment", "Drawing", "Excluded", "SourceFile", "Vault"]

IMAGES = (".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
"""How the names of images end, in lower case."""


class SourceFile(Frozen):
    """The text of one note, canvas or base."""

    path: VaultPath
    text: str
    """Decoded, line ends and byte order mark kept as they are."""
    digest: str
    """SHA-256 of the bytes, in hex."""
    modified: datetime | None = None
    """When the file was last written, in UTC; `None` for a text that is no file."""
    spelled: str = ""
    """The path as the file system has it, where that stores accents in another way; "" else."""

    @property
    def place(self) -> str:
        """Where it lies, below the vault."""
        return self.spelled or self.path


class Attachment(Frozen):
    """A file that is not a note."""

    path: VaultPath
    file: str
    """Where it lies on disk, as the operating system spells it."""
    size: int
    """In bytes."""
    width_px: int | None = None
    """Of an image, as shown; `None` where nobody has asked or it cannot be told."""
    height_px: int | None = None
    """`None` as the width is."""
    is_fluid: bool = False
    """Whether an image has a shape only: it is as wide as there is room."""


class Drawing(Frozen):
    """The images of a note that is a drawing."""

    light: VaultPath | None
    """The image for light pages or for all, `None` where there is none at all."""
    dark: VaultPath | None
    """The image for dark pages, `None` where they show the other."""


class Excluded(Frozen):
    """What a vault leaves out."""

    patterns: tuple[str, ...] = ()
    """Folders, globs and regular expressions, as the option `exclude` has them."""
    forms: tuple[str, ...] = ()
    """The folders of templates, whose notes are forms to be filled."""


class Vault(Frozen):
    """Everything that was read."""

    root: str
    """The folder on disk."""
    files: Mapping[VaultPath, SourceFile]
    """The notes, by path, in path order."""
    canvases: Mapping[VaultPath, SourceFile]
    """By path, in path order."""
    bases: Mapping[VaultPath, SourceFile]
    """By path, in path order."""
    attachments: Mapping[VaultPath, Attachment]
    """Everything else that Obsidian would list, by path, in path order."""
    app: Mapping[str, object]
    """The vault's own options: `.obsidian/app.json`."""
    left_out: tuple[VaultPath, ...] = ()
    """What options exclude and what cannot be read, sorted: known so that a link there tells nothing."""
    set_aside: Mapping[VaultPath, SourceFile] = field(default_factory=dict[VaultPath, SourceFile])
    """Notes among `left_out` that may ask to be published all the same; none unless they are wanted."""
    problems: tuple[Problem, ...] = ()
    """Files that could not be read."""
    excluded: Excluded = field(default_factory=Excluded)
    """What was to be left out, by the options and by the vault itself."""
    preamble: str = ""
    """The TeX in which the vault defines commands for all its formulas."""
    links: Mapping[VaultPath, VaultPath] = field(default_factory=dict[VaultPath, VaultPath])
    """Files that are links, each with the file that it leads to: who writes the one changes both."""
