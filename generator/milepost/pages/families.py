"""The list of page families and of documents, in order. Together they make every page exactly once."""

from collections.abc import Callable, Iterator

from milepost.model.page import Document, Page
from milepost.model.site import Site
from milepost.pages.base_file import base_pages
from milepost.pages.canvas import canvas_pages
from milepost.pages.feed import feed_documents
from milepost.pages.folder import folder_pages
from milepost.pages.graph import graph_documents, graph_pages
from milepost.pages.home import home_pages
from milepost.pages.item import item_pages
from milepost.pages.journal import journal_pages
from milepost.pages.kind import kind_pages
from milepost.pages.note import note_pages
from milepost.pages.phase import phase_pages
from milepost.pages.plan import Plan
from milepost.pages.progress import progress_documents
from milepost.pages.recent import recent_pages
from milepost.pages.redirect import redirect_documents
from milepost.pages.roadmap import roadmap_pages
from milepost.pages.run import run_pages
from milepost.pages.tag import tag_pages

__all__ = ["DOCUMENTS", "FAMILIES"]

Family = Callable[[Site], Iterator[Plan[Page]]]

FAMILIES: tuple[Family, ...] = (
    home_pages,
    roadmap_pages,
    phase_pages,
    item_pages,
    kind_pages,
    journal_pages,
    run_pages,
    note_pages,
    canvas_pages,
    base_pages,
    folder_pages,
    tag_pages,
    recent_pages,
    graph_pages,
)

DOCUMENTS: tuple[Callable[[Site], Iterator[Plan[tuple[Document, ...]]]], ...] = (
    feed_documents,
    graph_documents,
    progress_documents,
    redirect_documents,
)
