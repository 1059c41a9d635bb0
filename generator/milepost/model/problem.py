"""What is wrong with an author's notes, as data."""

import re
from enum import StrEnum

from milepost.model.frozen import Frozen
from milepost.model.path import VaultPath

__all__ = ["Code", "Problem", "Severity"]

# A line of a note's own among those of a log may be taken for a command, as by a forge's runner.
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    """Something is not published or not counted as the author means it."""
    WARNING = "warning"
    """Something looks wrong, and is shown as well as we can."""


class Code(StrEnum):
    """Stable names of everything that can be wrong; the README documents each."""

    FILE_ENCODING = "file-encoding"
    """A note or canvas is not UTF-8; it is left out."""
    FILE_TOO_LARGE = "file-too-large"
    """A note or canvas is longer than 10 MB; it is left out."""
    FILE_UNREADABLE = "file-unreadable"
    """A file cannot be opened, or is a link that leads nowhere or out of the vault; it is left out."""
    FILE_COPY = "file-copy"
    """A note or canvas looks like a copy that a sync program has left; it is kept private."""
    FILTER_INVALID = "filter-invalid"
    """A pattern of the app's "Excluded files" cannot be read; what it names is not excluded."""
    PROPERTIES_INVALID = "properties-invalid"
    """A note's YAML cannot be read; the note is kept private, since its marks cannot be trusted."""
    PROPERTY_TYPE = "property-type"
    """A property has a value of another type than it needs, or `type` seems misspelt."""
    PUBLISH_UNCLEAR = "publish-unclear"
    """`publish` or `draft` says neither yes nor no; the note is kept private."""
    STATUS_UNKNOWN = "status-unknown"
    """An item's status is none that we know; it counts as todo."""
    KIND_UNKNOWN = "kind-unknown"
    """An item's kind is not one of the roadmap's."""
    PHASE_MISSING = "phase-missing"
    """An item names no phase, or one that does not exist; it counts in the whole only."""
    ORDER_REPEATED = "order-repeated"
    """Two items of a phase, or two phases, have the same order."""
    ESTIMATE_UNCLEAR = "estimate-unclear"
    """An estimate is in no unit that we know; it adds no hours."""
    ITEM_CYCLE = "item-cycle"
    """Items come after one another in a circle."""
    EVIDENCE_MISSING = "evidence-missing"
    """An item is done, but no write-up and no experiment mentions it; only where the settings ask for it."""
    ROADMAP_REPEATED = "roadmap-repeated"
    """More than one note is the roadmap; the first by path is used."""
    ITEM_MISSING = "item-missing"
    """A write-up, an experiment or an item's `after` names an item that does not exist."""
    LINK_MISSING = "link-missing"
    """A link or embed names no note and no file."""
    LINK_AMBIGUOUS = "link-ambiguous"
    """A link fits several files equally well; Obsidian's choice is used."""
    LINK_PRIVATE = "link-private"
    """A link gives a private note's name, which the option `private_names` takes out."""
    SECTION_MISSING = "section-missing"
    """A link names a heading, block or footnote that the note does not have."""
    EMBED_CYCLE = "embed-cycle"
    """Notes embed one another in a circle."""
    EMBED_DEPTH = "embed-depth"
    """Notes embed notes deeper than Obsidian shows, or more of them than a page holds."""
    ADDRESS_TAKEN = "address-taken"
    """A note or file would have an address that is taken; it gets a number, or its path's for a permalink."""
    ALIAS_REPEATED = "alias-repeated"
    """Two notes have one alias; its address leads to the first by path."""
    PERMALINK_INVALID = "permalink-invalid"
    """A permalink is no place on the site; the note stands at its path."""
    FOOTNOTE_REPEATED = "footnote-repeated"
    """A footnote has words twice; the first are shown."""
    MATH_INVALID = "math-invalid"
    """A formula, or a command in it, cannot be set; its source is shown."""
    DIAGRAM_INVALID = "diagram-invalid"
    """A Mermaid diagram cannot be drawn; its source is shown."""
    CANVAS_INVALID = "canvas-invalid"
    """A canvas, or a part of it, is not as JSON Canvas has it; the rest is shown."""
    BASE_INVALID = "base-invalid"
    """A base, or a filter or formula of it, cannot be read or worked out; a note stands in its place."""
    BASE_UNSUPPORTED = "base-unsupported"
    """A base has a view that only Obsidian shows; a note stands in its place."""
    WIDGET_UNKNOWN = "widget-unknown"
    """A line of a block `milepost` names no view of the roadmap; it is shown as it is."""
    VALUE_MISSING = "value-missing"
    """A sentence asks for a property that the note does not have."""
    RUN_INVALID = "run-invalid"
    """A `run.json` cannot be read; its figures are shown as plain images."""
    RUN_FAILED = "run-failed"
    """The last run of an experiment did not end well, or one of its checks failed."""


class Problem(Frozen, order=True):
    """One thing that is wrong, with what to do about it. They sort by place."""

    path: VaultPath
    line: int
    """In the file, counted from 1."""
    code: Code
    message: str
    """What is wrong, without the place, without a full stop."""
    hint: str = ""
    """What to do, or the nearest right value; "" where the message says it."""
    severity: Severity = Severity.WARNING

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, without the place."""
        return f"{self.message}; {self.hint}" if self.hint else self.message

    def __str__(self) -> str:
        """The problem in one line, whatever the note says."""
        text = f"{self.path}:{self.line}: {self.sentence} [{self.code}]"
        return _BREAKS.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
