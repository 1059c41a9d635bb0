"""The page of all tags."""

from collections import defaultdict
from collections.abc import Iterator

from milepost.model.canvas import Canvas
from milepost.model.note import Note
from milepost.model.page import Page, TocEntry
from milepost.model.site import Site
from milepost.pages.templating import Templates
from milepost.render.body import tag_anchor

__all__ = ["tag_pages"]


def tag_pages(site: Site, templates: Templates) -> Iterator[Page]:
    """One page with every tag and its notes and canvases; none where nothing has a tag."""
    tagged: defaultdict[str, list[Note | Canvas]] = defaultdict(list)
    spelling: dict[str, str] = {}
    for note in (*site.notes.values(), *site.canvases.values()):
        for tag in note.tags:
            tagged[spelling.setdefault(tag_anchor(tag), tag)].append(note)
    if not tagged:
        return
    tags = {tag: tagged[tag] for tag in sorted(tagged, key=str.casefold)}
    html = templates.render("tags.html", site.tags, tags=tags, tag_anchor=tag_anchor)
    toc = tuple(TocEntry(2, f"#{tag}", tag_anchor(tag)) for tag in tags)
    yield Page(site.tags, "Tags", html, toc, None)
