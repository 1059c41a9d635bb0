"""A base, understood: what it asks of the notes, not yet what the answer is."""

from collections.abc import Mapping
from typing import Literal

from milepost.model.frozen import Frozen, field
from milepost.model.note import Heading
from milepost.model.path import Anchor, VaultPath

__all__ = ["Base", "Filter", "Filters", "Option", "Sorting", "Statement", "View"]


class Statement(Frozen):
    """A formula, or a filter that is one, as written."""

    text: str
    line: int
    """In the file, counted from 1."""


class Filters(Frozen):
    """Several filters as one."""

    how: Literal["and", "or", "not"]
    """"not" is true where none of its parts is."""
    parts: "tuple[Filter, ...]"


Filter = Statement | Filters

Option = str | int | float | bool
"""What a view's own key may hold."""


class Sorting(Frozen):
    """By what rows are sorted or grouped."""

    property: str
    is_descending: bool
    line: int


class View(Frozen):
    """One way to show the notes that a base asks for. Properties are `note.x`, `file.x` or `formula.x`."""

    type: str
    """"table", "cards" and "list" are shown; any other is a plugin's."""
    name: str
    anchor: Anchor
    """Of its heading on the base's own page."""
    line: int
    filters: Filter | None = None
    """Beside those of the base."""
    columns: tuple[str, ...] = ()
    sort: tuple[Sorting, ...] = ()
    group: Sorting | None = None
    limit: int | None = None
    summaries: Mapping[str, Statement] = field(default_factory=dict[str, Statement])
    """The summary's name by property."""
    widths: Mapping[str, int] = field(default_factory=dict[str, int])
    """Pixels of a table's columns."""
    options: Mapping[str, Option] = field(default_factory=dict[str, Option])
    """Whatever else the view says of itself."""
    fault: str = ""
    """Why it cannot be shown; "" if it can, as far as the definition tells."""


class Base(Frozen):
    """A `.base` file or a block `base`, understood."""

    path: VaultPath
    """The file that it is, or is in."""
    title: str
    filters: Filter | None = None
    formulas: Mapping[str, Statement] = field(default_factory=dict[str, Statement])
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    """What properties are called where they are shown."""
    summaries: Mapping[str, Statement] = field(default_factory=dict[str, Statement])
    """The base's own, by name."""
    views: tuple[View, ...] = ()
    fault: str = ""
    """Why nothing of it can be shown; "" if it can."""

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The views, as the headings of its page that links name; none where nothing of it is shown."""
        if self.fault:
            return ()
        return tuple(Heading(2, view.name, view.anchor, view.line) for view in self.views)
