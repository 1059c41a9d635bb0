"""What a formula can hold, and the one error that formulas raise.

Nothing, truth, numbers and text are Python's own (`None`, `bool`, `int` or `float`, `str`); a list is a
tuple, an object a mapping. The rest are the small frozen classes below.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeAlias

from milepost.errors import MilepostError
from milepost.model.frozen import Frozen
from milepost.model.path import VaultPath

__all__ = [
    "Date", "Duration", "FileRef", "FormulaError", "Html", "Icon", "Image", "Link", "Regex", "Value",
    "kind_of",
]  # fmt: skip


class FormulaError(MilepostError):
    """A formula cannot be read or worked out; `column` counts characters from 1 to where."""

    def __init__(self, message: str, column: int) -> None:
        self.message, self.column = message, column
        super().__init__(f"{message} (column {column})")


class Date(Frozen):
    """A day, or a moment of a day, in the vault's own time: Obsidian's dates have no zone."""

    at: datetime
    """Naive; midnight where the date has no time."""
    has_time: bool
    """Whether the time is shown."""


class Duration(Frozen):
    """A length of time; months are apart, since they differ in length."""

    months: float = 0
    """Whole months where it is added to a date; a year is twelve."""
    milliseconds: float = 0
    """All the rest."""


class Link(Frozen):
    """A link as a property or `link()` makes it."""

    target: str
    """What it leads to, as it is written: a name, a path, or an address with its scheme."""
    display: "Value" = None
    """What is shown instead of the target: text or an icon; nothing for the target's own name."""
    path: VaultPath | None = None
    """The file it resolves to; nothing for another site, and where there is none."""


class FileRef(Frozen):
    """A file of the vault; `Scope.about` says what is known of it."""

    path: VaultPath


class Html(Frozen):
    """What `html()` makes: markup that nobody has cleaned yet. Whoever shows it must."""

    source: str


class Image(Frozen):
    """What `image()` makes."""

    source: "str | Link | FileRef"
    """An address or path as text, or what was given."""


class Icon(Frozen):
    """What `icon()` makes."""

    name: str
    """Lucide's name for it."""


class Regex(Frozen):
    """A regular expression, as it is written between slashes."""

    source: str
    flags: str


Value: TypeAlias = (
    bool | int | float | str | Date | Duration | Link | FileRef | Html | Image | Icon | Regex
    | tuple["Value", ...] | Mapping[str, "Value"] | None
)  # fmt: skip
"""Anything that a formula can be worked out to."""

_KINDS: Mapping[type, str] = {
    type(None): "null", bool: "boolean", int: "number", float: "number", str: "string", tuple: "list",
    Date: "date", Duration: "duration", Link: "link", FileRef: "file", Html: "html", Image: "image",
    Icon: "icon", Regex: "regexp",
}  # fmt: skip


def kind_of(value: Value) -> str:
    """The type's name as Obsidian writes it: `null`, `boolean`, `number`, `string`, `list` and so on."""
    return _KINDS.get(type(value), "object")
