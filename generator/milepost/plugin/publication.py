"""One site in the hands of MkDocs, from the list of its files to the last of them written."""

# MkDocs leaves the types of `nav`, `extra_css` and the like open.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from milepost.build import check_site
from milepost.links.addresses import FEED, NOTES_FEED, PREVIEW_SCRIPT, SEARCH_ENTRIES
from milepost.model.frozen import replace
from milepost.model.page import Page
from milepost.model.path import PagePath, VaultPath
from milepost.model.share_card import CARD_HEIGHT_PX, CARD_WIDTH_PX
from milepost.model.site import Site
from milepost.model.url import absolute_url
from milepost.pages.search import search_entries
from milepost.pages.share_card import card_address
from milepost.pages.sheet import titled
from milepost.plugin.config import host_of, named_files
from milepost.plugin.files import card_files, site_files
from milepost.plugin.memory import Memory
from milepost.plugin.nav import make_nav, titles_in
from milepost.plugin.output import Output, SiteFiles
from milepost.plugin.page import NotePage, src_uri, strip_tags
from milepost.plugin.printer import Printer, Seen, is_alone
from milepost.plugin.public import public_nav, without_vault
from milepost.plugin.report import report
from milepost.plugin.search import (
    Engine,
    add_entries,
    boost_of,
    choose_engine,
    use_worker,
    weigh_words,
    worker_of,
)
from milepost.plugin.share_cards import draw_cards, has_cards
from milepost.plugin.sidebar import Pieces, Sidebar

__all__ = ["Publication"]

_log = get_plugin_logger("milepost")


