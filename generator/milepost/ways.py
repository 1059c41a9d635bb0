"""Who points where, and where everything stands: stages that most edits of a vault need not repeat.

Each is kept under the facts that it depends on, and done again when they differ.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from milepost.io.cache import Cache
from milepost.links.addresses import Addresses, assign_addresses
from milepost.links.folders import build_folders
from milepost.links.graph import backlinks, build_graph, update_graph
from milepost.links.index import build_index
from milepost.links.tags import collect_tags
from milepost.model.canvas import Canvas
from milepost.model.folder import Folder
from milepost.model.link import LinkGraph, LinkIndex
from milepost.model.note import Note
from milepost.model.path import PagePath, VaultPath, is_note
from milepost.model.roadmap import Roadmap
from milepost.model.site import Host
from milepost.model.tag import Tag
from milepost.notes.publish import public_canvases
from milepost.settings import Settings

__all__ = ["Places", "linked", "placed"]


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything stands."""

    addresses: Addresses
    folders: Mapping[str, Folder]
    """With the pages of each."""
    standing: Mapping[PagePath, Folder]
    """The folders by their pages."""
    tagged: Mapping[str, Tag]


def placed(
    public: Sequence[Note],
    canvases: Mapping[VaultPath, Canvas],
    attachments: Iterable[VaultPath],
    roadmap: Roadmap,
    settings: Settings,
    host: Host,
    cache: Cache,
) -> Places:
    """An address for each note, canvas, folder, tag and attachment that goes out."""
    titles = tuple((note.path, note.title, note.properties.type) for note in public)
    notes = {note.path: note for note in public}
    unplaced = cache.once("folders", (titles, canvases), lambda: build_folders(notes, canvases))
    tags = tuple((note.path, note.tags) for note in public)
    tagged = cache.once("tags", (tags, canvases), lambda: collect_tags((*public, *canvases.values())))
    asked = tuple((note.path, note.properties.permalink, note.properties.aliases) for note in public)
    lines = tuple(note.properties.lines for note in public)
    sizes = tuple((each.path, each.note, len(each.notes), len(each.folders)) for each in unplaced.values())
    others = tuple(attachments), tuple(tagged), tuple(canvases), roadmap.path, roadmap.notes, host
    addresses = cache.once(
        "addresses",
        (asked, lines, sizes, others),
        lambda: assign_addresses(
            public,
            others[0],
            roadmap,
            settings.journal,
            unplaced,
            tagged,
            directory_urls=host.directory_urls,
            graph=settings.graph,
            canvases=canvases,
        ),
    )
    folders = cache.once(
        "pages of folders",
        (titles, canvases, sizes, addresses.folders),
        lambda: {path: replace(each, pages=addresses.folders[path]) for path, each in unplaced.items()},
    )
    standing = cache.once(
        "standing", (titles, canvases, folders), lambda: {each.pages[0]: each for each in folders.values()}
    )
    return Places(addresses, folders, standing, tagged)


def linked(
    public: Sequence[Note],
    private: Sequence[Note],
    attachments: Iterable[VaultPath],
    left_out: Iterable[VaultPath],
    canvases: Sequence[Canvas],
    settings: Settings,
    host: Host,
    cache: Cache,
) -> tuple[dict[VaultPath, Canvas], LinkIndex, LinkGraph]:
    """The canvases that go out, and who points where: the one may hang on the other."""
    names = tuple((n.path, n.properties.aliases, n.headings, n.blocks, n.footnotes) for n in public)
    hidden_names = tuple((note.path, note.properties.aliases) for note in private)
    files = (*attachments, *(each.path for each in canvases))
    index = cache.once(
        "index",
        (names, hidden_names, files, tuple(left_out)),
        lambda: build_index(public, files, private, left_out),
    )
    graph = _graph(public, index, canvases, cache)
    mentioned = {each.path for each in canvases if any(map(is_note, backlinks(graph, each.path)))}
    shown = {
        each.path: each for each in public_canvases(canvases, settings.publish, mentioned, host.excluded)
    }
    if len(shown) < len(canvases):
        hidden = [each.path for each in canvases if each.path not in shown]
        index = cache.once(
            "index without private canvases",
            (names, hidden_names, (*attachments, *shown), (*left_out, *hidden)),
            lambda: build_index(public, (*attachments, *shown), private, (*left_out, *hidden)),
        )
        graph = _graph(public, index, tuple(shown.values()), cache)
    return shown, index, graph


def _graph(public: Sequence[Note], index: LinkIndex, canvases: Sequence[Canvas], cache: Cache) -> LinkGraph:
    """Who points where: the graph of before, if nothing but some notes' words has changed since."""
    before = cache.recall("graph")
    if before is None or before[0] is not index or before[2] != canvases:
        graph = build_graph(public, index, canvases)
    else:
        changed = [note for note, old in zip(public, before[1], strict=True) if note is not old]
        graph = update_graph(before[3], changed, index)
    cache.keep("graph", (index, public, canvases, graph))
    return graph
