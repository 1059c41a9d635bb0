"""Links and embeds as the author wrote them, and what they turn out to mean."""

from collections.abc import Mapping
from typing import Literal

from msgspec import msgpack

from milepost.model.frozen import Frozen, field
from milepost.model.path import Anchor, VaultPath
from milepost.model.pickled import Bytes

__all__ = [
    "Ambiguous",
    "Embed",
    "Found",
    "Goal",
    "Hidden",
    "Link",
    "LinkGraph",
    "LinkIndex",
    "Mentions",
    "Missing",
    "Outline",
    "Passage",
    "Passages",
    "Resolution",
    "Sections",
    "Span",
    "Target",
]


class Target(Frozen):
    """What stands between `[[` and `|`, or is the address of a Markdown link."""

    name: str
    """The note or file as written, "" for the note itself."""
    sections: tuple[str, ...] = ()
    """The headings after `#`, outermost first."""
    block: str | None = None
    """The block id after `#^`."""
    footnote: str | None = None
    """The label of the footnote in `#[^1]`."""
    is_address: bool = False
    """Whether the name is a Markdown link's, which leads from the note's own folder where it can."""

    @property
    def key(self) -> str:
        """The name, such that an address has another one than a wikilink of that name: none holds a `#`."""
        return f"#{self.name}" if self.is_address else self.name

    @property
    def places(self) -> tuple[str, ...]:
        """What stands behind the name, each as written between the `#`: headings, or `^block`, or `[^1]`."""
        if self.block is not None:
            return (f"^{self.block}",)
        return self.sections if self.footnote is None else (f"[^{self.footnote}]",)

    def __str__(self) -> str:
        return "#".join((self.name, *self.places))


class Span(Frozen):
    """A part of a text that is shown otherwise than as its words."""

    start: int
    end: int
    kind: Literal["code", "math", "value"]
    """The text of a formula is its TeX, of a value "…", for which something stands on each page."""
    value: tuple[str, str] = ("", "")
    """Whose property it is, "" for the text's own note, and which."""


class Passage(Frozen):
    """The words around a link or embed: its sentence, or a short block whole. Plain text on one line."""

    text: str
    """A few hundred characters at most; "…" where the author goes on."""
    start: int
    """Where in `text` the link's own words begin."""
    end: int
    """Where they end; `start` where it has none, as an embed."""
    spans: tuple[Span, ...] = ()
    """What is no plain words, in order: brackets in it are no links."""


Passages = tuple[Passage, ...]

_PACK, _UNPACK = msgpack.Encoder(), msgpack.Decoder(list[Passages])


class Link(Frozen):
    """One link to something in the vault."""

    target: Target
    text: str | None
    """The words shown, `None` where the author left that to the program."""
    style: Literal["wikilink", "markdown", "property", "uri"]
    """A "uri" opens the app, `obsidian://open?file=Note`: a file that is not here may be another vault's."""
    line: int
    """In the file, counted from 1."""
    passage: Passage | None = None
    """`None` in properties, and where nothing is said around it."""


class Embed(Frozen):
    """One `![[…]]`, or a Markdown image whose address is a file of the vault."""

    target: Target
    alt: str
    """What the author wrote beside the size, "" if nothing."""
    width_px: int | None
    height_px: int | None
    line: int
    """In the file, counted from 1."""
    passage: Passage | None = None
    """`None` where nothing is said around it."""


class Found(Frozen):
    """The target exists."""

    path: VaultPath
    anchor: Anchor | None = None
    """The place inside the note; `None` for its top, also where the place named does not exist."""
    lacks: str | None = None
    """The heading, block or footnote that the note does not have, as written."""


class Ambiguous(Frozen):
    """Several files fit as well."""

    fitting: tuple[VaultPath, ...]
    """All of them, the one that Obsidian would open first; the index's own tuple, which may be long."""
    anchor: Anchor | None = None
    lacks: str | None = None

    @property
    def chosen(self) -> VaultPath:
        """The file that is used."""
        return self.fitting[0]


