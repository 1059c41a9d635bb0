"""A note, understood."""

import dataclasses
import datetime
from collections.abc import Mapping
from operator import attrgetter

from milepost.model.frozen import Frozen, field
from milepost.model.link import Embed, Link
from milepost.model.path import Anchor, VaultPath
from milepost.model.pickled import Bytes, Late, quickly_pickled
from milepost.model.roadmap import Status

__all__ = ["Block", "Heading", "Note", "NoteFacts", "Properties"]


@quickly_pickled
@dataclasses.dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a note's body."""

    level: int
    """1 to 6."""
    text: str
    """As shown, without markup."""
    anchor: Anchor
    line: int = dataclasses.field(compare=False)
    """In the file, counted from 1."""
    source: str | None = None
    """As written, `None` where that is `text`."""


@quickly_pickled
@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """A block that carries an id."""

    id: str
    """As written, without `^`."""
    anchor: Anchor
    line: int = dataclasses.field(compare=False)
    """In the file, counted from 1."""


class Properties(Frozen):
    """A note's properties, with those that Milepost understands told apart."""

    type: str | None = None
    """"item", "phase", "roadmap", "writeup", "run", or a word of the author's own, in lower case."""
    title: str | None = None
    status: Status | None = None
    """`None` where the note has none, or one that is unknown (which is a problem)."""
    kind: str | None = None
    """In lower case."""
    phase: str | None = None
    """The phase as written: a link's target or a number."""
    order: int | None = None
    estimate: str | None = None
    """The words as written: "1 full afternoon (4 hours)"."""
    tagline: str | None = None
    phases: int | None = None
    """How many phases a roadmap will have."""
    date: datetime.date | None = None
    started: datetime.date | None = None
    """When an item was begun, by the note's own word; git's history says it otherwise."""
    done: datetime.date | None = None
    """When an item was done, likewise."""
    review: datetime.date | None = None
    """When an item shall be looked at again."""
    reviewed: tuple[datetime.date, ...] = ()
    """When it was, the earliest first."""
    milestone: bool = False
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """From the properties alone; `Note.tags` has all."""
    description: str | None = None
    permalink: str | None = None
    """The address that the note asks for, below the site's root, without slashes around; "" is the root."""
    css_classes: tuple[str, ...] = ()
    """From `cssclasses`, each fit to stand in HTML as it is."""
    shows_properties: bool | None = None
    """Whether the note's page has a table of its properties, `None` where the note does not say."""
    is_public: bool | None = None
    """What the note itself says of being published, `None` if nothing; a damaged mark counts as no."""
    is_draft: bool = False
    """Whether it is private for no other reason than that it says `draft: true`."""
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    """All properties as YAML gives them."""
    lines: Mapping[str, int] = field(default_factory=dict[str, int])
    """The line in the file on which each property begins, counted from 1."""
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    """Each property's name as written; the keys of the others are in lower case."""


@quickly_pickled
@dataclasses.dataclass(frozen=True, slots=True)
class Note(Late):
    """A note, understood: everything that can be known from its own text."""

    path: VaultPath
    title: str
    properties: Properties
    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    """In the body and in the properties."""
    embeds: tuple[Embed, ...]
    footnotes: Mapping[str, Anchor]
    """The labels of the footnotes that are shown, folded, to anchors."""
    tags: tuple[str, ...]
    """Without `#`, as first written, each once, sorted without regard to case."""
    first_line: int
    """The line of the file on which the body begins, counted from 1."""
    digest: str
    """Of the file."""
    summary: str = ""
    """The first sentence of the body, plain, at most 160 characters."""
    size: int = 0
    """Bytes of the file."""
    cjk: int = 0
    """How many characters of the body are Chinese or Japanese: `model.cjk`."""
    packed: Bytes = dataclasses.field(default=b"", repr=False)
    """The tokens of the body, for `render` and for finding names in it."""


class NoteFacts(Frozen, eq=False):
    """Some facts of some notes: equal where the notes are, or where they differ in other facts alone."""

    notes: tuple[Note, ...]
    facts: tuple[str, ...]
    """Their names, "properties.aliases" a property's."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NoteFacts) or len(self.notes) != len(other.notes):
            return False
        told = attrgetter(*self.facts)
        pairs = zip(self.notes, other.notes, strict=True)
        return self.facts == other.facts and all(
            one is another or told(one) == told(another) for one, another in pairs
        )
