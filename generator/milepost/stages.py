"""Stages of a build that most edits need not repeat: who points where, what stands where, how far it is.

Each is kept under the facts that it depends on, and done again when they differ.
"""

from collections.abc import Iterable, Mapping, Sequence

from milepost.io.cache import Cache
from milepost.links.addresses import assign_addresses
from milepost.links.folders import build_folders, folders_by_spelling
from milepost.links.graph import backlinks, build_graph, update_graph
from milepost.links.index import build_index
from milepost.links.tags import collect_tags
from milepost.model.address import Addresses
from milepost.model.base_file import Base
from milepost.model.canvas import Canvas
from milepost.model.folder import Folder, FolderName
from milepost.model.frozen import Frozen, replace
from milepost.model.link import LinkGraph, LinkIndex
from milepost.model.note import Note, NoteFacts
from milepost.model.path import PagePath, VaultPath, is_note
from milepost.model.roadmap import Roadmap
from milepost.model.run import Run
from milepost.model.site import Host
from milepost.model.tag import Tag
from milepost.notes.publish import public_bases, public_canvases
from milepost.roadmap.collect import collect_roadmap
from milepost.settings import Settings

__all__ = [
    "WITHOUT_PRIVATE",
    "WITH_PRIVATE",
    "Linked",
    "Places",
    "count_roadmap",
    "link_vault",
    "place_vault",
]

WITH_PRIVATE, WITHOUT_PRIVATE = "index", "index without private boards"
"""The stages that index names: with those of private canvases and bases, and if there are any, without."""


class Linked(Frozen):
    """What points where, and what goes out because it is pointed at."""

    canvases: Mapping[VaultPath, Canvas]
    """Those that go out."""
    bases: Mapping[VaultPath, Base]
    """Those that go out."""
    index: LinkIndex
    graph: LinkGraph


class Places(Frozen):
    """Where everything stands."""

    addresses: Addresses
    folders: Mapping[str, Folder]
    """With the pages of each."""
    folder_names: Mapping[str, FolderName]
    standing: Mapping[PagePath, Folder]
    """The folders by their pages."""
    spelt: Mapping[str, Folder]
    """The folders by their paths in lower case, but those that are alike."""
    tagged: Mapping[str, Tag]


def place_vault(
    public: Sequence[Note],
    canvases: Mapping[VaultPath, Canvas],
    bases: Mapping[VaultPath, Base],
    attachments: Iterable[VaultPath],
    roadmap: Roadmap,
    settings: Settings,
    host: Host,
    cache: Cache,
) -> Places:
    """An address for each note, canvas, base, folder, tag and attachment that goes out."""
    titles = NoteFacts(tuple(public), ("path", "title", "properties.type"))
    notes = {note.path: note for note in public}
    boards = {**canvases, **bases}
    unplaced = cache.once("folders", (titles, boards), lambda: build_folders(notes, boards))
    tags = NoteFacts(tuple(public), ("path", "tags"))
    tagged = cache.once("tags", (tags, canvases), lambda: collect_tags((*public, *canvases.values())))
    asked = NoteFacts(
        tuple(public), ("path", "properties.permalink", "properties.aliases", "properties.lines")
    )
    sizes = tuple((each.path, each.note, len(each.notes), len(each.folders)) for each in unplaced.values())
    others = (
        tuple(attachments),
        tuple(tagged),
        tuple(boards),
        roadmap.path,
        roadmap.notes,
        roadmap.kinds,
        host.directory_urls,
    )
    addresses = cache.once(
        "addresses",
        (asked, sizes, others),
        lambda: assign_addresses(
            public,
            others[0],
            roadmap,
            settings.journal,
            unplaced,
            tagged,
            directory_urls=host.directory_urls,
            graph=settings.graph,
            boards=boards,
        ),
    )
    folders = cache.once(
        "pages of folders",
        (titles, boards, sizes, addresses.folders),
        lambda: {path: replace(each, pages=addresses.folders[path]) for path, each in unplaced.items()},
    )
    names = cache.once(
        "names of folders",
        (titles, boards, folders),
        lambda: {path: FolderName(each.title, each.note, each.pages[0]) for path, each in folders.items()},
    )
    standing = cache.once(
        "standing", (titles, boards, folders), lambda: {each.pages[0]: each for each in folders.values()}
    )
    spelt = cache.once("spelt", (titles, boards, folders), lambda: folders_by_spelling(folders))
    return Places(addresses, folders, names, standing, spelt, tagged)


