"""One site in the hands of MkDocs, from the list of its files to the last of them written."""

# MkDocs leaves the types of `nav`, `extra_css` and the like open.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from typing import cast

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from milepost.build import check_site, load_site
from milepost.links.addresses import ASSETS, FEED, NOTES_FEED, PREVIEW_SCRIPT, SEARCH_WORKER
from milepost.plugin.config import host_of
from milepost.plugin.files import site_files, theme_files
from milepost.plugin.memory import Memory
from milepost.plugin.nav import make_nav
from milepost.plugin.output import Output, SiteFiles
from milepost.plugin.page import NotePage, strip_tags
from milepost.plugin.printer import Printer, is_alone
from milepost.plugin.report import report
from milepost.plugin.search import (
    choose_engine,
    complete_entries,
    documents_of,
    tune,
    use_worker,
    write_entries,
)
from milepost.plugin.sidebar import Pieces, Sidebar

__all__ = ["Publication", "only_public"]


class Publication:
    """What becomes of one vault in one build of MkDocs."""

    def __init__(self, config: MkDocsConfig, memory: Memory) -> None:
        """At the head of a build, before MkDocs empties the site's folder."""
        self.config, self._memory = config, memory
        self._output = Output(config)
        self._is_alone = is_alone(config)
        self._nav: Navigation | None = None
        self._printer: Printer | None = None

    def settle(self, files: Files) -> Files:
        """The files that MkDocs has listed, each with its place in the site's folder."""
        return Files(self._output.restore(files, self.config))

    def choose(self, files: Files) -> Files:
        """The files that are published, and no others.

        Raises:
            VaultError: the vault cannot be read.
        """
        config, memory = self.config, self._memory
        host = host_of(config, files, is_preview=memory.is_preview)
        site = load_site(config.docs_dir, memory.settings, host, memory.cache)
        self.engine = choose_engine(memory.settings, site, config)
        memory.workshop.is_searched = self._is_alone and self.engine == "material"
        self.edition = edition = memory.workshop.edition(site)
        pages = [sheet.page for sheet in edition.sheets.values()]
        report(check_site(site, pages), {*site.notes, *site.canvases})
        self._has_own_nav = config.nav is None
        if self._has_own_nav:
            config.nav = make_nav(site, pages)
        ours = site_files(site, edition.sheets.values(), edition.documents, config)
        self.files = SiteFiles([*_without_vault(files, _asked_for(config), config), *ours], self._is_finished)
        return self.files

    def _is_finished(self, file: File) -> bool:
        """Whether MkDocs need not look at a page any more."""
        return self._is_alone and isinstance(file.page, NotePage)

    def find_way(self, nav: Navigation) -> None:
        """Keep MkDocs' tree of pages, to draw a branch of it at a time."""
        self._nav = nav

    def dress(self, env: Environment) -> None:
        """Tell the theme's templates which feeds there are to point at, and the like; keep titles text."""
        name = self.config.site_name
        feeds = ((FEED, name), (NOTES_FEED, f"{name}: all notes"))
        # Jinja types its globals by those that it begins with.
        values: dict[str, object] = {
            "milepost_feeds": [each for each in feeds if self.files.get_file_from_path(each[0])],
            "milepost_search": SEARCH_WORKER if self.engine == "pagefind" else None,
            "milepost_previews": PREVIEW_SCRIPT if self._memory.settings.previews else None,
            "milepost_sidebar": self._sidebar(env),
        }
        env.globals.update(values)  # pyright: ignore[reportCallIssue, reportArgumentType]
        env.filters["milepost_worker"] = use_worker  # pyright: ignore[reportArgumentType]
        env.filters["striptags"] = strip_tags

    def _sidebar(self, env: Environment) -> Sidebar | None:
        if not self._has_own_nav or self._nav is None:
            return None
        pieces = env.get_template("partials/milepost-nav.html").make_module()
        features = frozenset(map(str, self.config.theme.get("features") or ()))
        return Sidebar(self._nav, cast("Pieces", pieces), features)

    def print(self, env: Environment) -> None:
        """Put the pages into the theme, unless MkDocs has to for the sake of other plugins."""
        if self._is_alone and self._nav is not None:
            memory = self._memory
            self._printer = Printer(self.config, env, self.files, self._nav, memory.shells, memory.written)
            self._printer.print(self._pages())
        theirs = (*self.config.theme.static_templates, *self.config.extra_templates)
        self._output.watch((*theirs, "sitemap.xml.gz", "search/search_index.json"))

    def _pages(self) -> list[NotePage]:
        found = (file.page for file in self.files.documentation_pages())
        return [page for page in found if isinstance(page, NotePage)]

    def index(self) -> None:
        """Before the theme writes its index: complete and tune that one, or write another.

        Raises:
            SearchError: Pagefind fails.
        """
        if self.engine == "pagefind":
            documents = documents_of(self.edition, self.config)
            self._memory.index.write(documents, self.config.site_dir, keep=self._memory.is_preview)
        elif self.engine == "material":
            tune(self.config)
            if not self._is_alone:
                complete_entries(self.edition, self.config)

    def finish(self) -> None:
        """When all is written: what is left of builds before goes, what was made is kept for the next."""
        if self.engine == "material" and self._is_alone:
            write_entries(self._pages(), self.config)
        theirs = (*self.config.theme.static_templates, *self.config.extra_templates)
        wanted = {file.dest_uri for file in self.files if file.inclusion.is_included()}
        self._output.finish({*wanted, *theirs, "sitemap.xml.gz", "search/search_index.json"})
        site = self.edition.site
        self._memory.save({*site.notes, *site.canvases}, set(self.edition.sheets))


def only_public(files: Files, config: MkDocsConfig, memory: Memory) -> Files:
    """What MkDocs may render by itself: what is private stays so.

    Raises:
        VaultError: the vault cannot be read.
    """
    host = host_of(config, files, is_preview=memory.is_preview)
    site = load_site(config.docs_dir, memory.settings, host, memory.cache)
    return Files(_without_vault(files, _asked_for(config) | {*site.notes, *site.attachments}, config))


def _without_vault(files: Files, wanted: frozenset[str], config: MkDocsConfig) -> list[File]:
    """The files that are not the vault's, and of the vault's those that are wanted."""
    dropped = {
        file.src_uri: file for file in files if file.src_dir == config.docs_dir and file.src_uri not in wanted
    }
    kept = [file for file in files if file.src_uri not in dropped]
    return [*kept, *theme_files(dropped.values(), config)]


def _asked_for(config: MkDocsConfig) -> frozenset[str]:
    """The vault's files that `mkdocs.yml` itself puts on every page."""
    scripts = (str(getattr(script, "path", script)) for script in config.extra_javascript)
    pictures = (str(config.theme.get(name)) for name in ("logo", "favicon"))
    return frozenset((*config.extra_css, *scripts, *pictures)).difference(ASSETS)
