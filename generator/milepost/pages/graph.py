"""The graph of all notes: its page, and the data that its script draws."""

import json
from collections.abc import Iterator

from milepost.links.addresses import GRAPH_DATA
from milepost.links.layout import lay_out
from milepost.model.page import Document, Page
from milepost.model.path import folder, relative_url
from milepost.model.site import Site
from milepost.pages.templating import Templates

__all__ = ["graph_documents", "graph_pages"]


def graph_pages(site: Site, templates: Templates) -> Iterator[Page]:
    """The graph and, for who cannot see it, the way to every note; none where no note links another."""
    if site.graph_page is None or not _edges(site):
        return
    html = templates.render("graph.html", site.graph_page, all_notes=site.folders[""].pages[0])
    yield Page(site.graph_page, "Graph", html, (), None)


def graph_documents(site: Site, templates: Templates) -> Iterator[Document]:
    """The graph for its script: folders; notes as title, address, folder, x, y, tags; pairs of notes."""
    edges = _edges(site)
    if site.graph_page is None or not edges:
        return
    places = lay_out(len(site.notes), edges)
    folders = sorted({folder(path) for path in site.notes})
    number = {name: index for index, name in enumerate(folders)}
    notes = [
        (note.title, relative_url(GRAPH_DATA, site.addresses[path]), number[folder(path)], *place, note.tags)
        for (path, note), place in zip(site.notes.items(), places, strict=True)
    ]
    data = {"folders": folders, "notes": notes, "edges": edges}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # A browser that is sent here may take the file for a page: a title must not become markup.
    yield Document(GRAPH_DATA, text.replace("<", "\\u003c") + "\n")


def _edges(site: Site) -> tuple[tuple[int, int], ...]:
    """The pairs of notes of which one mentions the other, each once, by their numbers in path order."""
    number = {path: index for index, path in enumerate(site.notes)}
    mentions = (
        edge for source in number for edge in site.graph.forward.get(source, ()) if edge.target in number
    )
    pairs = {tuple(sorted((number[edge.source], number[edge.target]))) for edge in mentions}
    return tuple(sorted((a, b) for a, b in pairs))