def link_vault(
    public: Sequence[Note],
    private: Sequence[Note],
    attachments: Iterable[VaultPath],
    left_out: Iterable[VaultPath],
    canvases: Sequence[Canvas],
    bases: Sequence[Base],
    settings: Settings,
    host: Host,
    cache: Cache,
) -> Linked:
    """The canvases and bases that go out, and who points where: the one may hang on the other."""
    names = NoteFacts(tuple(public), ("path", "properties.aliases", "headings", "blocks", "footnotes"))
    hidden_names = tuple((note.path, note.properties.aliases) for note in private)
    everything = (*attachments, *(each.path for each in (*canvases, *bases)))
    hidden = tuple(left_out)

    def index(
        stage: str, files: Sequence[VaultPath], hidden: Sequence[VaultPath], bases: Sequence[Base]
    ) -> LinkIndex:
        views = tuple((each.path, each.headings) for each in bases)
        key = (names, hidden_names, files, hidden, views)
        return cache.once(stage, key, lambda: build_index(public, files, private, hidden, bases))

    found = index(WITH_PRIVATE, everything, hidden, bases)
    graph = _graph(public, found, canvases, cache)
    mentioned = {each.path for each in canvases if any(map(is_note, backlinks(graph, each.path)))}
    boards = public_canvases(canvases, settings.publish, mentioned, host.excluded)
    pages = {each.path for each in boards}
    used = {e.path for e in bases if any(is_note(by) or by in pages for by in backlinks(graph, e.path))}
    asking = public_bases(bases, used, host.excluded)
    if len(boards) < len(canvases) or len(asking) < len(bases):
        shown = {each.path for each in (*boards, *asking)}
        gone = {each.path for each in (*canvases, *bases)} - shown
        files = tuple(each for each in everything if each not in gone)
        hidden = (*hidden, *(each for each in everything if each in gone))
        found = index(WITHOUT_PRIVATE, files, hidden, asking)
        graph = _graph(public, found, boards, cache)
    else:
        cache.forget(WITHOUT_PRIVATE)
    return Linked({each.path: each for each in boards}, {each.path: each for each in asking}, found, graph)


def count_roadmap(
    notes: Mapping[VaultPath, Note],
    index: LinkIndex,
    graph: LinkGraph,
    runs: Mapping[str, Run],
    settings: Settings,
    cache: Cache,
) -> Roadmap:
    """The roadmap that the public notes make up."""
    facts = NoteFacts(tuple(notes.values()), ("path", "title", "properties"))
    return cache.once(
        "roadmap", (facts, index, graph, runs), lambda: collect_roadmap(notes, index, graph, runs, settings)
    )


def _graph(public: Sequence[Note], index: LinkIndex, canvases: Sequence[Canvas], cache: Cache) -> LinkGraph:
    """Who points where: the graph of before, if nothing but some notes' words has changed since."""
    before = cache.recall("graph")
    if before is None:
        graph = build_graph(public, index, canvases)
    elif before[0] is not index or before[2] != canvases:
        known = {note.path: note for note in before[1]}
        unchanged = {note.path for note in public if known.get(note.path) is note}
        graph = build_graph(public, index, canvases, before[3], unchanged)
    else:
        changed = [note for note, old in zip(public, before[1], strict=True) if note is not old]
        graph = update_graph(before[3], changed, index)
    cache.keep("graph", (index, public, canvases, graph))
    return graph