class Publication:
    """What becomes of one vault in one build of MkDocs."""

    def __init__(self, config: MkDocsConfig, memory: Memory) -> None:
        """At the head of a build, before MkDocs empties the site's folder."""
        self.config, self.memory = config, memory
        self._output = Output(config)
        self.is_alone = is_alone(config)
        self.nav: Navigation | None = None
        self.made_nav: list[Any] | None = None
        """What leads to all pages, where `mkdocs.yml` has nothing that does."""
        self.draws_nav = False
        """Whether no other plugin has put a navigation of its own in the place of that one."""
        self.printer: Printer | None = None
        self._index: frozenset[str] = frozenset()
        self.pages: list[NotePage] = []
        """Ours, as MkDocs has them."""
        self._heard: list[tuple[NotePage, bytes]] = []

    def choose(self, files: Files) -> Files:
        """What is published of the files that MkDocs has listed, each with its place in the site's folder.

        Raises:
            VaultError: the vault cannot be read.
        """
        listed = Files(self._output.restore(files, self.config))
        self.makes_nav = self.config.nav is None
        return self._publish(self.load(listed), without_vault(listed, named_files(self.config), self.config))

    def heed(self, files: Files) -> Files:
        """The files when others have had their say: what a plugin has left out of them is private.

        What it has listed of the vault is no more public than it was.

        Raises:
            VaultError: the vault cannot be read.
        """
        known = set(map(id, (*self._theirs, *self._ours)))
        for file in list(files):
            is_of_vault = file.src_dir == self.config.docs_dir and not file.is_documentation_page()
            if is_of_vault and id(file) not in known:
                files.remove(file)
        site = self.edition.site
        left = {file.src_uri for file in files if file.inclusion.is_included()}
        sources = (page.source for page in self.edition.pages)
        gone = {path for path in sources if path is not None and path not in left}
        gone |= {path for path in site.attachments if site.addresses[path] not in left}
        if gone:
            ours = set(map(id, self._ours))
            host = replace(site.host, excluded=site.host.excluded | gone)
            theirs = [file for file in files if id(file) not in ours]
            files = self._publish(self.memory.read(self.config, host), theirs)
        self.problems = check_site(self.edition.site, self.edition.pages, self.memory.cache)
        report(self.problems, self.edition.site.addresses)
        return files

    def _publish(self, site: Site, theirs: Sequence[File]) -> Files:
        """The files of a site, beside those that others bring along."""
        config, memory = self.config, self.memory
        self.engine: Engine | None = choose_engine(memory.settings, site, config)
        memory.workshop.is_searched = self.is_alone and self.engine == "material"
        self.edition = memory.workshop.edition(site)
        self._theirs = theirs
        self._authors_nav: object = config.nav  # what was left out of it before has been told
        self._cards: dict[PagePath, bytes] = {}
        if has_cards(memory.settings, config, memory.command):
            self._cards = draw_cards(self.edition, config, memory.cards)
        self.list_files()
        return self.files

    def load(self, files: Files, written: Collection[VaultPath] | None = None) -> Site:
        """The site as the vault has it now, without those of MkDocs' `files` that it is told to leave out.

        Nothing but the notes `written` has changed since the last time; `None` where nobody knows.

        Raises:
            VaultError: the vault cannot be read.
        """
        host = host_of(self.config, files, is_preview=self.memory.command == "serve")
        return self.memory.read(self.config, host, written=written)

    def list_files(self) -> None:
        """Make MkDocs' files of the edition, and a navigation that leads to them."""
        config, edition, pages = self.config, self.edition, self.edition.pages
        if self.makes_nav:
            config.nav = self.made_nav = self.nav_of(pages)
        else:
            shown = {file.src_uri for file in self._theirs} | {*edition.site.attachments}
            shown |= {src_uri(page, edition.site.notes) for page in pages}
            config.nav = public_nav(self._authors_nav, shown, config)
        documents = chain.from_iterable(edition.documents.values())
        ours = site_files(edition.site, edition.sheets.values(), documents, config, self.pages)
        self._ours = [*ours, *card_files(self._cards, config)]
        self.files = SiteFiles([*self._theirs, *self._ours], self._is_finished)
        self.pages = [file.page for file in self._ours if isinstance(file.page, NotePage)]
        base = edition.site.host.url
        for page in self.pages:
            if base is not None and page.address in self._cards:
                page.show_card(absolute_url(base, card_address(page.address)))

    def nav_of(self, pages: Iterable[Page]) -> list[Any]:
        """The navigation that leads to all pages."""
        return make_nav(self.edition.site, pages)

    def _is_finished(self, file: File) -> bool:
        """Whether MkDocs need not look at a page any more."""
        return self.is_alone and isinstance(file.page, NotePage)

    def check_pages(self, files: Files) -> None:
        """Look whether MkDocs has pages of ours alone to make of the vault.

        Raises:
            PluginError: another plugin has listed a note anew, which would go out as it stands.
        """
        for file in files.documentation_pages():
            if file.src_dir == self.config.docs_dir and not isinstance(file.page, NotePage):
                reason = "a plugin or hook has MkDocs publish this note as it stands, private words and all"
                raise PluginError(f"{file.src_uri}: {reason}; take out of mkdocs.yml what lists it")

    def find_way(self, nav: Navigation) -> None:
        """Keep MkDocs' tree of pages, to draw a branch of it at a time if it is the one that we have made."""
        self.nav = nav
        self.draws_nav = self.makes_nav and self.config.nav == self.made_nav
        if not self.draws_nav:
            titles = titles_in(self.config.nav)
            for page in self.pages:
                page.call(titles.get(page.file.src_uri, page.sheet.page.title))

    def dress(self, env: Environment) -> None:
        """Tell the theme's templates whether there is a feed to point at, and the like; keep titles text."""
        # Jinja types its globals by those that it begins with.
        name = self.config.site_name
        feeds = ((FEED, name), (NOTES_FEED, f"{name}: all notes"))
        listed, home = self.edition.site.folders[""].pages[0], self.edition.site.host.home
        values: dict[str, object] = {
            "milepost_all_notes": None if listed == home else listed,
            "milepost_feeds": [each for each in feeds if self.files.get_file_from_path(each[0])],
            "milepost_search": worker_of(self.engine, is_alone=self.is_alone),
            "milepost_previews": PREVIEW_SCRIPT if self.memory.settings.previews else None,
            "milepost_sidebar": self._sidebar(env),
            "milepost_card_size": (CARD_WIDTH_PX, CARD_HEIGHT_PX),
        }
        env.globals.update(values)  # pyright: ignore[reportCallIssue, reportArgumentType]
        env.filters["milepost_worker"] = use_worker  # pyright: ignore[reportArgumentType]
        env.filters["striptags"] = strip_tags

    def _sidebar(self, env: Environment) -> Sidebar | None:
        if not self.draws_nav or self.nav is None:
            return None
        pieces = env.get_template("partials/milepost-nav.html").make_module()
        features = frozenset(map(str, self.config.theme.get("features") or ()))
        return Sidebar(self.nav, cast("Pieces", pieces), features, self.edition.site.folders[""].pages[0])

    def print(self, env: Environment) -> None:
        """Put the pages into the theme, unless MkDocs has to for the sake of other plugins.

        Raises:
            SearchError: Pagefind, which is to begin, is not installed.
        """
        if self.engine == "pagefind":
            self.memory.index.begin(self.edition, self.config)
        self._output.make_way(self._wanted())
        if self.is_alone and self.nav is not None:
            self.env = env
            self.reprint(seen=self._output.before)
        theirs = (*self.config.theme.static_templates, *self.config.extra_templates)
        self._output.watch((*theirs, "sitemap.xml.gz", "search/search_index.json"))

    def tell_ignored(self) -> None:
        """Say where other plugins have changed what nobody sees."""
        pages = [page.file.src_uri for page in self.pages if page.is_rewritten]
        if pages:
            more = f" and {len(pages) - 1} more" if len(pages) > 1 else ""
            what = "a plugin or hook has changed the Markdown (on_page_markdown), which is not shown"
            _log.warning("%s%s: %s; have it change on_page_content, or take it out", pages[0], more, what)

    def reprint(
        self,
        gone: Iterable[Path] = (),
        swap: AbstractContextManager[object] = nullcontext(),  # noqa: B008 - it keeps nothing
        seen: Seen = None,
    ) -> int:
        """Print whatever is not on the disk as it should be, as `Printer.print` does."""
        memory, nav = self.memory, cast("Navigation", self.nav)
        self.printer = Printer(self.config, self.env, self.files, nav, memory.written)
        memory.written.retain(set(self.edition.sheets))
        return self.printer.print(self.pages, gone=gone, swap=swap, seen=seen)

    def hear(self, page: NotePage) -> None:
        """Note down what the theme's search is to know of a page that MkDocs writes, as others have left it.

        The theme's own reader forgets that an element is left out where one of its kind ends in it, and then
        may end the build.
        """
        search = page.meta.get("search")
        is_left_out = isinstance(search, dict) and bool(search.get("exclude"))
        if self.engine == "material" and not is_left_out:
            shown = replace(page.sheet.page, html=page.content or "")
            self._heard.append((page, search_entries(self.edition.site, shown)))

    def index(self) -> None:
        """Before the theme writes its index: complete that one, or write another. What is of no build goes.

        Raises:
            SearchError: Pagefind fails.
        """
        if self.engine == "pagefind":
            self._index = self.memory.index.finish(self.config)
        elif self.engine == "material":
            weigh_words(self.config)
            if self.is_alone:
                self._index = frozenset({SEARCH_ENTRIES})
            else:
                boosts, heard = boost_of(self.edition.site), self._heard
                entries = (titled(text, page.shown_title, boosts.get(page.address)) for page, text in heard)
                add_entries(self.config, entries)
        self._output.clear(self._wanted())

    def _wanted(self) -> Iterator[str]:
        """The places of all that this build writes, but for what other plugins do."""
        yield from (file.dest_uri for file in self.files if file.inclusion.is_included())
        yield from (*self.config.theme.static_templates, *self.config.extra_templates, "sitemap.xml.gz")
        yield from self._index
        if self.engine is not None:
            yield "search/search_index.json"

    def finish(self) -> None:
        """When all is written: keep what was made for the next build."""
        if self.engine == "material" and self.is_alone:
            self.write_entries()
        self._output.finish()
        self.save()

    def write_entries(self) -> bool:
        """Write what the theme's search knows, unless it stands there; whether it was written."""
        return self.memory.entries.write(self.edition.site, self.pages, self.config)

    def save(self) -> None:
        """Keep for the next process what was made."""
        self.memory.save({page.address for page in self.pages}, self.config)
