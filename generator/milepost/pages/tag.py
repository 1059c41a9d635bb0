"""The page of all tags, and one for each."""

from collections.abc import Iterator

from milepost.model.page import Crumb, Page
from milepost.model.site import Site
from milepost.pages.plan import Plan, plan
from milepost.pages.templating import Templates

__all__ = ["tag_pages"]


def tag_pages(site: Site) -> Iterator[Plan[Page]]:
    """The tree of tags with their counts, and a page for each with its notes; none without tags."""
    if site.tagged:
        yield plan(site.tags, _all_tags)
    for key in site.tagged:
        yield plan(site.tag_pages[key], _tag_page, key)


def _all_tags(site: Site, templates: Templates) -> Page:
    top = [key for key in site.tagged if "/" not in key]
    return Page(site.tags, "Tags", templates.render("tags.html", site.tags, top=top), (), None)


def _tag_page(site: Site, templates: Templates, key: str) -> Page:
    tag, address = site.tagged[key], site.tag_pages[key]
    tagged = [site.notes.get(path) or site.canvases[path] for path in tag.notes]
    html = templates.render("tag.html", address, tag=tag, tagged=tagged)
    return Page(address, f"#{tag.name}", html, (), None, trail=_trail(site, key))


def _trail(site: Site, key: str) -> tuple[Crumb, ...]:
    """The way to a tag: the page of all tags, and the tags that it is nested in."""
    parts = key.split("/")
    around = ("/".join(parts[:depth]) for depth in range(1, len(parts)))
    above = (Crumb(f"#{site.tagged[each].name}", site.tag_pages[each]) for each in around)
    return (Crumb("Tags", site.tags), *above)
