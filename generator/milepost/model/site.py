"""Everything that pages are made from."""

from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Literal, TypeVar

from milepost.model.base_file import Base
from milepost.model.canvas import Canvas
from milepost.model.folder import Folder, FolderName
from milepost.model.frozen import Frozen, field
from milepost.model.link import LinkGraph, LinkIndex, Mentions
from milepost.model.note import Note
from milepost.model.outlook import Outlook
from milepost.model.path import PagePath, VaultPath, page_path, vault_path
from milepost.model.problem import Problem
from milepost.model.roadmap import Roadmap
from milepost.model.run import Figure, Run
from milepost.model.tag import Tag
from milepost.model.vault import Attachment, Drawing

__all__ = ["Host", "Site"]

T = TypeVar("T")


class Host(Frozen):
    """What the publishing program knows of the site."""

    name: str
    """The site's name."""
    url: str | None = None
    """Where the site will stand, ending in "/"; `None` where that is not known."""
    directory_urls: bool = True
    """Whether a page's address is "note/" rather than "note.html"."""
    excluded: frozenset[VaultPath] = frozenset()
    """Notes and attachments that the host has been told to leave out."""
    is_preview: bool = False
    """Whether only the author sees the site, while writing."""

    @property
    def home(self) -> PagePath:
        """The address of the home page."""
        return _home(directory_urls=self.directory_urls)


@cache  # every page asks whether it is that one
def _home(*, directory_urls: bool) -> PagePath:
    return page_path(vault_path("index.md"), directory_urls=directory_urls)


class Site(Frozen):
    """The published part of a vault, understood. Private notes are not in it at all."""

    host: Host
    notes: Mapping[VaultPath, Note]
    """Public notes, in path order."""
    canvases: Mapping[VaultPath, Canvas]
    """Public canvases, in path order."""
    attachments: Mapping[VaultPath, Attachment]
    """Every attachment that a public note or canvas uses, in path order."""
    addresses: Mapping[VaultPath, PagePath]
    """Where each note, canvas, base and attachment stands on the site."""
    dashboard: PagePath
    """The roadmap's own page."""
    journal: PagePath
    """The page that lists the write-ups."""
    tags: PagePath
    """The page that lists the tags."""
    tagged: Mapping[str, Tag]
    """Every tag by its key, sorted."""
    tag_pages: Mapping[str, PagePath]
    """The page of each tag, by its key."""
    recent: PagePath
    """The page that lists what was changed last."""
    changed: Mapping[VaultPath, datetime]
    """When each note was changed, the newest first; not those that nobody can date."""
    dated_by: Literal["git", "part of git", "files"]
    """Who knows: git, a shallow clone's part of it and the notes themselves, or the notes and their files."""
    graph_page: PagePath | None
    """The page of the graph, `None` where there shall be none."""
    index: LinkIndex
    graph: LinkGraph
    roadmap: Roadmap
    runs: Mapping[str, Run]
    """By experiment id."""
    figures: Mapping[VaultPath, tuple[Run, Figure]]
    """The runs' figures by the light image's path."""
    strict_line_breaks: bool
    """Whether a single newline is only a space, as the vault's own option says."""
    commands: tuple[tuple[str, int, str], ...] = ()
    """Those that formulas may use, beside MathJax's: the name, how many arguments, what it stands for."""
    kind_pages: Mapping[str, PagePath] = field(default_factory=dict[str, PagePath])
    """The page of each kind of item that is in use."""
    bases: Mapping[VaultPath, Base] = field(default_factory=dict[VaultPath, Base])
    """Public bases, in path order."""
    created: Mapping[VaultPath, date] = field(default_factory=dict[VaultPath, date])
    """The day on which each note was made, in path order; not those that nobody can date."""
    outlook: Outlook = field(default_factory=Outlook)
    """The roadmap through time."""
    redirects: Mapping[PagePath, VaultPath] = field(default_factory=dict[PagePath, VaultPath])
    """Addresses that lead on to a note, beside its own."""
    drawings: Mapping[VaultPath, Drawing] = field(default_factory=dict[VaultPath, Drawing])
    """The notes that are drawings of the plugin Excalidraw."""
    shows_properties: bool = False
    """Whether pages of notes have a table of properties, where the note does not say."""
    has_shortcuts: bool = True
    """Whether pages of the roadmap listen to single keys."""
    needs_evidence: bool = False
    """Whether a done item that nothing mentions is a problem."""
    shows_remote_images: bool = True
    """Whether images from other hosts are shown, or are links."""
    cleans_html: bool = False
    """Whether HTML in notes is cleaned of all that could run."""
    unlinked: Mapping[VaultPath, Mentions] = field(default_factory=dict[VaultPath, Mentions])
    """Who says a note's name without a link to it; empty where that is not asked for."""
    folders: Mapping[str, Folder] = field(default_factory=dict[str, Folder])
    """Every folder that has public notes in or below it, "" for the vault itself; parents first."""
    folder_names: Mapping[str, FolderName] = field(default_factory=dict[str, FolderName])
    """What pages below a folder say of it."""
    standing: Mapping[PagePath, Folder] = field(default_factory=dict[PagePath, Folder])
    """The folders by their pages."""
    spelt: Mapping[str, Folder] = field(default_factory=dict[str, Folder])
    """The folders by their paths in lower case, but those that are alike."""
    problems: tuple[Problem, ...] = ()
    """Everything found so far."""

    def once(self, key: Hashable, make: Callable[["Site"], T]) -> T:
        """What `make` says of the site; while pages are made, worked out once for all that ask for it."""
        return make(self)
