"""The MkDocs plugin: what the engine has made, handed over hook by hook."""

# MkDocs leaves the types of `nav`, `extra_css` and the like open.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

import gc
from functools import partial
from pathlib import Path
from typing import Literal, cast

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from milepost.build import check_site, load_site, render_site
from milepost.errors import MilepostError
from milepost.io.cache import Cache
from milepost.io.vault import excluded_patterns, is_ignored
from milepost.links.addresses import ASSETS, FEED, PREVIEW_SCRIPT, SEARCH_WORKER
from milepost.model.page import Page
from milepost.model.site import Site
from milepost.plugin.config import (
    MilepostConfig,
    check_epoch,
    check_loopback,
    host_of,
    is_loopback,
    settings_of,
)
from milepost.plugin.files import site_files, theme_files
from milepost.plugin.nav import make_nav
from milepost.plugin.page import NotePage, strip_tags
from milepost.plugin.report import report
from milepost.plugin.search import (
    Engine,
    PreviewIndex,
    choose_engine,
    complete_entries,
    documents_of,
    use_worker,
)
from milepost.plugin.serve import watch_vault
from milepost.plugin.sidebar import Pieces, Sidebar
from milepost.render.unsearchable import why_unsearchable
from milepost.settings import Settings

__all__ = ["MilepostPlugin"]

# A build makes millions of objects that live to its end, and none that only the collector could free: looking
# through them as often as Python does by default takes a sixth of the time.
_COLLECTOR = (200_000, 50, 1_000)

_THEME = Path(__file__).parent.parent / "theme"


class MilepostPlugin(BasePlugin[MilepostConfig]):
    """Publishes the vault in `docs_dir`. One object lives through all rebuilds of `mkdocs serve`."""

    def __init__(self) -> None:
        self._cache = Cache()
        self._settings = Settings()
        self._index = PreviewIndex()
        self._has_own_nav = False
        self._nav: Navigation | None = None
        self._made: tuple[Site, tuple[Page, ...]] | None = None
        self._engine: Engine | None = None
        self._is_preview = False
        self._collector = gc.get_threshold()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Once, before the first build: that this hook exists keeps the object, and so its cache, alive."""
        self._is_preview = command == "serve"
        self._collector = gc.get_threshold()
        gc.set_threshold(*_COLLECTOR)

    def on_shutdown(self) -> None:
        """Once, at the end."""
        self._index.forget()
        gc.set_threshold(*self._collector)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """At the head of each build: check the options, put our style and script before the author's."""
        check_epoch()
        settings = settings_of(self.config)
        if settings != self._settings:
            self._settings, self._cache = settings, Cache()
        if self._is_preview and settings.preview_drafts:
            check_loopback(config)
        self._made = self._engine = self._nav = None  # of the build before, and perhaps of other options
        if self.config.enabled:
            style, script, *_ = ASSETS
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(_THEME))
            config.extra_css.insert(0, style)
            config.extra_javascript.insert(0, script)
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """When MkDocs has listed the vault: give it what is published, and nothing else."""
        try:
            is_private_preview = self._is_preview and is_loopback(config)
            host = host_of(config, files, is_preview=is_private_preview)
            site = load_site(config.docs_dir, self._settings, host, self._cache)
        except MilepostError as error:
            raise PluginError(str(error)) from error
        wanted = _asked_for(config)
        if not self.config.enabled:  # MkDocs renders, but what is private stays so
            wanted |= {*site.notes, *site.attachments}
        dropped = {
            file.src_uri: file
            for file in files
            if file.src_dir == config.docs_dir and file.src_uri not in wanted
        }
        kept = [file for file in files if file.src_uri not in dropped]
        kept += theme_files(dropped.values(), config)
        if not self.config.enabled:
            return Files(kept)
        pages, documents = render_site(site)
        report(check_site(site, pages), {*site.notes, *site.canvases})
        self._made, self._engine = (site, pages), choose_engine(self._settings, site, config)
        self._has_own_nav = config.nav is None
        if self._has_own_nav:
            config.nav = make_nav(site, pages)
        return Files([*kept, *site_files(site, pages, documents, config)])

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """When MkDocs has made its tree of pages: keep one of ours, to draw it a branch at a time."""
        self._nav = nav if self._has_own_nav else None
        return nav

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Before the first template: tell the theme whether there is a feed to point at; keep titles text."""
        # Jinja types its globals by those that it begins with.
        env.globals["milepost_feed"] = FEED if files.get_file_from_path(FEED) else None  # pyright: ignore[reportArgumentType]
        env.globals["milepost_search"] = SEARCH_WORKER if self._engine == "pagefind" else None  # pyright: ignore[reportArgumentType]
        shows_previews = self.config.enabled and self._settings.previews
        env.globals["milepost_previews"] = PREVIEW_SCRIPT if shows_previews else None  # pyright: ignore[reportArgumentType]
        env.filters["milepost_worker"] = use_worker  # pyright: ignore[reportArgumentType]
        env.globals["milepost_sidebar"] = None  # pyright: ignore[reportArgumentType]
        if self._nav is not None:
            pieces = env.get_template("partials/milepost-nav.html").make_module()
            features = frozenset(map(str, config.theme.get("features") or ()))
            env.globals["milepost_sidebar"] = Sidebar(self._nav, cast("Pieces", pieces), features)  # pyright: ignore[reportArgumentType]
        if self.config.enabled:
            env.filters["striptags"] = strip_tags
        return env

    @event_priority(100)
    def on_page_context(
        self, context: TemplateContext, /, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Before each page is written, and before the theme indexes it.

        It need not where Pagefind will, and cannot where tags without number are open.
        """
        if isinstance(page, NotePage) and (
            self._engine == "pagefind" or why_unsearchable(page.content or "")
        ):
            page.meta["search"] = {"exclude": True}
        return context

    @event_priority(100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """When all is written but the theme's index: complete that one, or write another."""
        if self._made is None or self._engine is None:
            return
        if self._engine == "material":
            complete_entries(*self._made, config)
            return
        try:
            self._index.write(documents_of(*self._made, config), config.site_dir, keep=self._is_preview)
        except MilepostError as error:
            raise PluginError(str(error)) from error

    def on_build_error(self, *, error: Exception) -> None:
        """When a build cannot go on: a full or read-only disk is one line, not MkDocs' traceback."""
        if isinstance(error, OSError):
            place = f"{error.filename}: " if error.filename else ""
            reason = error.strerror or str(error)
            raise Abort(f"{place}the site cannot be written: {reason}; it is not whole") from error

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """After the first build of `mkdocs serve`: watch notes and attachments, not Obsidian's own files."""
        if self.config.enabled:
            is_whole = self._settings.publish_excluded  # what is excluded may ask to be published
            left_out = () if is_whole else excluded_patterns(Path(config.docs_dir), self._settings.exclude)
            watch_vault(server, config.docs_dir, partial(is_ignored, exclude=left_out))
        return server


def _asked_for(config: MkDocsConfig) -> frozenset[str]:
    """The vault's files that `mkdocs.yml` itself puts on every page."""
    scripts = (str(getattr(script, "path", script)) for script in config.extra_javascript)
    pictures = (str(config.theme.get(name)) for name in ("logo", "favicon"))
    return frozenset((*config.extra_css, *scripts, *pictures)).difference(ASSETS)