class Hidden(Frozen):
    """The target is a private note: nothing about it may be shown."""


class Missing(Frozen):
    """Nothing fits."""


Resolution = Found | Ambiguous | Hidden | Missing

Goal = tuple[VaultPath, ...] | Hidden | Missing
"""What a name means: the files that fit best, in path order, of which the app opens the first."""


class Outline(Frozen):
    """A note's headings, for finding those that a link names. A heading's number is its place among them."""

    packed: Bytes
    """`Sections` as MessagePack: few links name a heading."""

    @classmethod
    def of(cls, sections: "Sections") -> "Outline":
        """The outline that has these headings."""
        return cls(_PACK.encode(sections))

    def sections(self) -> "Sections":
        """The headings."""
        return _UNPACK_SECTIONS.decode(self.packed)


class Sections(Frozen):
    """The headings of an outline, unpacked."""

    anchors: tuple[Anchor, ...]
    """By number."""
    by_text: Mapping[tuple[str, int], tuple[int, ...]]
    """The text as compared and the level to the numbers of the headings that have both."""
    by_slug: Mapping[str, Anchor]
    """Anchors, and letters and digits alone, to the first heading so called."""


_UNPACK_SECTIONS = msgpack.Decoder(Sections)


class LinkIndex(Frozen):
    """Names to files, for resolving links. Keys are NFC and casefolded."""

    by_name: Mapping[str, tuple[VaultPath, ...]]
    """Full file names ("softmax.md", "pic.png") to every file so called, in path order."""
    by_tail: Mapping[tuple[str, str], tuple[VaultPath, ...]]
    """A folder and the end of a path to the shortest paths in that folder that end so, in path order.

    The folder is "" for the whole vault; others are there for names that several files share.
    """
    by_alias: Mapping[str, tuple[VaultPath, ...]]
    """Aliases of notes; a real file of that name always wins."""
    outlines: Mapping[VaultPath, Outline]
    """Of the notes that have headings."""
    blocks: Mapping[VaultPath, Mapping[str, Anchor]]
    """A note's block ids, lower case, to anchors."""
    footnotes: Mapping[VaultPath, Mapping[str, Anchor]]
    """The labels of a note's footnotes, folded, to anchors."""
    private: frozenset[str]
    """Names of private notes and canvases, and aliases as such names, for telling `Hidden` from `Missing`."""


class Mentions(Frozen):
    """Who mentions a note, canvas or file, and in what words."""

    sources: tuple[VaultPath, ...]
    """The notes in path order, behind them the canvases likewise."""
    packed: Bytes
    """The passages of each as MessagePack: a vault has many, and one build shows few."""

    @classmethod
    def of(cls, passages: Mapping[VaultPath, Passages]) -> "Mentions":
        """Who mentions it, with the words around each mention."""
        return cls(tuple(passages), _PACK.encode(list(passages.values())))

    def passages(self) -> dict[VaultPath, Passages]:
        """The words around each mention, in order, by who mentions it."""
        return dict(zip(self.sources, _UNPACK.decode(self.packed), strict=True))


class LinkGraph(Frozen):
    """Who points where, public notes and canvases only."""

    backward: Mapping[VaultPath, Mentions] = field(default_factory=dict[VaultPath, Mentions])
    """Who mentions each; what nobody mentions is not in it."""
    targets: Mapping[VaultPath, tuple[VaultPath, ...]] = field(
        default_factory=dict[VaultPath, tuple[VaultPath, ...]]
    )
    """Whom each mentions, in the order of its mentions; who mentions nobody is not in it."""
    goals: Mapping[VaultPath, Mapping[str, Goal]] = field(default_factory=dict[VaultPath, Mapping[str, Goal]])
    """Of every note and canvas, what the names in its links and embeds mean, by the keys of their targets."""
