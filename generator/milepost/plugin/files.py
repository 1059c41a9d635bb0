"""Pages, documents and attachments as the files that MkDocs deals in."""

# MkDocs leaves the types of `nav` and the like open.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from milepost.links.addresses import ASSETS
from milepost.model.page import Document, Page
from milepost.model.path import page_file
from milepost.model.site import Site
from milepost.plugin.nav import listed_in, section_indexes, titles_in
from milepost.plugin.page import NotePage, src_uri

__all__ = ["site_files"]


def site_files(
    site: Site, pages: Iterable[Page], documents: Iterable[Document], config: MkDocsConfig
) -> Iterator[File]:
    """Everything that is published, each with its place in the navigation that `config` holds.

    Each says that it is included: MkDocs' own default would leave out a folder called "templates".
    """
    yield from _page_files(site, pages, config)
    included = InclusionLevel.INCLUDED
    for asset in ASSETS:  # once more: MkDocs prefers a file of the vault to the theme's of that name
        file = next(file for place in config.theme.dirs if (file := Path(place, asset)).is_file())
        yield File.generated(config, asset, abs_src_path=str(file), inclusion=included)
    for document in documents:
        yield File.generated(config, document.path, content=document.text, inclusion=included)
    for path, attachment in site.attachments.items():
        address = site.addresses[path]
        yield File.generated(config, address, abs_src_path=attachment.file, inclusion=included)


def _page_files(site: Site, pages: Iterable[Page], config: MkDocsConfig) -> Iterator[File]:
    titles, listed, indexes = titles_in(config.nav), listed_in(config.nav), section_indexes(site)
    for page in pages:
        source = src_uri(page)
        # A page that stands nowhere in the navigation is reached by links: that is no oversight to report.
        inclusion = InclusionLevel.INCLUDED if source in listed else InclusionLevel.NOT_IN_NAV
        file = File(
            source,
            config.docs_dir if page.source else None,
            config.site_dir,
            config.use_directory_urls,
            dest_uri=page_file(page.path),
            inclusion=inclusion,
        )
        if not page.source:
            file.content_string = ""
            file.generated_by = "milepost"
        NotePage(
            page,
            site.notes[page.source] if page.source else None,
            file,
            config,
            title=titles.get(source, page.title),
            is_section_index=page.path in indexes,
        )
        yield file
