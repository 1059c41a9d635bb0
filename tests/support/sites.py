"""Whole sites for pure tests, made without a disk."""

from collections.abc import Iterable, Mapping

from milepost.links.addresses import assign_addresses
from milepost.links.graph import build_graph
from milepost.links.index import build_index
from milepost.model.path import vault_path
from milepost.model.site import Host, Site
from milepost.model.vault import Attachment
from milepost.roadmap.collect import collect_roadmap
from milepost.settings import Settings
from support.notes import parse

__all__ = ["site_of"]


def site_of(texts: Mapping[str, str], attachments: Iterable[str] = ()) -> Site:
    """The site of notes, by path, and of files that have no bytes; all of it is public."""
    notes = {note.path: note for note in parse(texts)}
    files = {vault_path(path): Attachment(vault_path(path), path, 0) for path in attachments}
    index = build_index(notes.values(), files)
    graph = build_graph(notes.values(), index)
    roadmap = collect_roadmap(notes, index, graph, {}, Settings())
    addresses = assign_addresses(notes.values(), files, roadmap, "journal", directory_urls=True, graph=False)
    return Site(
        host=Host("Laws"),
        notes=notes,
        canvases={},
        attachments=files,
        addresses=addresses.files,
        dashboard=addresses.dashboard,
        journal=addresses.journal,
        tags=addresses.tags,
        tagged={},
        tag_pages={},
        kind_pages=addresses.kind_pages,
        recent=addresses.recent,
        changed={},
        dated_by="files",
        graph_page=addresses.graph,
        index=index,
        graph=graph,
        roadmap=roadmap,
        runs={},
        figures={},
        strict_line_breaks=False,
        redirects=addresses.redirects,
        problems=addresses.problems,
    )
