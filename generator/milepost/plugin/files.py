"""Pages, documents and attachments as the files that MkDocs deals in."""

# MkDocs leaves the types of `nav` and the like open.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from milepost.links.addresses import NOTES_STYLE, STYLE
from milepost.model.page import Document, Sheet
from milepost.model.path import PagePath, VaultPath, page_file
from milepost.model.site import Site
from milepost.pages.share_card import card_address
from milepost.plugin.nav import listed_in, section_indexes, titles_in
from milepost.plugin.output import PlainFile, QuietFile
from milepost.plugin.page import NotePage, src_uri

__all__ = ["card_files", "changed_days", "site_files", "theme_files"]

# Below it is what themes bring along; what else lies in their folders are templates.
_THEME_FOLDER = "assets/"

_STYLES = Path(__file__).parent.parent / "styles"
# What each style sheet is made of, in the order in which it stands: of rules as narrow, the last holds.
_PARTS = {NOTES_STYLE: ("blocks", "cards", "embeds", "lab", "tasks"), STYLE: ("roadmap", "page")}
# MkDocs' own default would leave out a folder called "templates".
_included = partial(QuietFile.generated, inclusion=InclusionLevel.INCLUDED)
_COMMENT = re.compile(r"/\*.*?\*/\n*", re.DOTALL)


def theme_files(files: Iterable[File], config: MkDocsConfig) -> Iterator[File]:
    """The theme's files that MkDocs has passed over for one of `files`, which stands in the vault."""
    for file in files:
        if file.src_uri.startswith(_THEME_FOLDER):
            theirs = (Path(place, file.src_uri) for place in config.theme.dirs)
            found = next((each for each in theirs if each.is_file()), None)
            if found:
                yield _included(config, file.src_uri, abs_src_path=str(found))


def site_files(
    site: Site,
    sheets: Iterable[Sheet],
    documents: Iterable[Document],
    config: MkDocsConfig,
    before: Iterable[NotePage],
) -> Iterator[File]:
    """Everything that is published, each with its place in the navigation that `config` holds.

    Pages of `before` that stand where they stood are used again, for to make one takes MkDocs long.
    """
    yield from _page_files(site, sheets, config, {page.address: page for page in before})
    yield from _style_files(config)
    for document in documents:
        yield _included(config, page_file(document.path), content=document.text)
    for path, attachment in site.attachments.items():
        address = site.addresses[path]
        yield _included(config, address, abs_src_path=attachment.file)


def _style_files(config: MkDocsConfig) -> Iterator[File]:
    """Our style sheets but for those that the author has: few, for a browser has those sooner than many."""
    for address, parts in _PARTS.items():
        if not any(Path(place, address).is_file() for place in config.theme.dirs):
            text = "".join(Path(_STYLES, f"{part}.css").read_text(encoding="utf-8") for part in parts)
            yield _included(config, address, content=_COMMENT.sub("", text))


def card_files(cards: Mapping[PagePath, bytes], config: MkDocsConfig) -> Iterator[File]:
    """The share cards of pages."""
    for page, data in cards.items():
        yield _included(config, card_address(page), content=data)


def changed_days(site: Site) -> Callable[[VaultPath | None], datetime | None]:
    """When a note's page was changed, and when any other was, which is with the newest note."""
    newest = max(site.changed.values(), default=None)
    return lambda path: newest if path is None else site.changed.get(path, newest)


class _PageFile(PlainFile):
    """The file of a page, which need not be Markdown: a canvas is one, too."""

    _finished: NotePage | None = None

    def is_documentation_page(self) -> bool:
        return True

    @property
    def page(self) -> MkDocsPage | None:
        """The finished page, once and for all: any other would be made of the note as it stands in the vault.

        Plugins that make a navigation let go of all pages, for MkDocs to make them again.

        Raises:
            PluginError: another plugin has made a page of the note.
        """
        return self._finished

    @page.setter
    def page(self, page: MkDocsPage | None) -> None:  # pyright: ignore[reportIncompatibleVariableOverride]
        if isinstance(page, NotePage):
            self._finished = page
        elif page is not None:
            reason = f"{type(page).__module__} makes a page of this note as it stands, private words and all"
            raise PluginError(f"{self.src_uri}: {reason}; take that plugin out of mkdocs.yml")


def _page_files(
    site: Site, sheets: Iterable[Sheet], config: MkDocsConfig, before: Mapping[PagePath, NotePage]
) -> Iterator[File]:
    titles, listed, indexes = titles_in(config.nav), listed_in(config.nav), section_indexes(site)
    changed = changed_days(site)
    for sheet in sheets:
        page = sheet.page
        source, note = src_uri(page, site.notes), site.notes.get(page.source) if page.source else None
        # A page that stands nowhere in the navigation is reached by links: that is no oversight to report.
        inclusion = InclusionLevel.INCLUDED if source in listed else InclusionLevel.NOT_IN_NAV
        title, is_index = titles.get(source, page.title), page.path in indexes
        date = changed(note.path if note else None)
        known = before.get(page.path)
        if known and known.stands_as(source, inclusion, title, is_section_index=is_index):
            known.leave()
            known.show(sheet, note, date)
            yield known.file
            continue
        file = _PageFile(
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
            sheet,
            note,
            file,
            config,
            title=title,
            is_section_index=is_index,
            changed=date,
        )
        yield file
