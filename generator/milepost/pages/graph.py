"""The graph of all notes: its page, and the data that its script draws."""

import json
from collections.abc import Iterator

from milepost.links.addresses import GRAPH_DATA
from milepost.links.layout import lay_out
from milepost.model.page import Document, Page
from milepost.model.path import PagePath, folder
from milepost.model.site import Site
from milepost.model.url import relative_url
from milepost.pages.plan import Plan, plan
from milepost.pages.templating import Templates

__all__ = ["graph_documents", "graph_pages"]


def graph_pages(site: Site) -> Iterator[Plan[Page]]:
    """The graph and, for who cannot see it, the way to every note; none where no note links another."""
    if site.graph_page is not None and _has_edges(site):
        yield plan(site.graph_page, _graph_page, site.graph_page)


def _graph_page(site: Site, templates: Templates, address: PagePath) -> Page:
    html = templates.render("graph.html", address, all_notes=site.folders[""].pages[0])
    return Page(address, "Graph", html, (), None)


def graph_documents(site: Site) -> Iterator[Plan[tuple[Document, ...]]]:
    """The graph for its script; none where no note links another."""
    if site.graph_page is not None and _has_edges(site):
        yield plan(GRAPH_DATA, _graph_data)


def _graph_data(site: Site, templates: Templates) -> tuple[Document, ...]:
    """Folders; notes as title, address, folder, x, y, tags; pairs of notes."""
    edges = _edges(site)
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
    return (Document(GRAPH_DATA, text.replace("<", "\\u003c") + "\n"),)


def _has_edges(site: Site) -> bool:
    targets = site.graph.targets
    return any(target in site.notes for path in site.notes for target in targets.get(path, ()))


def _edges(site: Site) -> tuple[tuple[int, int], ...]:
    """The pairs of notes of which one mentions the other, each once, by their numbers in path order."""
    number = {path: index for index, path in enumerate(site.notes)}
    targets = site.graph.targets
    pairs = (
        (at, number[target])
        for source, at in number.items()
        for target in targets.get(source, ())
        if target in number
    )
    return tuple(sorted({(a, b) if a < b else (b, a) for a, b in pairs}))
