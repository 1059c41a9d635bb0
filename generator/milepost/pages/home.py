"""The home page of a vault that has none of its own."""

from collections.abc import Iterator

from milepost.model.page import Page
from milepost.model.path import PagePath, page_path, vault_path
from milepost.model.site import Site
from milepost.pages.templating import Templates
from milepost.roadmap.collect import write_ups

__all__ = ["home_pages"]


def home_pages(site: Site, templates: Templates) -> Iterator[Page]:
    """The dashboard and every note by folder, unless the vault's root has a note "index" or "README"."""
    address = page_path(vault_path("index.md"), directory_urls=site.host.directory_urls)
    if address in site.addresses.values():
        return
    folders: dict[str, list[tuple[str, PagePath]]] = {}
    for path, note in site.notes.items():
        folders.setdefault(path.rpartition("/")[0], []).append((note.title, site.addresses[path]))
    html = templates.render(
        "home.html",
        address,
        roadmap=site.roadmap,
        write_ups=write_ups(site.notes)[:3],
        folders=sorted(folders.items()),
    )
    yield Page(address, site.host.name, html, (), None)
